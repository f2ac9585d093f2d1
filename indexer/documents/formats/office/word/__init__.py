"""Word files: paragraphs, tables and what hangs on them -> blocks.

word_file (the reader) -> story (blocks in order) -> paragraph_forms (kind, number), line (text), word_tables
word_document (the parts of a file): word_styles, list_numbers, bold_headings  word_places, word_pages   where things stand
"""
