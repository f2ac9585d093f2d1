"""The synonyms that come with the documents, in a file beside them, as runs take them over into the index."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from indexer.errors import SynonymsConflict, SynonymsUnsaved
from indexer.indexing.quality.recorded_text import RecordedText, synonyms_text
from indexer.indexing.quality.synonyms_text import SynonymsText
from indexer.settings import Settings

__all__ = ["NAME", "take_over"]

#: The file in the top folder of the documents. Its name begins with a dot, as it is none of them.
NAME = ".synonyms.txt"

#: The first line of what was taken over: with it and its digest a run knows the text that nobody has changed since.
_TAKEN = "# From {name} of the documents ({digest}): each run renews this text, until it is changed here."
_IS_TAKEN = re.compile(re.escape(_TAKEN).replace(r"\{name\}", re.escape(NAME)).replace(r"\{digest\}", "([0-9a-f]{16})"))


def take_over(settings: Settings, folder: Path) -> str:
    """Puts the synonyms that stand in the top ``folder`` of the documents in the place of those of the index, where these
    are none, or are those that an earlier run took over and nobody has changed since.

    A file that the settings name is left alone, and a corpus that became a file itself has nothing beside it. Gives what
    is to be told of it, "" where nothing has come of it; what cannot be read or written is told as well, and stops no run.
    """
    if settings.synonyms is not None or not folder.is_dir():
        return ""
    beside = SynonymsText.at(folder / NAME)
    if beside.fault:
        return f"its synonyms cannot be taken over: {beside.fault}"
    if not beside.text.strip():
        return ""
    there, new = synonyms_text(settings), _taken(beside.text)
    if there.fault or there.text == new or not _may_be_renewed(there):
        return ""
    try:
        there.save(new)
    except SynonymsConflict:  # somebody has just put others there
        return ""
    except SynonymsUnsaved as error:
        return f"its synonyms cannot be taken over: {error}"
    return "its synonyms hold for questions to this index (passageway synonyms shows them)"


def _may_be_renewed(there: SynonymsText | RecordedText) -> bool:
    """Whether a text is none, or as a run left it."""
    first, _, rest = there.text.partition("\n")
    taken = _IS_TAKEN.fullmatch(first.rstrip("\r"))
    return not there.text.strip() or (taken is not None and taken[1] == _digest(rest))


def _taken(text: str) -> str:
    return f"{_TAKEN.format(name=NAME, digest=_digest(text))}\n{text}"


def _digest(text: str) -> str:
    """Of a text, whatever its line ends, which editors and pages change."""
    return sha256("\n".join(text.splitlines()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
