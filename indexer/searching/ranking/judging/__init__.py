"""Does what was found answer the question? How much of it a passage holds, and whether the best stands out (``support``,
``standing_out``; words in parts: ``word_parts``, words of form, which count nothing: ``form_words``); what is *answered*,
*related* or *nothing* (``verdict``). What is asked by a name with a number is not what others have (``numbered_names``),
nor what is asked of somebody what is said of others (``subjects``; where a question says of whom: ``asked_of``)."""

from indexer.searching.ranking.judging.form_words import form_terms
from indexer.searching.ranking.judging.support import Support
from indexer.searching.ranking.judging.verdict import ANSWERED, Calibration, judge

__all__ = ["ANSWERED", "Calibration", "Support", "form_terms", "judge"]
