"""Which quotations are copies of a page: its words as they stand there, where the source's text has them otherwise?

copy_search    in some stretches of sources
copied_words   numbers of notes, running heads and page numbers      head_and_foot   these, where a page turns
line_order     lines in the order of the page                        seen_lines      which line is the next on a page
"""

from indexer.quoting.page_copies.copied_words import PageCopy
from indexer.quoting.page_copies.copy_search import copy_in

__all__ = ["PageCopy", "copy_in"]
