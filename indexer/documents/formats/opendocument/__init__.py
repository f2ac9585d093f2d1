"""What do OpenDocument files say (ODF 1.3, part 3): texts, presentations, spreadsheets, zipped or as one flat XML file?

odf_reader   which of the three it is      odf_file   its XML, bounded      odf_styles, odf_numbering, odf_about
flow         paragraphs and what stands among them
odf_slides, odf_sheets   the pages of a presentation, the rows of a spreadsheet
odf_furniture   heads and feet of pages
"""
