"""Do two texts have the same words, whatever their form, and where do they differ?

    text -> Stream of letters and digits, with what stands between them (streams, gaps)
    many streams in all documents at once (scan, regions); one in a document (occurrences)
    word by word (alignment), and what the words that differ touch (differences, qualifiers)
    words that are the same, and what of their form differs (forms)

*Form* is what may differ between two texts of the same words: case, quotation marks, dashes, white space, line breaks and
hyphens at them, soft hyphens, ligatures and other writings of the same letters, punctuation, markup, the raised number of a
note (raised_notes). Not form: an accent, an apostrophe inside a word, a space inside a word, a hyphen without which it is
another word (re-sign), another figure that is raised, lowered, circled or a fraction (10⁶, ½), the sign, point, degree or
stroke of a number, a symbol such as % or <.
"""

from indexer.text.wording.alignment import Alignment, align
from indexer.text.wording.differences import DifferenceKind, WordDifference
from indexer.text.wording.editors_marks import has_editors_marks, with_insertions_elided, without_editors_marks
from indexer.text.wording.folds import fold
from indexer.text.wording.forms import FormKind, forms_between
from indexer.text.wording.occurrences import every_place, marked, occurrences, stands_at
from indexer.text.wording.qualifiers import Qualifiers, denies, qualifiers_of
from indexer.text.wording.raised_notes import has_notes, with_plain_notes, without_notes
from indexer.text.wording.scan import Scan
from indexer.text.wording.streams import Stream

__all__ = [
    "Alignment",
    "DifferenceKind",
    "FormKind",
    "Qualifiers",
    "Scan",
    "Stream",
    "WordDifference",
    "align",
    "every_place",
    "fold",
    "forms_between",
    "has_editors_marks",
    "has_notes",
    "marked",
    "occurrences",
    "denies",
    "qualifiers_of",
    "stands_at",
    "with_insertions_elided",
    "with_plain_notes",
    "without_editors_marks",
    "without_notes",
]
