"""Bringing an index back from a backup: proved first, then published like what a run has made.

The generation of the backup gets a number of its own beside those that the index has, and one rename has it served: at any
instant there is the old state or the new one. What was served before is kept, like that before a run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote
from time import perf_counter

from indexer.engines.local.index_writer import LocalWriter
from indexer.engines.local.new_generation import NewGeneration
from indexer.engines.meaning import take_over_vectors
from indexer.engines.opening import open_jobs, open_saved_questions
from indexer.engines.state import GenerationChange
from indexer.errors import IndexDamaged, IndexMismatch, IndexProblem, OtherCorpus, index_written
from indexer.indexing.recovery.backups.backup_file import SYNONYMS, ArchiveReader
from indexer.indexing.recovery.backups.importing import Importing
from indexer.indexing.recovery.backups.synonyms_back import SynonymsRestored, bring_back
from indexer.indexing.recovery.backups.unpacking import UnpackedBackup, unpacked
from indexer.indexing.runs.job_recording import recorded
from indexer.model import Job, JobKind, Progress
from indexer.settings import FORMAT, KeptOn, Settings
from indexer.store import Catalog, GenerationRow, Generations, SavedQuestions
from indexer.store.catalog.access import remembered
from indexer.store.catalog.staging import Staging
from indexer.store.records import SqliteRecords

__all__ = ["RestoreReport", "require_same_corpus", "restore"]


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored: from which file, of which time (ISO 8601 in UTC), as which generation, and all that came of it;
    which was named by CURRENT before (None for none); documents and passages of what is served now, and the seconds that it
    took; what became of synonyms.txt."""

    file: str
    created: str
    generation: int
    generations: tuple[int, ...]
    before: int | None
    documents: int
    passages: int
    seconds: float
    synonyms: SynonymsRestored = SynonymsRestored.ABSENT


def restore(
    settings: Settings,
    file: Path,
    *,
    every: bool = False,
    other_corpus: bool = False,
    progress: Progress = lambda stage, done, total: None,
    agent: str = "Python",
) -> RestoreReport:
    """Has the generation that the backup ``file`` was made of served again, whatever has become of the index.

    Everything in it is proved before anything of the index is touched; then it is published as a generation of its own, at
    once and whole, while others ask. ``every`` brings the other generations back as well that the backup has, as kept ones,
    where they were made with the same settings. Runs that are recorded stay so; where none are, those of the backup are
    taken over, and so is each saved question that is not there, and synonyms.txt (``synonyms_back``).

    Raises BackupProblem where the backup is damaged, OtherCorpus where the index is of another folder and nobody allowed
    for an ``other_corpus``, IndexMismatch where it was made by another format or settings than those in force, IndexLocked
    and IndexUnwritable. On any error, Ctrl-C included, what was served before goes on being served.
    """
    if settings.engine is KeptOn.OPENSEARCH:
        from indexer.indexing.recovery.backups.cluster_backup import restore_cluster  # which is made of this one

        return restore_cluster(settings, file, every=every, other_corpus=other_corpus, progress=progress, agent=agent)
    started = perf_counter()
    with ArchiveReader(file) as archive:
        _require_fit(archive, settings)
        _prove(archive, progress)
        again = f"restore {quote(str(file))}"
        with index_written(settings.named_index, again), LocalWriter(settings, anew=True) as writer:
            if not other_corpus:
                require_same_corpus(settings, _root(settings), archive.path, archive.contents.root)
            generations = Generations(settings.index)
            generations.clear_unpublished()
            before = generations.current_or_none()
            with unpacked(archive, settings.index / "generations" / "restore.partial", progress) as backup:
                numbers = _Restoring(settings, writer, backup, progress).carry_out(agent, every=every)
                synonyms = bring_back(backup.synonyms, settings.index / SYNONYMS, archive.contents.created)
        contents, seconds = archive.contents, round(perf_counter() - started, 3)
    return RestoreReport(
        file=str(file),
        created=contents.created,
        generation=numbers[-1],
        generations=numbers,
        before=before,
        documents=contents.documents,
        passages=contents.passages,
        seconds=seconds,
        synonyms=synonyms,
    )


def _require_fit(archive: ArchiveReader, settings: Settings) -> None:
    contents = archive.contents
    if contents.format != FORMAT:
        anew = settings.named_index.command(f"index {quote(contents.root)} --full")
        raise IndexMismatch(
            f"{archive.path} has format {contents.format} (Passageway {contents.program}), this version reads {FORMAT}. "
            f"Index the corpus anew with: {anew}"
        )
    if contents.fingerprint != settings.fingerprint():
        chosen = " ".join(f"PASSAGEWAY_{name.upper()}={value}" for name, value in contents.settings.items())
        raise IndexMismatch(
            f"{archive.path} was made with other settings than those in force. Restore it, and run all that follows, "
            f"with: {chosen}"
        )


