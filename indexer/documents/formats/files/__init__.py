"""What is a file, and which files are in it?

recognition    what a file is, by its name and by what it holds        unread_kinds   what is known and has no reader
zipped         zip archives, unpacked within bounds, also for formats that are one (Word, EPUB, ...)
members        files in files, each read by the reader of what it is, within bounds
untrusted_xml  XML as a tree, or element by element where it is too long for one
archive        ZIP        mail/   messages and what is sent with them        books/   EPUB
tarball        TAR        packed  one file that was packed by itself
member_names   each another, whatever they are in the file        damage   what is wrong with a file, in plain English
"""
