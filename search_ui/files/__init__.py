"""What does the file behind a document give to a page? Its bytes, and its pages with what is lit on them.

original_files   the addresses of both     page_sheets   what is shown of the pages beside a text
"""
