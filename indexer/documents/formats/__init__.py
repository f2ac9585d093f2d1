"""What does the content of a file say, and how is it laid out?

protocol   what a reader is        registry   which format is read by which reader        building   text put together
files   what a file is by name and content; files in files: archives, mail, books
text, markup, web, office, opendocument, sheets, paged   the readers, one file a format
raised_numbers   "10⁶", which is no 106

To add a format: write ``read`` (or ``read_parts``) in a file of its room, add its line to ``registry.FORMATS``, and a
sample to ``tests/documents/formats/reader_samples.py``; all the rest - messages, help, the pages' choices, the API -
follows.
"""
