"""What do office files say: Word, PowerPoint, RTF?

The first two are packages of XML parts with relationships between them (ECMA-376, Office Open XML): package, xml_names,
core_properties, and what both have in them: chart_tables, smart_art, equations, symbols, numerals.
word, slides   the readers          rich_text   the reader of RTF

The packages are read by our own code over lxml rather than by python-docx and python-pptx: these open every part, pictures
too, refuse what their classes do not expect (a relationship to nothing, a strict file, a missing part), and know no notes,
boxes, tracked changes, lists' numbers or charts' words.
"""
