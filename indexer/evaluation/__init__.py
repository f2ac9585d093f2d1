"""How good is it? Labelled questions -> measures, through the very pipeline that answers users.

``beir`` reads folders in BEIR's layout, ``labelled`` our own questions with quotes, ``measures`` has the formulas.
"""

from indexer.evaluation.beir import BeirResult, evaluate_folder
from indexer.evaluation.labelled import LabelledResult, evaluate_questions

__all__ = ["BeirResult", "LabelledResult", "evaluate_folder", "evaluate_questions"]