def _prove(archive: ArchiveReader, progress: Progress) -> None:
    done, total = 0, archive.contents.bytes
    for name in archive.contents.members:
        for chunk in archive.read(name):
            done += len(chunk)
            progress("check", done >> 20, total >> 20)


def require_same_corpus(settings: Settings, ours: str | None, file: Path, theirs: str | None) -> None:
    """Raises OtherCorpus where the backup ``file`` is of the corpus ``theirs``, and the index of ``settings`` of another
    one, ``ours``; an index that does not say whose it is any more (None) may be replaced."""
    if ours is not None and ours != theirs:
        index = settings.named_index
        raise OtherCorpus(
            f"{file} is of the corpus {theirs}, {index.in_words} of {ours}. Nothing was changed. To replace the one by the "
            f"other, run: {index.command(f'restore {quote(str(file))} --yes')}"
        )


def _root(settings: Settings) -> str | None:
    root, _ = remembered(settings.index / "catalog.sqlite")
    try:
        return root or Generations(settings.index).newest_sound()[0].root or None
    except IndexProblem:
        return None


class _Restoring:
    """From a backup that is proved to a generation that is served, by ``writer``, who has the lock."""

    def __init__(self, settings: Settings, writer: LocalWriter, backup: UnpackedBackup, progress: Progress) -> None:
        self._settings, self._writer, self._backup, self._progress = settings, writer, backup, progress
        self._jobs = open_jobs(settings)

    def carry_out(self, agent: str, *, every: bool) -> tuple[int, ...]:
        """The numbers of what is there now; the last one is served from now on."""
        self._jobs.tidy()
        if self._backup.jobs.exists():
            self._jobs.take_over(SqliteRecords(self._backup.jobs))
        if self._backup.saved.exists():
            open_saved_questions(self._settings).take_over(SavedQuestions(SqliteRecords(self._backup.saved)))
        job = self._jobs.begin_act(self._writer.who, JobKind.RESTORE, None, agent=agent)
        with recorded(self._jobs, job, self._progress) as recording:
            return self._publish(job, recording, every)

    def _publish(self, job: Job, progress: Progress, every: bool) -> tuple[int, ...]:
        """The others first, as kept ones, which they are once the one that was served is."""
        contents = self._backup.contents
        importing = Importing(self._backup.catalog, self._writer, progress)
        kept = []
        for source in sorted(contents.generations) if every else ():
            if source != contents.served and self._backup.manifest(source).fingerprint == contents.fingerprint:
                with self._generation(source, importing) as (new, row):
                    new.keep(row.report)
                kept.append((new.number, row.published))
        with self._generation(contents.served, importing) as (new, row):
            self._jobs.change(job.number, lambda job: replace(job, generation=new.number))
            self._put_aside_what_lacks_texts()
            new.publish(row.report)
        for number, published in kept:
            self._writer.confirm(number, published)
        return (*(number for number, _ in kept), new.number)

    @contextmanager
    def _generation(self, source: int, importing: Importing) -> Iterator[tuple[NewGeneration, GenerationRow]]:
        """A generation of the backup as one of the index, complete but for its seal, and what its run found."""
        manifest, folder = self._backup.manifest(source), self._backup.folder(source)
        versions = list(importing.versions(source))
        take_over_vectors(self._backup.index, folder, self._settings.index)
        with closing(Catalog(self._backup.catalog)) as catalog, Staging.reading(self._backup.catalog) as texts:
            row, files = catalog.generation(source), texts.files(source)
        if row is None:
            raise IndexDamaged.of_catalog(self._backup.catalog, f"does not hold generation {source}")
        self._writer.cover(manifest.root, manifest.scopes)
        with self._writer.begin(GenerationChange(versions=versions, files=list(files.values()))) as new:
            new.take_over(folder)
            yield new, row

    def _put_aside_what_lacks_texts(self) -> None:
        """Where the catalog had to be made anew, nothing can serve the generations before it any more."""
        generations = Generations(self._settings.index)
        with closing(Catalog(self._settings.index / "catalog.sqlite")) as catalog:
            for number in generations.complete():
                if catalog.generation(number) is None:
                    generations.put_aside(number)
