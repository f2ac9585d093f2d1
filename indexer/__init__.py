"""Ask your documents; get the passages that answer, each with its exact place in the source.

    from indexer import Searcher, Settings, index_corpus

A file becomes searchable in five calls, made in sequence by ``indexing``:

    read (documents)  ->  split (documents)  ->  analyse (text)  ->  write (engines)  ->  publish (store)

A question becomes an answer in four, made by ``searching``:

    analyse (text)  ->  search (engines)  ->  rank (searching)  ->  passages (engines)

The public names stand in ``__init__.pyi`` and are imported when they are first used: ``--help`` needs none of them.
Whatever is not among them is private.
ARCHITECTURE.md beside this file says where to change what.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
