"""What stands on the pages of a paged file? PDF by pdfium: its words with their boxes, put in reading order.

``pdf.py`` reads a file, ``pdf_file.py`` opens it and says what it says of itself, ``page_words.py`` takes the words off a
page. ``layout/`` makes blocks of words in boxes, wherever they come from, ``writing/`` the text of a document.
"""
