"""The settings: validated once, frozen, passed on as the few values needed.

Each can be given in the environment as ``PASSAGEWAY_<NAME>``, or as a keyword of ``Settings``.
"""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    Field,
    FieldSerializationInfo,
    SecretStr,
    ValidationError,
    field_serializer,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from indexer.errors import NamedIndex, SettingsError

__all__ = [
    "AUTO",
    "FILE_LIMIT",
    "FORMAT",
    "LANGUAGES",
    "OCR_LANGUAGES",
    "READ_MEMORY",
    "READ_SECONDS",
    "KeptOn",
    "OpenSearchSettings",
    "Semantic",
    "Settings",
]

#: The version of everything that is stored; a change of what is read, split or analysed raises it.
FORMAT = 15

#: Bytes of a document, seconds and MiB of memory that reading it may take, where nobody says another.
FILE_LIMIT = 64 * 1024 * 1024
READ_SECONDS = 60
READ_MEMORY = 1024

#: The languages of scans, by Tesseract's names, where nobody says others.
OCR_LANGUAGES = ("eng",)

#: The Snowball stemmers of NLTK (nltk.stem.snowball), without its older Porter variant.
LANGUAGES = (
    "arabic", "danish", "dutch", "english", "finnish", "french", "german", "hungarian", "italian",
    "norwegian", "portuguese", "romanian", "russian", "spanish", "swedish",
)  # fmt: skip

#: In place of a language: each document has its own.
AUTO = "auto"


