"""Formats of text with markup in it: their text is what remains when the markup is gone.

commonmark     Markdown
light          reStructuredText, AsciiDoc, LaTeX, MediaWiki, Org, DocBook, JATS
front_matter   what a file says about itself before its text
admonitions    kinds of notes, and how they are called
directive_names, role_words   what directives and roles of reStructuredText and MyST show
notebook       the cells of notebooks; notebook_outputs: what came of them
template_files what of a file that a program fills in is text
"""
