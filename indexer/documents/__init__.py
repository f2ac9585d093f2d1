"""How do bytes from somewhere become passages?

    sources   what is there, and its Content          formats     Content -> text and blocks, a reader a format
    reading_files   one Content -> its Documents      splitting   Document -> passages
    workers   all of it in this process, or in others with limits
    rendering   what a page of a file looks like

Import from the modules: the table of formats is looked into by ``--help``, which must not load a reader for it. Nothing in
a corpus stops a run: what cannot be read is Skipped, with the reason.
"""
