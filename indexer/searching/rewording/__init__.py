"""What was meant by the words of a question, in the words that the index has? What the index has as typed always wins.

question_rewording  a question in the index's words: what is misspelt, what is written as one or apart
spelling            the word of the index that a misspelt one means
slips               the word that another may be a slip for, though it is a word itself
other_writings      codes and compounds as others write them       dates_written   a date as others write it
abbreviated_words   what an abbreviation stands for, and the abbreviation of what is written out
broken_words        words that a narrow column has broken in two, with no hyphen
months_asked        the days of a month that is asked for, in digits
decompounding       the parts of a compound that the index has as words    compounds_of   the compounds that a word ends
telling_words       of a pasted text, the words to look for
other_forms         forms that stemming does not bring together: "pays" and "paid"
"""

from indexer.searching.rewording.question_rewording import Rewording, mended
from indexer.searching.rewording.telling_words import most_telling

__all__ = ["Rewording", "mended", "most_telling"]
