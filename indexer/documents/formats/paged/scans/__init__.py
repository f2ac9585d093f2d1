"""How are words read that are only pictures of words?

pictures       a file with a picture, or several, and its text     tesseract           a picture -> its words
scanned_page   a page of a PDF that is a picture -> its lines      recognised_lines    a picture -> its lines
languages      which languages they are in                         doubts              what of them is to be said
drawn_areas    where a page shows words without letters
"""