class Semantic(StrEnum):
    """Whether ranking also goes by meaning: AUTO where what it needs is installed, ON or else fail, OFF by words alone."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class KeptOn(StrEnum):
    """Where an index is kept: LOCAL in a folder of this machine, OPENSEARCH on a cluster."""

    LOCAL = "local"
    OPENSEARCH = "opensearch"


class OpenSearchSettings(BaseSettings):
    """The cluster that keeps the index, where one does."""

    #: Where the index is kept: local or opensearch.
    engine: KeptOn = KeptOn.LOCAL
    #: The addresses of the cluster's nodes, separated by commas; user and password have settings of their own.
    opensearch: Annotated[tuple[str, ...], NoDecode] = ()
    #: What all that is kept there begins with: two indexes on one cluster need two.
    opensearch_name: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,59}$")] = "passageway"
    #: Who logs in, and the password or the file that has it.
    opensearch_user: str = ""
    opensearch_password: SecretStr = SecretStr("")
    opensearch_password_file: Path | None = None
    #: A PEM file of the authorities that may vouch for the nodes, else the system's; off: nobody need vouch.
    opensearch_ca: Path | None = None
    opensearch_verify: bool = True
    #: The certificate by which this machine logs in, and its key (PEM).
    opensearch_certificate: Path | None = None
    opensearch_key: Path | None = None
    #: How long a question waits for the cluster, in seconds, all tries together.
    opensearch_seconds: Annotated[float, Field(ge=0.1, le=600)] = 20
    #: How many copies of everything beside the first, where there are nodes for them.
    opensearch_replicas: Annotated[int, Field(ge=0, le=10)] = 1
    #: Into how many parts passages are dealt when the index is made; only a rebuild changes it.
    opensearch_partitions: Annotated[int, Field(ge=1, le=1024)] = 8

    @field_validator("opensearch")
    @classmethod
    def _reachable(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """The reasons do not repeat an address: it may have a password in it."""
        for number, address in enumerate(value, 1):
            parts = urlsplit(address)
            if "@" in parts.netloc:
                raise ValueError(
                    f"address {number} has a user in it, which logs would show: use PASSAGEWAY_OPENSEARCH_USER and "
                    "PASSAGEWAY_OPENSEARCH_PASSWORD_FILE"
                )
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
                raise ValueError(f"address {number} is none: write it as https://search.example:9200")
            _ = parts.port  # raises ValueError where it is no port
        return value

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        if self.engine is KeptOn.OPENSEARCH and not self.opensearch:
            raise ValueError(
                "engine is opensearch: name the cluster in PASSAGEWAY_OPENSEARCH=https://search.example:9200"
            )
        has_password = bool(self.opensearch_password.get_secret_value())
        if has_password and self.opensearch_password_file:
            raise ValueError("opensearch_password and opensearch_password_file are both given: one is enough")
        if bool(self.opensearch_user) != (has_password or self.opensearch_password_file is not None):
            raise ValueError("opensearch_user and its password go together: one is missing")
        if self.opensearch_key and not self.opensearch_certificate:
            raise ValueError("opensearch_key is given without opensearch_certificate")
        return self

    @field_serializer("opensearch_password", when_used="json")
    def _hidden(self, value: SecretStr, info: FieldSerializationInfo) -> str:
        return value.get_secret_value() if (info.context or {}).get("secrets") else ""


class Settings(OpenSearchSettings):
    """What a user can choose. Those of the first group are part of the index: changing one asks for a rebuild."""

    model_config = SettingsConfigDict(
        env_prefix="PASSAGEWAY_", frozen=True, extra="forbid", protected_namespaces=(), hide_input_in_errors=True
    )

    #: The Snowball language of the corpus and its questions; auto: each document's own, and of questions those that it has.
    language: str = AUTO
    #: The size of a passage in words: aimed at, and never passed.
    passage_words: Annotated[int, Field(ge=20, le=1000)] = 120
    passage_words_limit: Annotated[int, Field(ge=40, le=2000)] = 200

    #: The folder of the index. Where a cluster keeps it, what is this machine's own alone: logs of runs, secrets, locks.
    index: Path = Path(".passageway")
    #: Names or paths that are no documents, as shell patterns, separated by commas.
    ignore: Annotated[tuple[str, ...], NoDecode] = (".*", "questions.jsonl")
    #: The largest file or JSONL line that is read, in bytes.
    file_limit: Annotated[int, Field(ge=1024)] = FILE_LIMIT
    #: The most that reading one document in a process of its own may take: seconds, and memory in MiB.
    read_seconds: Annotated[int, Field(ge=1, le=86_400)] = READ_SECONDS
    read_memory: Annotated[int, Field(ge=64, le=1024 * 1024)] = READ_MEMORY
    #: The languages that scans and pictures of text are read in, by Tesseract's names, separated by commas.
    ocr_languages: Annotated[tuple[str, ...], NoDecode] = OCR_LANGUAGES
    #: How many generations are kept, the served one included.
    keep_generations: Annotated[int, Field(ge=1, le=1000)] = 3
    #: How many processes split documents where there are many, this one among them, and how many read files with limits
    #: where these are much: 0 for one a core (at most four).
    workers: Annotated[int, Field(ge=0, le=64)] = 0
    #: How many processes a server answers by: 0 for one a core (at most four).
    processes: Annotated[int, Field(ge=0, le=64)] = 0
    #: Whether passages are found and ranked by meaning as well: auto, on or off.
    semantic: Semantic = Semantic.AUTO
    #: The model that ranks by meaning: its name (`passageway model list`), or a folder that has it.
    model: str = ""
    #: The folder of models that were added: models in the index folder, unless another is named.
    models: Path | None = None
    #: The names by which a browser may reach the server, beside localhost, separated by commas; * for any.
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    #: Where the pages are, for links that leave this program: https://search.example. Empty: links have no host.
    site: str = ""
    #: The longest question, in code points.
    question_limit: Annotated[int, Field(ge=20, le=100_000)] = 2000
    #: The file of synonyms and protected words: synonyms.txt in the index folder, unless another is named.
    synonyms: Path | None = None
    #: Whether the server keeps what people ask (never who asks), and for how many days.
    question_log: bool = False
    question_log_days: Annotated[int, Field(ge=1, le=3650)] = 30

    @classmethod
    def load(cls, **values: object) -> Self:
        """Settings from the environment and ``values`` (None is left out); raises SettingsError."""
        try:
            return cls(**{name: value for name, value in values.items() if value is not None})  # type: ignore[arg-type]
        except ValidationError as error:
            faults = "; ".join(cls._fault(e["type"], [*map(str, e["loc"])], e["msg"]) for e in error.errors())
            raise SettingsError(f"settings: {faults}. All settings: /manual/settings of passageway serve.") from None

    @classmethod
    def _fault(cls, kind: str, place: list[str], message: str) -> str:
        """What is wrong with a value; of a name that no setting has, which one it may mean."""
        if kind != "extra_forbidden":
            return ": ".join((*place, message))
        near = get_close_matches(place[0], cls.model_fields, 1)
        return f"there is no {place[0]}{f', did you mean {near[0]}?' if near else ''}"

    @field_validator("ignore", "hosts", "ocr_languages", "opensearch", mode="before")
    @classmethod
    def _from_commas(cls, value: object) -> object:
        return tuple(p.strip() for p in value.split(",") if p.strip()) if isinstance(value, str) else value

    @field_validator("site")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
            raise ValueError(f"{value!r} is no address of pages: write it as https://search.example")
        if "@" in parts.netloc:
            raise ValueError("the address has a user in it, which every link would show")
        return value.rstrip("/")

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in (AUTO, *LANGUAGES):
            raise ValueError(f"{value!r} is none of {', '.join((AUTO, *LANGUAGES))}")
        return value

    @field_validator("ocr_languages")
    @classmethod
    def _named_as_tesseract_does(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [name for name in value if not re.fullmatch(r"[a-zA-Z][\w/-]*", name, re.ASCII)]
        if wrong or not value:
            raise ValueError(
                f"{', '.join(wrong) or 'nothing'} is no language as Tesseract names them: eng, deu, chi_sim"
            )
        return value

    @field_validator("passage_words_limit")
    @classmethod
    def _above_the_aim(cls, value: int, info: object) -> int:
        aim = getattr(info, "data", {}).get("passage_words")
        if aim is not None and value < aim:
            raise ValueError(f"must be at least passage_words ({aim})")
        return value

    @property
    def index_name(self) -> str:
        """The index as an admin knows it: its folder; on a cluster, its name and where that is."""
        if self.engine is KeptOn.LOCAL:
            return str(self.index)
        return f"{self.opensearch_name} on {', '.join(self.opensearch)}"

    @property
    def named_index(self) -> NamedIndex:
        """The index in messages, and in the commands that they advise."""
        if self.engine is KeptOn.LOCAL:
            return NamedIndex.in_folder(self.index)
        return NamedIndex(f"the index {self.index_name}")

    def kept_in(self, folder: Path) -> Self:
        """These settings for another index, in a ``folder`` of this machine, whatever keeps the one that they are of."""
        return self.model_copy(update={"index": folder, "engine": KeptOn.LOCAL})

    @property
    def synonyms_file(self) -> Path:
        """Where synonyms and protected words stand, if there are any."""
        return self.synonyms or self.index / "synonyms.txt"

    @property
    def models_folder(self) -> Path:
        """Where models are that were added, if there are any."""
        return self.models or self.index / "models"

    def for_own_process(self) -> str:
        """All that somebody has set, as JSON for another process of ours, secrets among them: for a pipe, never for a file.
        The others are left out, so that they count there, too, as set by nobody."""
        return self.model_dump_json(context={"secrets": True}, exclude_unset=True)

    def fingerprint(self) -> str:
        """16 hex digits of all that the index depends on; two indexes with equal ones hold the same for one corpus."""
        parts = [FORMAT, self.language, self.passage_words, self.passage_words_limit]
        return sha256(json.dumps(parts).encode()).hexdigest()[:16]
