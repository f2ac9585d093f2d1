"""One generation's files on this machine, put together.

suggestions   what can be suggested: the corpus's own questions, titles and headings
"""
