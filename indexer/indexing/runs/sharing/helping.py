"""A process that begins no run, and helps with those of others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from indexer.documents.sources.folder import Folder
from indexer.engines.meaning import Encoder, load_encoder
from indexer.engines.meaning.encoding_work import ENCODING, EncodingWork
from indexer.engines.opening import open_shared_work
from indexer.engines.state import PartWork, nothing_of_parts
from indexer.errors import EncoderError, PathError
from indexer.indexing.runs.sharing.asking_work import ASKING, ASKING_BY_MEANING, AskingWork
from indexer.indexing.runs.sharing.reading_work import STAGE as READING
from indexer.indexing.runs.sharing.reading_work import ReadingWork
from indexer.model import HelpedPart
from indexer.settings import Settings

__all__ = ["help_with_runs"]


def help_with_runs(
    settings: Settings,
    corpus: Path | None = None,
    done: Callable[[HelpedPart], object] = nothing_of_parts,
    *,
    once: bool = False,
) -> None:
    """Does parts of the runs of the index of the settings, on whatever machine they were begun, until there is nothing to
    do (``once``), or for ever; ``done`` is called after each.

    ``corpus`` is the folder that is the root of the runs' corpus, wherever this machine has it: without it, no files are
    read here. Nothing outside it ever is: which files are read is said by records that others write. Raises PathError
    where it is no folder, SettingsError for an index in a folder, IndexMismatch where a run has other settings, and
    ClusterProblem.
    """
    shared = open_shared_work(settings)
    encoder = cache(lambda: _encoder(settings))
    asking = AskingWork(settings.language, encoder)
    works: dict[str, PartWork] = {
        ASKING: asking,
        ASKING_BY_MEANING: asking,
        ENCODING: EncodingWork(encoder),
    }
    with ExitStack() as opened:
        if corpus is not None:
            if not corpus.is_dir():
                raise PathError(f"{corpus} is no folder. --corpus names the root of the corpus on this machine.")
            works[READING] = opened.enter_context(ReadingWork(settings, Folder(corpus, settings.ignore)))
        shared.help(works, done, once=once)


def _encoder(settings: Settings) -> Encoder | None:
    """The encoder that this process has; without it, others do what needs one."""
    try:
        return load_encoder(settings, keep=True).encoder
    except EncoderError:
        return None
