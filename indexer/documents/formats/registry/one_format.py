"""What is known of one format, before any file of it is read."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, cast

from indexer.errors import install

if TYPE_CHECKING:
    from indexer.documents.formats.files.members import Unpacker
    from indexer.documents.formats.protocol import PartOpener, PartsReader, Reader

__all__ = ["Format"]


class Format(NamedTuple):
    """One format: how it is recognised, which module reads it, and where it may be read.

    ``key`` names it in options and in the API, ``name`` for people. ``module`` has ``read``, or ``read_parts`` where
    ``has_parts`` says that a file may hold several documents. The first of ``media_types`` is that of its documents. Files
    are known by their ``endings`` (lower case, with the dot) or by ``file_names`` without one. ``for_drafts`` says whether
    a draft may be typed or pasted in it; files of all formats may be drafts. Content of more than ``sandboxed_above`` bytes
    is read in a process of its own that has limits: 0 for all, unless a format says otherwise; None for none. ``needs`` are
    the modules that only the ``extra`` of the installation brings.

    Files that are called something else are known by what they begin with (``signatures``, regular expressions of bytes,
    matched behind a byte order mark and white space), or, of a zip archive, by its ``members``, all of which are there (a
    folder ends with "/"), or by a first one called "mimetype". They are to be certain: they go before the name, but for
    formats that a file of this one ``may_begin_as`` (by key).
    """

    key: str
    name: str
    module: str
    media_types: tuple[str, ...]
    endings: tuple[str, ...]
    file_names: tuple[str, ...] = ()
    has_parts: bool = False
    for_drafts: bool = False
    sandboxed_above: int | None = 0
    extra: str = ""
    needs: tuple[str, ...] = ()
    signatures: tuple[bytes, ...] = ()
    members: tuple[str, ...] = ()
    may_begin_as: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether it is text without packing: what a program cannot mistake for another, a person may."""
        return any(kind.startswith("text/") for kind in self.media_types)

    @property
    def media_type(self) -> str:
        """The media type of its documents."""
        return self.media_types[0]

    def reader(self) -> Reader:
        """Its reader, where a file is one document."""
        return cast("Reader", self._function("read"))

    def parts_reader(self) -> PartsReader:
        """Its reader, where it ``has_parts``."""
        return cast("PartsReader", self._function("read_parts"))

    def unpacker(self) -> Unpacker | None:
        """Its function ``unpack``, where it has parts that are files of formats of their own; None for others."""
        return cast("Unpacker | None", getattr(import_module(self.module), "unpack", None))

    def part_opener(self) -> PartOpener | None:
        """What opens a part of such a file by itself; None where a part is no file of its own, as a line is none."""
        opener = getattr(import_module(self.module), "open_part", None) if self.has_parts else None
        return cast("PartOpener | None", opener)

    @property
    def missing(self) -> str:
        """The first of the modules that it needs and that is not installed; "" where it can be read."""
        return next((name for name in self.needs if find_spec(name) is None), "")

    @property
    def how_to_read(self) -> str:
        """What to do where a module is missing."""
        return f"{self.name} are read by the extra {self.extra}: {install(self.extra)}"

    def _function(self, name: str) -> object:
        return getattr(import_module(self.module), name)
