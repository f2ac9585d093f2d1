"""AsciiDoc, line by line, as Asciidoctor shows it: https://docs.asciidoctor.org/asciidoc/latest/.

asciidoc_page   bytes -> document    asciidoc_blocks   blocks and lists           asciidoc_tables   cells of tables
asciidoc_texts  paragraphs, notes, quotations          asciidoc_lists  what items begin with
asciidoc_inline marks and macros inside of text      block_style   what stands in brackets above a block
"""
