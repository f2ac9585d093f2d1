"""The settings, and where each is from."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from flask import render_template
from pydantic import SecretStr

from indexer.settings import Settings
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import admin_desk, served

__all__ = ["settings"]

#: What each means, in the order in which they are shown, and whether another value asks for reading everything again.
_MEANINGS = {
    "index": ("the folder of the index; where a cluster keeps it, the folder for what is this machine's alone", False),
    "language": ("the language of the corpus and its questions", True),
    "passage_words": ("words of a passage, aimed at", True),
    "passage_words_limit": ("words of a passage, at most", True),
    "ignore": ("names or paths that are no documents", False),
    "file_limit": ("bytes of a file or JSONL line, at most", False),
    "read_seconds": ("seconds that reading one document may take", False),
    "read_memory": ("MiB of memory that it may take", False),
    "ocr_languages": ("languages of scans and pictures", False),
    "keep_generations": ("states of the index that are kept, the served one included", False),
    "workers": ("processes that split documents where there are many; 0: one a core, at most four", False),
    "processes": ("processes that a server answers by; 0: one a core, at most four", False),
    "semantic": ("rank by meaning, too", False),
    "model": ("the model that ranks by meaning: its name, or its folder; none: the one that is installed", False),
    "models": ("the folder of models that were added; none: models in the index folder", False),
    "hosts": ("names by which browsers may reach the server", False),
    "site": ("where others reach the pages, put before links; none: as the page was called", False),
    "question_limit": ("characters of a question, at most", False),
    "synonyms": ("the file of synonyms; none: synonyms.txt in the index folder", False),
    "question_log": ("keep what people ask, without who asks", False),
    "question_log_days": ("days that it is kept", False),
    "engine": ("where the index is kept: local, or opensearch", False),
    "opensearch": ("the addresses of the cluster's nodes", False),
    "opensearch_name": ("what all that is kept on the cluster begins with", False),
    "opensearch_user": ("who logs in there", False),
    "opensearch_password": ("the password; a file is better", False),
    "opensearch_password_file": ("a file with the password", False),
    "opensearch_ca": ("a file of the authorities that vouch for the nodes; none: the system's", False),
    "opensearch_verify": ("whether anybody must vouch for the nodes", False),
    "opensearch_certificate": ("the certificate by which this machine logs in", False),
    "opensearch_key": ("the key of that certificate", False),
    "opensearch_seconds": ("seconds that a question waits for the cluster", False),
    "opensearch_replicas": ("copies of everything beside the first", False),
    "opensearch_partitions": ("parts into which a new index deals its passages", False),
}


class ShownSetting(NamedTuple):
    """A setting in words. ``is_default``: nobody said a value; ``rebuilds``: another asks for reading everything again."""

    variable: str
    value: str
    origin: str
    is_default: bool
    meaning: str
    rebuilds: bool


@blueprint.get("/settings")
def settings() -> str:
    """All of them."""
    return render_template("admin/settings.html", settings=_shown(admin_desk().settings), status=served().status)


def _shown(values: Settings) -> list[ShownSetting]:
    return [
        ShownSetting(
            f"PASSAGEWAY_{name.upper()}",
            _in_words(getattr(values, name)),
            _origin(values, name),
            name not in values.model_fields_set,
            *_MEANINGS[name],
        )
        for name in _MEANINGS
    ]


def _origin(values: Settings, name: str) -> str:
    """Where the value of a setting is from: an option of the command goes before a variable of the environment."""
    if name not in values.model_fields_set:
        return "default"
    around = Settings()
    is_from_there = name in around.model_fields_set and getattr(around, name) == getattr(values, name)
    return "environment" if is_from_there else "command line"


def _in_words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Path):
        return str(value.absolute())
    if isinstance(value, SecretStr):
        return "set, and not shown" if value.get_secret_value() else ""
    return "" if value is None else str(value)
