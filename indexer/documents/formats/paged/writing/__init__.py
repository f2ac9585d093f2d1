"""How do lines of pages become the text of a document, with the places of its words?"""
