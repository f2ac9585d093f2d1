"""Questions to read: where we rank better than a rival, and where worse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.evaluation.datasets.beir import BeirDocument, Dataset
from indexer.evaluation.running import SystemRun
from indexer.evaluation.scoring import MEASURES
from indexer.model.as_json import as_json

__all__ = ["Cases", "QuestionCase", "RankedDocument", "cases"]

#: What decides who won a question.
BY = "ndcg@10"

#: Questions kept for each way.
_KEPT = 20
_EXCERPT = 160
_GOLD = 3


@dataclass(frozen=True, slots=True)
class RankedDocument:
    """A document as a reader meets it: ``beginning`` is the start of its text; ``rank`` (from 1) is where our system
    has it, None where not among the first hundred."""

    id: str
    title: str
    beginning: str
    relevant: bool
    rank: int | None


@as_json.register
def _shown_json(shown: RankedDocument) -> dict[str, object]:
    """Without the text, which stands in the corpus."""
    return {"document": shown.id, "title": shown.title, "relevant": shown.relevant, "rank": shown.rank}


@dataclass(frozen=True, slots=True)
class QuestionCase:
    """One question: the best of its relevant documents, what each system had first (None: nothing), and both scores."""

    id: str
    question: str
    gold: tuple[RankedDocument, ...]
    first: Mapping[str, RankedDocument | None]
    ours: float
    theirs: float


@as_json.register
def _case_json(case: QuestionCase) -> dict[str, object]:
    """The object that stands for a question in the JSON of an evaluation."""
    return {
        "_id": case.id,
        "text": case.question,
        "gold": as_json(case.gold),
        "first": as_json(case.first),
        "passageway": round(case.ours, 4),
        "rival": round(case.theirs, 4),
    }


@dataclass(frozen=True, slots=True)
class Cases:
    """How many questions were won, lost and tied by nDCG@10, and those furthest apart, widest gap first."""

    wins: int
    losses: int
    ties: int
    won: tuple[QuestionCase, ...]
    lost: tuple[QuestionCase, ...]


def cases(dataset: Dataset, documents: Mapping[str, BeirDocument], ours: SystemRun, theirs: SystemRun) -> Cases:
    """The questions of a set by who ranked them better."""
    column = MEASURES.index(BY)
    pairs = list(zip(ours.rankings, ours.scores[:, column], theirs.scores[:, column], strict=True))
    gaps = sorted(((float(a - b), name, float(a), float(b)) for name, a, b in pairs), key=lambda row: (row[0], row[1]))
    lost = [row for row in gaps if row[0] < 0]
    won = [row for row in reversed(gaps) if row[0] > 0]

    def case(name: str, a: float, b: float) -> QuestionCase:
        return _case(dataset, documents, (ours, theirs), name, (a, b))

    return Cases(
        wins=len(won),
        losses=len(lost),
        ties=len(gaps) - len(won) - len(lost),
        won=tuple(case(name, a, b) for _, name, a, b in won[:_KEPT]),
        lost=tuple(case(name, a, b) for _, name, a, b in lost[:_KEPT]),
    )


def _case(
    dataset: Dataset,
    documents: Mapping[str, BeirDocument],
    runs: tuple[SystemRun, SystemRun],
    name: str,
    scored: tuple[float, float],
) -> QuestionCase:
    qrels, ranking = dataset.qrels[name], runs[0].rankings[name]

    def shown(found: str) -> RankedDocument:
        source = documents.get(found, BeirDocument(found, "", ""))
        rank = ranking.index(found) + 1 if found in ranking else None
        return RankedDocument(found, source.title, _beginning(source.text), qrels.get(found, 0) > 0, rank)

    gold = sorted((found for found, grade in qrels.items() if grade > 0), key=lambda found: (-qrels[found], found))
    return QuestionCase(
        id=name,
        question=dataset.queries[name],
        gold=tuple(shown(found) for found in gold[:_GOLD]),
        first={run.system: shown(run.rankings[name][0]) if run.rankings[name] else None for run in runs},
        ours=scored[0],
        theirs=scored[1],
    )


def _beginning(text: str) -> str:
    start = " ".join(text[: 2 * _EXCERPT].split())
    return start if len(start) <= _EXCERPT else start[:_EXCERPT].rsplit(" ", 1)[0] + " …"
