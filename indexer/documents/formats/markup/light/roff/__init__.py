"""Manual pages of Unix, in the macros man(7) and mdoc(7) of roff: https://man.openbsd.org/man.7, mdoc.7 and roff.7.

roff_page      bytes -> document        roff_source    lines, arguments, conditions, macros of a page
man_blocks     the macros man           mdoc_blocks    the macros mdoc, their lists and displays
roff_writing   what both write          mdoc_words     mdoc's macros inside of a line
roff_words     escapes inside of text   roff_tables    tables of tbl
"""
