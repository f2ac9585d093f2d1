"""Which passages hold the words, or mean the same?

``protocol`` is the door to an index for all rooms that ask, ``writing`` for the run that writes. What stands behind them:

    local       an index in a folder of this machine, put together from
      whoosh      postings: a Whoosh index of memory-mapped arrays
      forward     which words stand where in a passage
      meaning     vectors, and the encoders that make them
    bm25f       the formula                      candidates   what ranking looks into, as arrays
    entries     passages as they come in         state        what a run finds, opening: which index

An engine knows terms and ids, never texts: those are the catalog's. The names of ``__init__.pyi``
are imported when they are first used: a command has its encoder loaded while it imports the rest.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
