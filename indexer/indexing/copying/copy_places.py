"""What a place of an index is called where two are named at once: a folder, or ``opensearch:NAME``.

NAME is what all of the index begins with on the cluster that the settings name (``opensearch_name``). A cluster is not
named by its address here: log-in, certificate and time-outs belong to it, and settings say those once.
"""

from __future__ import annotations

from pathlib import Path

from indexer.errors import CopyRefused
from indexer.settings import KeptOn, Settings

__all__ = ["place_of", "place_settings", "require_two_places"]

_CLUSTER = f"{KeptOn.OPENSEARCH}:"


def place_settings(settings: Settings, place: str) -> Settings:
    """The settings for the index at a place, all else as in ``settings``; raises SettingsError.

    A folder whose name begins with "opensearch:" is written with "./" before it.
    """
    if not place.startswith(_CLUSTER):
        return settings.kept_in(Path(place).expanduser())
    chosen = {"engine": KeptOn.OPENSEARCH, "opensearch_name": place.removeprefix(_CLUSTER)}
    return Settings.load(**{**settings.model_dump(), **chosen})


def place_of(settings: Settings) -> str:
    """The place of their index, as ``place_settings`` takes it."""
    if settings.engine is not KeptOn.LOCAL:
        return f"{_CLUSTER}{settings.opensearch_name}"
    folder = str(settings.index)
    return f"./{folder}" if folder.startswith(_CLUSTER) else folder


def require_two_places(source: Settings, target: Settings) -> None:
    """Raises CopyRefused where both are one index."""
    if source.engine is target.engine and _where(source) == _where(target):
        raise CopyRefused(f"{source.named_index.in_words} is to be copied onto itself; name another place with --to.")


def _where(settings: Settings) -> object:
    if settings.engine is KeptOn.LOCAL:
        return settings.index.resolve()
    return frozenset(settings.opensearch), settings.opensearch_name
