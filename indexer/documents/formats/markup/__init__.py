"""Formats of text with markup in it: their text is what remains when the markup is gone.

commonmark     Markdown
light          reStructuredText, AsciiDoc, LaTeX, MediaWiki, Org, DocBook, JATS
front_matter   what a file says about itself before its text
admonitions    kinds of notes, and how they are called
notebook       the cells of notebooks; notebook_outputs: what came of them
"""
