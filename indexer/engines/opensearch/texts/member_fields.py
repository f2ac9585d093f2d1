"""What stands of a document, and of a file of the corpus, in the partition that holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from indexer.engines.opensearch.index_layout import DOCUMENT, FILE, key_of_name, stated_fields
from indexer.engines.opensearch.sealed import opened_row, sealed_row
from indexer.model import About, FileState, Version, folder_of
from indexer.store.catalog.rows import Damage, about_from
from indexer.text.document_names import folded_name

__all__ = ["HeldMember", "file_fields", "file_of", "member_fields", "member_of"]


class HeldMember(NamedTuple):
    """A document of a generation: the key of its version, the row of its names (``rows.names_of``), how many passages it
    has, and how many code points its text."""

    key: str
    names: Sequence[str]
    passages: int
    length: int

    @property
    def id(self) -> str:
        """Its id."""
        return self.names[0]

    @property
    def path(self) -> str:
        """The path of its file."""
        return self.names[1]

    @property
    def title(self) -> str:
        """Its title."""
        return self.names[2]

    @property
    def about(self) -> About:
        """What it says of itself."""
        return about_from(self.names[4])

    @property
    def revision(self) -> str:
        """The name of its text."""
        return self.names[6]

    @property
    def version(self) -> Version:
        """Its version."""
        return Version(int(self.key, 16), self.id, self.path, self.names[3], self.revision)


def member_fields(member: HeldMember) -> dict[str, Any]:
    """The document of a document, whose _id is ``document_key``."""
    return {
        "sort": DOCUMENT,
        "name": key_of_name(member.id),
        "version": member.key,
        "row": sealed_row(member.key, member.passages, member.length, *member.names),
        "names": folded_name(f"{member.id}\n{member.title}"),
        "folder": key_of_name(folder_of(member.id, member.path)),
        "part": member.id != member.path,
        "revision": member.revision,
        "path": key_of_name(member.path),
        **stated_fields(member.about),
    }


def member_of(source: Mapping[str, Any], damage: Damage) -> HeldMember:
    """What ``member_fields`` was made of; raises the damage where it is not as it was stored."""
    what = f"what is known of document {str(source.get('name'))!r}"
    key, passages, length, *names = opened_row(source.get("row"), what, damage)
    return HeldMember(key, names, passages, length)


def file_fields(file: FileState) -> dict[str, Any]:
    """The document of a file, whose _id is ``file_key``."""
    return {
        "sort": FILE,
        "name": key_of_name(file.path),
        "path": key_of_name(file.path),
        "state": sealed_row(file.path, file.size, file.modified_ns, file.digest, file.mark, file.readers),
    }


def file_of(source: Mapping[str, Any], damage: Damage) -> FileState:
    """What ``file_fields`` was made of; raises the damage where it is not as it was stored."""
    row = opened_row(source.get("state"), f"what is known of file {str(source.get('name'))!r}", damage)
    return FileState(*row)
