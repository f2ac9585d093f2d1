"""The synonyms that come with the documents, in a file beside them, as runs take them over into the index."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path

from indexer.errors import IndexProblem, SynonymsConflict, SynonymsUnsaved
from indexer.indexing.quality.recorded_text import RecordedText, synonyms_text
from indexer.indexing.quality.synonyms_text import SynonymsText
from indexer.settings import Settings
from indexer.text.synonyms import read_rules

__all__ = ["NAME", "take_over"]

#: The file in the top folder of the documents. Its name begins with a dot, as it is none of them.
NAME = ".synonyms.txt"

#: The first line of what was taken over: with it and its digest a run knows the text that nobody has changed since.
_TAKEN = "# From {name} of the documents ({digest}): each run renews this text, until it is changed here."
_IS_TAKEN = re.compile(re.escape(_TAKEN).replace(r"\{name\}", re.escape(NAME)).replace(r"\{digest\}", "([0-9a-f]{16})"))

_UNTAKEN = "its synonyms cannot be taken over: {why}"


def take_over(settings: Settings, folder: Path) -> str:
    """Puts the synonyms that stand in the top ``folder`` of the documents in the place of those of the index, where these
    are none, or are those that an earlier run took over and nobody has changed since. Where the documents have none any
    more, such are taken away.

    A file that the settings name is left alone, and a corpus that became a file itself has nothing beside it. Gives what
    is to be told of it, "" where nothing has come of it; what cannot be read or written is told as well, and stops no run.
    """
    if settings.synonyms is not None or not folder.is_dir():
        return ""
    beside = SynonymsText.at(folder / NAME)
    fault = _leads_away(folder) or beside.fault
    if fault:
        return _UNTAKEN.format(why=fault)
    rules = read_rules(beside.text)
    if rules.faults and not rules:
        return _UNTAKEN.format(why=f"no line says what could hold ({rules.faults[0].in_words})")
    try:
        if not _renewed(settings, _taken(beside.text) if rules else ""):
            return ""
    except SynonymsConflict:  # somebody has just put others there
        return ""
    except (SynonymsUnsaved, IndexProblem) as error:
        return _UNTAKEN.format(why=error)
    if not rules:
        return "it has no synonyms any more; those that it had hold no longer"
    but = ", but for lines that say nothing that could hold" if rules.faults else ""
    return f"its synonyms hold for questions to this index{but} (passageway synonyms shows them)"


def _leads_away(folder: Path) -> str:
    """What is wrong with a link that leads out of the documents, as it is told of other files: what lies elsewhere is
    nobody's to show to whoever asks. "" of all else."""
    target = Path(os.path.realpath(folder / NAME))
    return "" if target.is_relative_to(os.path.realpath(folder)) else "it is a link that leads out of the corpus"


def _renewed(settings: Settings, text: str) -> bool:
    """Whether the synonyms of the index are now this ``text``, and were not; raises SynonymsConflict, SynonymsUnsaved,
    IndexDamaged and IndexProblem."""
    there = synonyms_text(settings)
    if there.fault or there.text == text or not _may_be_renewed(there, to_none=not text):
        return False
    there.save(text)
    return True


def _may_be_renewed(there: SynonymsText | RecordedText, *, to_none: bool) -> bool:
    """Whether a text is as a run left it or, where it is to become another than ``to_none``, is none."""
    if not there.text.strip():
        return not to_none
    first, _, rest = there.text.partition("\n")
    taken = _IS_TAKEN.fullmatch(first.rstrip("\r"))
    return taken is not None and taken[1] == _digest(rest)


def _taken(text: str) -> str:
    return f"{_TAKEN.format(name=NAME, digest=_digest(text))}\n{text}"


def _digest(text: str) -> str:
    """Of a text, whatever its line ends, which editors and pages change."""
    return sha256("\n".join(text.splitlines()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
