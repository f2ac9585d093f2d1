"""Formats of text with markup in it: their text is what remains when the markup is gone.

Markdown: front_matter and block_rules (container_rules, apart_rules) -> inline_source -> CommonMark -> inline_tokens and
token_blocks -> text; admonitions has their kinds

Notebooks: notebook has their cells, notebook_outputs what came of them
light   reStructuredText, AsciiDoc, LaTeX, Org, MediaWiki, DocBook, JATS
"""
