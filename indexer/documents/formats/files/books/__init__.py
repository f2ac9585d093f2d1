"""What is in an electronic book: its chapters in their order, under their titles.

epub   the chapters as one document       book_package   which files a book has, in which order, who wrote it
contents   what its table of contents calls them      chapter_pages   one chapter's page
"""
