"""Word files: paragraphs, tables and what hangs on them -> blocks.

word_file (the reader) -> story (blocks in order) -> paragraphs (kind, number) -> inline (text of runs, fields, changes)
                          word_tables, attachments (notes, boxes, charts), page_furniture of heads and feet: running_heads
word_styles, list_numbers, word_pages   what the file says elsewhere
"""
