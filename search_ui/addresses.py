"""Document ids in addresses, so that every id finds back, whatever Unicode, slashes or ``#`` it holds."""

from __future__ import annotations

from urllib.parse import quote

from werkzeug.routing import BaseConverter

__all__ = ["DocumentIdConverter"]


class DocumentIdConverter(BaseConverter):
    """The rest of a path as a document id.

    Slashes of a file's path stay as they are; those of a JSONL line's own id, after the ``#``, are escaped, since
    browsers resolve ``..`` and ``.`` between plain slashes.
    """

    part_isolating = False
    regex = "(?s:.+)"

    def to_url(self, value: str) -> str:
        """The id as a path, percent-encoded."""
        path, mark, line = value.partition("#")
        return quote(path, safe="/", errors="replace") + quote(mark + line, safe="", errors="replace")
