"""Which candidate comes first, and where in it does the answer stand?

    engine scores -> evidence inside the passage and in its headings (evidence) -> order (order)
    -> one hit a document, near-duplicates folded (grouping) -> answer sentence and marks (marking) -> verdict (verdict)

All pure: passages, tokens and numbers in, records out.
"""

from indexer.ranking.evidence import Evidence, Weights
from indexer.ranking.grouping import Group, grouped
from indexer.ranking.marking import answer_sentence, marks_of
from indexer.ranking.verdict import judge

__all__ = ["Evidence", "Group", "Weights", "answer_sentence", "grouped", "judge", "marks_of"]
