"""Spreadsheets and tables of values: which rows head which, what a cell shows, and where a row stands.

cell_looks -> heading_rows -> sheet_tables   rows of any spreadsheet as tables with their headings
delimited (by table_dialects, stray_quotes)  CSV and TSV
unstated_headings                            of tables of any format that say nothing of their headings
covered_columns                              where the cells of tables with markup stand, as some span several columns
hidden_cells                                 rows and columns that are hidden: read, and counted
excel                                        workbooks of Excel
"""
