"""LaTeX: the text of its sections, lists, tables and notes; formulas stay as they are written.

latex_page     bytes -> document        latex_blocks   environments, sections, paragraphs    latex_tables   rows and cells
latex_words    commands inside of text  latex_source   braces and lines of a file            latex_signs    signs by name
latex_names    sections and environments                latex_units    quantities of siunitx
latex_formulas those of one sign
table_spans    tables in Markdown and plain text
"""
