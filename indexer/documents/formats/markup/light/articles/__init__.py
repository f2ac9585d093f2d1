"""DocBook and JATS, the XML of manuals and of scientific articles.

article_page   bytes -> document, and what it says of itself    article_blocks   elements -> blocks
article_names  which element is what                            article_entities   what &name; stands for
article_inline what is set apart inside of a line              article_signs      what is shown and not written
"""
