"""reStructuredText: docutils finds its blocks, and all that Docutils, Sphinx and others add is read by tables of our own.

restructured  bytes -> document          parsing      docutils' state machine, without its registries and settings
inline_marks  marks inside of text; ../role_words: what a role shows
directive_call, directives, directive_tables, glossaries   what a directive shows; ../directive_names
footnote_labels  numbers of notes that are left open
bibliography   what a document says of itself
doctree_blocks, doctree_words   a tree of docutils -> blocks of text
"""
