"""RTF (Rich Text Format Specification 1.9.1): bytes -> tokens -> paragraphs, rows, notes -> blocks.

rich_text_file (the reader) -> rtf_groups (what a control word does) -> rtf_tokens, rtf_words, code_pages
text_flow   the paragraphs of the body, of a note, of a head
"""
