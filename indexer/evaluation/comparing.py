"""Sets and rivals -> every figure: each system over each set, in temporary indexes, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from indexer.errors import DocumentNotFound, IndexDamaged, IndexMismatch
from indexer.evaluation.cases import Cases, cases
from indexer.evaluation.datasets.beir import BeirDocument, Dataset, read_corpus
from indexer.evaluation.datasets.misspelling import misspelt
from indexer.evaluation.refusing import FOREIGN, Refusal, foreign_questions, refusal
from indexer.evaluation.rivals import Bench, create_rival
from indexer.evaluation.running import OURS, StageProgress, SystemRun, ask_all, run_of
from indexer.evaluation.scoring import MEASURES
from indexer.evaluation.spans import HITS, SpanResult, read_marked, span_result
from indexer.evaluation.statistics import PairedDifference, difference
from indexer.indexing import index_corpus
from indexer.model import Answer, IndexReport, Passage, Progress
from indexer.searching import Searcher
from indexer.searching.ranking import PARTS
from indexer.settings import Settings
from indexer.text.multilingual import searching_analyzer

__all__ = ["WORDS", "DatasetResult", "compare"]

#: The name of our own system by words alone, to be measured beside it where it also ranks by meaning.
WORDS = "words"

_Differences = Mapping[str, PairedDifference]

#: Of the slips that questions are misspelt by.
_SEED = 1


@dataclass(frozen=True, slots=True)
class DatasetResult:
    """All figures of one set.

    ``ours`` and ``rivals`` are runs over the same questions; ``differences`` and ``cases`` are by rival, ours minus
    theirs; ``ablation`` by part, with the part minus without it; ``misspelt`` the run over misspelt questions where asked
    for; ``refusal`` is None where no other set was given, ``whole`` where the set has no marked answers.
    """

    dataset: Dataset
    documents: int
    passages: int
    ours: SystemRun
    rivals: tuple[SystemRun, ...] = ()
    differences: Mapping[str, _Differences] = field(default_factory=dict)
    cases: Mapping[str, Cases] = field(default_factory=dict)
    ablation: Mapping[str, _Differences] = field(default_factory=dict)
    misspelt: SystemRun | None = None
    refusal: Refusal | None = None
    whole: SpanResult | None = None

    @property
    def kept(self) -> float:
        """The share of nDCG@10 that is left when each question has a misspelt word; 1 where that was not asked for."""
        return self.misspelt.means["ndcg@10"] / max(self.ours.means["ndcg@10"], 1e-9) if self.misspelt else 1.0


def compare(
    datasets: Sequence[Dataset],
    settings: Settings,
    *,
    against: Sequence[str] = (),
    ablate: bool = False,
    typos: bool = False,
    keep: Path | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> tuple[DatasetResult, ...]:
    """Measures Passageway, and the rivals of ``against``, on every set; with ``ablate``, also without each part;
    with ``typos``, also with a misspelt word in each question. Our indexes are made in the folder ``keep`` and brought up
    to date there the next time, in a temporary one where there is none.

    Raises EvaluationError where a rival is unknown or not installed: before anything is measured.
    """
    with TemporaryDirectory(prefix="passageway-") as place:
        for number, name in enumerate(against):
            if name == WORDS:
                continue
            create_rival(name, Bench(_created(Path(place) / f"try-{number}"), settings, lambda _: ()))
    found = []
    for dataset in datasets:
        foreign = foreign_questions(dataset, datasets, min(FOREIGN, len(dataset.queries)))
        with TemporaryDirectory(prefix="passageway-") as place:
            measured = _OneSet(dataset, settings, (keep or Path(place)) / dataset.name, Path(place), progress)
            found.append(measured.result(against, ablate, typos, foreign))
    return tuple(found)


def _created(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


class _OneSet:
    """The measuring of one set: our indexes in ``home``, those of rivals in ``place``."""

    def __init__(self, dataset: Dataset, settings: Settings, home: Path, place: Path, progress: Progress) -> None:
        self._dataset, self._home, self._place, self._progress = dataset, home, place, progress
        self._settings = settings.kept_in(home / "index")

    def result(
        self, against: Sequence[str], ablate: bool, typos: bool, foreign: Sequence[tuple[str, str]]
    ) -> DatasetResult:
        report = _indexed(
            self._settings, self._dataset.corpus, lambda stage, *counts: self._progress_of(stage)(*counts)
        )
        ours, answers = self._ours(report)
        documents = {source.id: source for source in read_corpus(self._dataset.corpus)} if against else {}
        rivals = tuple(self._rival(name, list(documents.values()), ours) for name in against)
        return DatasetResult(
            dataset=self._dataset,
            documents=len(report.added) + len(report.updated) + len(report.unchanged),
            passages=report.passages,
            ours=ours,
            rivals=rivals,
            differences={run.system: _differences(ours, run) for run in rivals},
            cases={run.system: cases(self._dataset, documents, ours, run) for run in rivals},
            ablation={part: _differences(ours, self._without(part, ours)) for part in PARTS} if ablate else {},
            misspelt=self._misspelt(ours) if typos else None,
            refusal=refusal(answers, self._foreign(foreign)) if foreign else None,
            whole=self._whole(),
        )

    def _progress_of(self, stage: str) -> StageProgress:
        return lambda done, total: self._progress(f"{self._dataset.name}: {stage}", done, total)

    def _ours(self, report: IndexReport) -> tuple[SystemRun, list[Answer]]:
        """Rankings and whole answers, each with a searcher of its own: neither warms up what the other needs."""
        searcher = Searcher(self._settings)
        rankings, seconds = ask_all(_ranker(searcher), self._dataset, self._progress_of("rank"))
        searcher.close()
        answers = self._answers(list(self._dataset.queries.values()), "ask")
        run = run_of(
            OURS,
            self._dataset,
            rankings,
            ranking_seconds=seconds,
            answer_seconds=np.array([answer.seconds for answer in answers]),
            index_seconds=report.seconds if report.added else None,
            index_bytes=searcher.status().index_bytes,
        )
        return run, answers

    def _answers(self, questions: Sequence[str], stage: str) -> list[Answer]:
        searcher, progress, answers = Searcher(self._settings), self._progress_of(stage), []
        for done, question in enumerate(questions):
            progress(done, len(questions))
            answers.append(searcher.ask(question[: self._settings.question_limit]))
        progress(len(questions), len(questions))
        searcher.close()
        return answers

    def _foreign(self, questions: Sequence[tuple[str, str]]) -> list[tuple[str, Answer]]:
        answers = self._answers([text for _, text in questions], "foreign questions")
        return [(origin, answer) for (origin, _), answer in zip(questions, answers, strict=True)]

    def _rival(self, name: str, documents: Sequence[BeirDocument], ours: SystemRun) -> SystemRun:
        if name == WORDS:
            return self._run(WORDS, self._dataset, Searcher(self._settings, without={"meaning"}), ours)
        bench = Bench(_created(self._place / name), self._settings, _passages_of(Searcher(self._settings)))
        rival = create_rival(name, bench)
        self._progress_of(f"{name}, index")(0, None)
        started = perf_counter()
        rival.build(documents)
        index_seconds = perf_counter() - started
        rankings, seconds = ask_all(rival.rank, self._dataset, self._progress_of(name))
        return run_of(
            name,
            self._dataset,
            rankings,
            ranking_seconds=seconds,
            index_seconds=index_seconds,
            index_bytes=rival.index_bytes(),
        )

    def _whole(self) -> SpanResult | None:
        """The set's whole documents, in an index of their own."""
        marked = read_marked(self._dataset.folder)
        names = [name for name in self._dataset.queries if marked and name in marked.answers]
        if marked is None or not names:
            return None
        settings = self._settings.kept_in(self._home / "whole")
        progress = self._progress_of("whole documents")
        _indexed(settings, marked.documents, lambda _, done, total: progress(done, total))
        searcher, answered = Searcher(settings), []
        for done, name in enumerate(names):
            progress(done, len(names))
            question = self._dataset.queries[name][: settings.question_limit]
            answered.append((searcher.ask(question, limit=HITS), marked.answers[name]))
        progress(len(names), len(names))
        searcher.close()
        return span_result(answered)

    def _misspelt(self, ours: SystemRun) -> SystemRun:
        chance, analyzer = Random(_SEED), searching_analyzer(self._settings.language, {})
        queries = {name: misspelt(text, analyzer, chance) for name, text in self._dataset.queries.items()}
        return self._run("misspelt", replace(self._dataset, queries=queries), Searcher(self._settings), ours)

    def _without(self, part: str, ours: SystemRun) -> SystemRun:
        return self._run(f"without {part}", self._dataset, Searcher(self._settings, without={part}), ours)

    def _run(self, name: str, dataset: Dataset, searcher: Searcher, ours: SystemRun) -> SystemRun:
        rankings, seconds = ask_all(_ranker(searcher), dataset, self._progress_of(name))
        searcher.close()
        return run_of(
            name,
            dataset,
            rankings,
            ranking_seconds=seconds,
            index_seconds=ours.index_seconds,
            index_bytes=ours.index_bytes,
        )


def _indexed(settings: Settings, corpus: Path, progress: Progress) -> IndexReport:
    """An index of ``corpus``, brought up to date where there is one, made anew where that one does not fit."""
    settings.index.mkdir(parents=True, exist_ok=True)
    try:
        return index_corpus(settings, [corpus], progress=progress)
    except (IndexMismatch, IndexDamaged):
        return index_corpus(settings, [corpus], full=True, progress=progress)


def _ranker(searcher: Searcher) -> Callable[[str, int], list[str]]:
    return lambda question, limit: [_set_id(found) for found in searcher.ranking(question, limit=limit)]


def _set_id(document_id: str) -> str:
    return document_id.removeprefix("corpus.jsonl#")


def _passages_of(searcher: Searcher) -> Callable[[str], Sequence[Passage]]:
    def passages(document_id: str) -> Sequence[Passage]:
        try:
            return searcher.passages(f"corpus.jsonl#{document_id}")
        except DocumentNotFound:
            return ()

    return passages


def _differences(ours: SystemRun, theirs: SystemRun) -> _Differences:
    return dict(zip(MEASURES, difference(ours.scores, theirs.scores), strict=True))
