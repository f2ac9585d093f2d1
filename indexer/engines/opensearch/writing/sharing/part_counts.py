"""What the passages of parts change of a generation's counts, as files: a part has its own, all together are read as one.

words, terms    a line each: the text, a tab, and by how much its count changes; in order of their UTF-8
totals.json     ``CountChanges.changes``
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from indexer.engines.opensearch.artefact.count_changes import CountChanges, read_counted, summed, totals_after
from indexer.engines.opensearch.artefact.counted_texts import Counted
from indexer.engines.opensearch.numbers.candidate_lexicon import Totals

__all__ = ["JoinedCounts", "write_counts"]

_TOTALS = "totals.json"


def write_counts(folder: Path, changes: CountChanges) -> None:
    """Writes the files of one part."""
    for name, counted in (("words", changes.words), ("terms", changes.terms)):
        with (folder / name).open("wb") as file:
            file.writelines(b"%s\t%d\n" % pair for pair in counted)  # no word holds a tab or a line feed
    (folder / _TOTALS).write_text(json.dumps(changes.changes), "ascii")


class JoinedCounts:
    """See the Protocol ``count_changes.VocabularyChanges``: those of all parts, each in a folder that was written so."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self.words, self.terms = _Joined(folders, "words"), _Joined(folders, "terms")

    def totals(self, base: Totals | None) -> Totals:
        """See the Protocol."""
        changes = [json.loads((folder / _TOTALS).read_text("ascii")) for folder in self._folders]
        return totals_after(base, np.sum(np.array(changes, np.int64), axis=0))


class _Joined:
    """Texts in order, with the sum of their changes, those left out whose count stays; read anew each time."""

    def __init__(self, folders: Sequence[Path], name: str) -> None:
        self._files = [folder / name for folder in folders]

    def __iter__(self) -> Iterator[Counted]:
        files = [file.open("rb") for file in self._files]
        try:
            yield from (pair for pair in summed(*map(read_counted, files)) if pair[1])
        finally:
            for file in files:
                file.close()
