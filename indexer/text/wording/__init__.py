"""Do two texts have the same words, whatever their form, and where do they differ?

    text -> Stream of letters and digits, with what stands between them (streams, gaps)
    many streams in all documents at once (scan, regions); one in a document (occurrences)
    word by word (alignment), and what the words that differ touch (differences)

*Form* is what may differ between two texts of the same words: case, quotation marks, dashes, white space, line breaks and
hyphens at them, soft hyphens, ligatures and other compatibility forms, punctuation, markup. Not form: an accent, an
apostrophe inside a word, a space inside a word, the sign or point of a number, a symbol such as % or <.
"""

from indexer.text.wording.alignment import Alignment, align
from indexer.text.wording.differences import DifferenceKind, WordDifference
from indexer.text.wording.folds import fold
from indexer.text.wording.occurrences import every_place, marked, occurrences
from indexer.text.wording.scan import Scan
from indexer.text.wording.streams import Stream

__all__ = [
    "Alignment",
    "DifferenceKind",
    "Scan",
    "Stream",
    "WordDifference",
    "align",
    "every_place",
    "fold",
    "marked",
    "occurrences",
]
