"""How good is it? Labelled questions -> measures, through the very pipeline that answers users.

beir        a folder in BEIR's layout            questions   our own format: questions with quotes
measures    our formulas                         scoring     rankings -> scores, by ir-measures where installed
statistics  intervals and tests                  rivals      other systems over the same documents
running     one system over one set              cases       questions won and lost, to read
refusing    own against foreign questions        comparing   sets and systems -> every figure
labelled    labelled questions -> measures       jsonable    results -> JSON
misspelling questions with a misspelt word      spans        answers in whole documents
charts      figures -> SVG                       report      results -> one self-contained page
"""

from indexer.evaluation.comparing import WORDS, DatasetResult, compare
from indexer.evaluation.datasets.beir import AUTO, Dataset, open_dataset
from indexer.evaluation.datasets.questions import Question, append_question, next_id, read_questions
from indexer.evaluation.labelled import LabelledResult, evaluate_questions
from indexer.evaluation.reports.as_json import Circumstances, circumstances, comparison_json, dataset_json
from indexer.evaluation.reports.report import comparison_page, labelled_page
from indexer.evaluation.rivals import RIVALS

__all__ = [
    "AUTO",
    "RIVALS",
    "WORDS",
    "Circumstances",
    "Dataset",
    "DatasetResult",
    "LabelledResult",
    "Question",
    "append_question",
    "circumstances",
    "compare",
    "comparison_json",
    "comparison_page",
    "dataset_json",
    "evaluate_questions",
    "labelled_page",
    "next_id",
    "open_dataset",
    "read_questions",
]
