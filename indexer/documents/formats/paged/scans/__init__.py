"""How are words read that are only pictures of words?

pictures       a file with a picture, or several, and its text     scanned_text   recognised words -> paragraphs, boxes
scanned_page   a page of a PDF that is a picture -> its lines      tesseract      a picture -> its words
languages      which languages they are in                         doubts         what of them is to be said
drawn_areas    where a page shows words without letters
"""
