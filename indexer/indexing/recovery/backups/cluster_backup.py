"""A backup of an index on a cluster: a copy of it in a folder, packed; and back, by the same way.

So there is one kind of file, which brings an index back to a folder or to a cluster, whichever it was made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from indexer.engines.opening import open_index
from indexer.errors import BackupProblem, IndexProblem
from indexer.indexing.copying.beside_copy import CopiedSynonyms
from indexer.indexing.copying.index_copy import copy_index
from indexer.indexing.recovery.backups.backup import BackupReport, back_up
from indexer.indexing.recovery.backups.new_file import require_place
from indexer.indexing.recovery.backups.restore import RestoreReport, require_same_corpus, restore
from indexer.indexing.recovery.backups.synonyms_back import SynonymsRestored
from indexer.model import Progress
from indexer.settings import Settings

__all__ = ["back_up_cluster", "restore_cluster"]

_SYNONYMS = {
    CopiedSynonyms.ABSENT: SynonymsRestored.ABSENT,
    CopiedSynonyms.SAME: SynonymsRestored.SAME,
    CopiedSynonyms.COPIED: SynonymsRestored.BACK,
    CopiedSynonyms.KEPT: SynonymsRestored.OTHERS,
    CopiedSynonyms.FAILED: SynonymsRestored.FAILED,
}


def back_up_cluster(
    settings: Settings, file: Path, *, every: bool, overwrite: bool, progress: Progress
) -> BackupReport:
    """As ``back_up`` does; the records of runs stay on the cluster. The copy takes its room beside ``file`` meanwhile."""
    started = perf_counter()
    require_place(file, overwrite)
    with _folder_beside(file) as folder:
        local = settings.kept_in(folder / "index")
        copied = copy_index(settings, local, every=every, progress=progress)
        report = back_up(local, file, every=every, overwrite=overwrite, progress=progress)
    left_out = tuple(sorted({*report.left_out, *copied.left_out}))
    seconds = round(perf_counter() - started, 3)
    return replace(report, seconds=seconds, left_out=left_out, warning=report.warning or copied.warning)


def restore_cluster(
    settings: Settings, file: Path, *, every: bool, other_corpus: bool, progress: Progress, agent: str
) -> RestoreReport:
    """As ``restore`` does; the file is proved, and unpacked, in a folder of the user's temporary files first."""
    started = perf_counter()
    with TemporaryDirectory(prefix="passageway-") as folder:
        local = settings.kept_in(Path(folder, "index"))
        unpacked = restore(local, file, every=every, progress=progress)
        if not other_corpus:
            require_same_corpus(settings, _corpus(settings), file, _corpus(local))
        copied = copy_index(local, settings, every=every, beside=True, progress=progress, agent=agent)
    return replace(
        unpacked,
        generation=copied.generations[-1][1],
        generations=tuple(number for _, number in copied.generations),
        before=copied.before,
        seconds=round(perf_counter() - started, 3),
        synonyms=_SYNONYMS[copied.synonyms],
    )


@contextmanager
def _folder_beside(file: Path) -> Iterator[Path]:
    """A folder of the moment where there is room for ``file``."""
    try:
        with TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:
            yield Path(folder)
    except OSError as error:
        raise BackupProblem.of_file(file, error) from error


def _corpus(settings: Settings) -> str | None:
    try:
        with closing(open_index(settings).open()) as reader:
            return reader.about.corpus or None
    except IndexProblem:
        return None
