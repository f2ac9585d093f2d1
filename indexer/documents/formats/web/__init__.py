"""Web pages: HTML as browsers parse it, its readable text, and what of that is furniture of the page.

text -> marked source (tag_scan) -> elements (page_tree) -> shown or hidden (visibility) -> furniture (page_furniture,
link_lists) -> blocks (page_blocks, table_rows); HTML inside of other formats goes the same way (fragments)
"""
