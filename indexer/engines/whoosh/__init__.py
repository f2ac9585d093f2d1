"""A Whoosh 2.7.4 index whose postings are memory-mapped arrays.

engine   search and scores            schema   the fields of the index
codec    postings on disk, behind Whoosh's own API
bulk     batches -> segments          scoring  segments -> the best passages
"""
