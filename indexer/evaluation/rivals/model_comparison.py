"""Models beside one another, and beside words alone: on a set in BEIR's layout, or on one's own saved questions.

All that has to be indexed is indexed once, in a folder of its own; for each model only vectors are made. The index that is
asked by others is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from indexer.engines import open_index
from indexer.engines.meaning import load_encoder, passage_text
from indexer.engines.opening import open_saved_questions
from indexer.errors import EvaluationError
from indexer.evaluation.comparing import WORDS, compare
from indexer.evaluation.datasets.beir import Dataset
from indexer.evaluation.datasets.labelled_questions import append_question
from indexer.evaluation.labelled import evaluate_questions
from indexer.indexing import index_corpus
from indexer.model import LabelledQuestion, Progress
from indexer.model.as_json import as_json
from indexer.searching import Searcher
from indexer.settings import Semantic, Settings

__all__ = ["ModelScores", "compare_models"]

#: Passages that are encoded to measure how many a model encodes a second.
_SAMPLE = 32


@dataclass(frozen=True, slots=True)
class ModelScores:
    """How well a model ("words": without one) answers the questions of a set ("saved questions": one's own).

    ``means`` are in [0, 1] by measure; ``ms`` is the median time of an answer in milliseconds; ``encoded`` the passages
    that are encoded a second, None where none are.
    """

    set: str
    model: str
    questions: int
    means: Mapping[str, float]
    ms: float
    encoded: float | None = None


@as_json.register
def _scores_json(scores: ModelScores) -> dict[str, object]:
    """The object that stands for a model in the JSON of a comparison."""
    return {
        "set": scores.set,
        "model": scores.model,
        "questions": scores.questions,
        **{name: round(value, 4) for name, value in scores.means.items()},
        "ms": round(scores.ms, 2),
        "passages_per_second": None if scores.encoded is None else round(scores.encoded, 1),
    }


def compare_models(
    settings: Settings,
    models: Sequence[str],
    datasets: Sequence[Dataset] = (),
    progress: Progress = lambda stage, done, total: None,
) -> Iterator[ModelScores]:
    """Words alone, then each model by name, on each set; on the saved questions where no set is given. Figures come as they
    are measured. Raises EncoderError for a model that cannot be loaded, EvaluationError where no question is saved."""
    here = settings.model_copy(update={"models": settings.models_folder.resolve()})  # wherever indexes are made
    systems = {WORDS: here.model_copy(update={"semantic": Semantic.OFF})}
    for name in models:
        systems[name] = here.model_copy(update={"semantic": Semantic.ON, "model": name})
        load_encoder(systems[name])
    if not datasets:
        yield from _by_questions(settings, systems, progress)
    for dataset in datasets:
        with TemporaryDirectory(prefix="passageway-") as place:
            for name, chosen in systems.items():
                run = compare([dataset], chosen, keep=Path(place), progress=progress)[0].ours
                kept = chosen.kept_in(Path(place) / dataset.name / "index")
                encoded = _encoded(kept) if name != WORDS else None
                yield ModelScores(dataset.name, name, len(run.rankings), run.means, run.latency()["p50"], encoded)


def _by_questions(settings: Settings, systems: Mapping[str, Settings], progress: Progress) -> Iterator[ModelScores]:
    questions = open_saved_questions(settings).all()
    if not questions:
        raise EvaluationError(
            "no question is saved to compare models by. Save some (passageway questions add), or give --set FOLDER."
        )
    corpus = _corpus(settings)
    with TemporaryDirectory(prefix="passageway-") as place:
        for name, chosen in systems.items():
            kept = chosen.kept_in(Path(place) / "index")
            index_corpus(kept, corpus, progress=progress)
            yield _scored(name, kept, questions, Path(place), progress)


def _scored(
    name: str, settings: Settings, questions: Sequence[LabelledQuestion], place: Path, progress: Progress
) -> ModelScores:
    file = place / "questions.jsonl"
    file.unlink(missing_ok=True)
    for question in questions:
        append_question(file, question)
    with closing(Searcher(settings)) as searcher:
        result = evaluate_questions(file, searcher, progress)
    encoded = _encoded(settings) if name != WORDS else None
    return ModelScores("saved questions", name, result.questions, result.means, result.latency["p50"], encoded)


def _corpus(settings: Settings) -> list[Path]:
    """The paths that the served index is of."""
    state = open_index(settings).state(full=False)
    if state.base.content is not None:
        state.base.content.close()
    return [Path(state.root or "") / path for path in state.covered or (".",)]


def _encoded(settings: Settings) -> float:
    """How many passages of an index a model encodes a second, all cores together."""
    encoder = load_encoder(settings).encoder
    with closing(open_index(settings).open()) as reader:
        texts = [passage_text(passage) for passage in reader.passages(reader.sample(_SAMPLE, Random(3))).values()]
    if encoder is None or not texts:
        return 0.0
    encoder.encode_passages(texts[:1])
    started = perf_counter()
    encoder.encode_passages(texts)
    return len(texts) / (perf_counter() - started)
