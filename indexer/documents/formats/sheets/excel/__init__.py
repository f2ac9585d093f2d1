"""Excel: workbooks of Office Open XML (ECMA-376-1, 18: SpreadsheetML).

workbook          the sheets in their order, and what the file says of itself
sheet_cells       the rows of a sheet, streamed; their texts (shared_strings), what styles show (cell_styles)
sheet_frame       what stands around the rows: merged cells, rows that head tables, heads and feet of printed pages
sheet_drawings    text boxes, pictures, charts and diagrams
streamed_xml      XML too long for a tree

Its own reader, not openpyxl: that knows no merged cells when it streams, nor what format codes show, and finds nothing in
strict files.
"""
