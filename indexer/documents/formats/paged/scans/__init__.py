"""How are words read that are only pictures of words?

pictures      a file with a picture, or several, and its text     scanned_text   recognised words -> paragraphs, boxes
recognition   a picture -> its words, by Tesseract            languages      which ones it is to read
"""
