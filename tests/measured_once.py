"""The first run over the same texts measures the same: within one process of tests it does so once.

At its end a run asks its index a hundred questions (``indexer/searching/calibration.py``), which of a few small texts takes
five times as long as all else; and most tests index the same texts as the one before.
"""

from hashlib import sha256

import numpy as np
import pytest

from indexer.engines.local.words import LocalWords
from indexer.searching.calibration import calibrate

#: One in so many questions is asked where no test looks at a verdict.
_FEW = 10


def measured_once(every=1):
    """What takes the place of ``calibrate``: of an index whose files are, to the byte, those of one that was measured, it
    gives what was measured. It asks one question of ``every`` so many, and takes what that reaches for what all do."""
    known = {}

    def measured(finder, language, ask):
        def asking(questions):
            return np.repeat(ask(questions[::every]), every)[: len(questions)]

        files = _files_of(finder)
        if files is None:
            return calibrate(finder, language, asking)
        if (language, files) not in known:
            known[language, files] = calibrate(finder, language, asking)
        return known[language, files]

    return measured


@pytest.fixture(scope="module", autouse=True)
def measured_roughly():
    """Holds wherever it is imported: for tests that index many texts and look at no verdict."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.indexing.runs.publishing.calibrate", measured_once(_FEW))
        yield


def _files_of(finder):
    """The sums of the files of an index that was just written for the first time; None of any other: that has deleted
    documents in files that all others have under a name of their own (.toc)."""
    if finder.encoder is not None or not isinstance(finder.reader, LocalWords):
        return None
    folder = finder.reader._folder
    if folder.name.partition(".")[0] != "1" or len(list(folder.glob("*.postings"))) != 1:
        return None
    return tuple(sorted(sha256(path.read_bytes()).digest() for path in folder.iterdir() if path.suffix != ".toc"))
