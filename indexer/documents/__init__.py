"""How do bytes from somewhere become passages?

    sources   what is there, and its Content          formats     Content -> text and blocks, a reader a format
    reading_files   one Content -> its Documents      splitting   Document -> passages
    workers   all of it in this process, or in others with limits
    rendering   what a page of a file looks like
    content   the bytes of a file                         steps   what a reader that does slow things says of them
    document_language   in which one it is written        as_read   a file as it would be read and split
    reader_version   which readers read what              skip_reasons   why files were skipped, for who reads it

Import from the modules: the table of formats is looked into by ``--help``, which must not load a reader for it. Nothing in
a corpus stops a run: what cannot be read is Skipped, with the reason.
"""
