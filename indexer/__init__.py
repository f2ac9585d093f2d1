"""Passageway's indexer: documents in, passages out, each with its exact place in the source.

A file becomes searchable in five calls, made in sequence by ``indexing``:

    read (reading)  ->  split (splitting)  ->  analyse (analysis)  ->  engine.write (engines)  ->  publish (catalog)

A question becomes an answer in four, made by ``searching``:

    analyse (analysis)  ->  engine.search (engines)  ->  catalog.passages (catalog)  ->  rank (ranking)
"""
