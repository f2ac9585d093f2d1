"""How good is it? Labelled questions -> measures, through the very pipeline that answers users.

datasets/   folders in BEIR's layout, our own questions with quotes, questions with a misspelt word
rivals/     other systems over the same documents      reports/  results -> JSON, charts, one self-contained page
running     one system over one set                    comparing   sets and systems -> every figure
scoring     rankings -> measures, by ir-measures where installed     statistics  intervals and tests
labelled    labelled questions -> measures             spans       answers in whole documents
cases       questions won and lost, to read            refusing    own against foreign questions
question_exports   what people ask, as a table and to be labelled
"""

from indexer.evaluation.comparing import WORDS, DatasetResult, compare
from indexer.evaluation.datasets.beir import AUTO, Dataset, open_dataset
from indexer.evaluation.datasets.labelled_questions import append_question, read_questions
from indexer.evaluation.labelled import LABELLED_DEPTH, LabelledResult, evaluate_questions
from indexer.evaluation.reports.as_json import (
    Circumstances,
    circumstances,
    comparison_json,
    dataset_json,
    labelled_json,
)
from indexer.evaluation.reports.html_page import comparison_page, labelled_page
from indexer.evaluation.rivals import RIVALS
from indexer.evaluation.scoring import DEPTH

__all__ = [
    "AUTO",
    "DEPTH",
    "LABELLED_DEPTH",
    "RIVALS",
    "WORDS",
    "Circumstances",
    "Dataset",
    "DatasetResult",
    "LabelledResult",
    "append_question",
    "circumstances",
    "compare",
    "comparison_json",
    "comparison_page",
    "dataset_json",
    "evaluate_questions",
    "labelled_json",
    "labelled_page",
    "open_dataset",
    "read_questions",
]
