"""The settings: validated once, frozen, passed on as the few values needed.

Each can be given in the environment as ``PASSAGEWAY_<NAME>``, or as a keyword of ``Settings``.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from indexer.errors import SettingsError

__all__ = ["FILE_LIMIT", "FORMAT", "LANGUAGES", "OCR_LANGUAGES", "READ_MEMORY", "READ_SECONDS", "Semantic", "Settings"]

#: The version of everything that is stored; a change of what is read, split or analysed raises it.
FORMAT = 9

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


class Semantic(StrEnum):
    """Whether ranking also goes by meaning: AUTO where what it needs is installed, ON or else fail, OFF by words alone."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class Settings(BaseSettings):
    """What a user can choose. Those of the first group are part of the index: changing one asks for a rebuild."""

    model_config = SettingsConfigDict(env_prefix="PASSAGEWAY_", frozen=True, extra="forbid", protected_namespaces=())

    #: The Snowball language of the corpus and its questions.
    language: str = "english"
    #: The size of a passage in words: aimed at, and never passed.
    passage_words: Annotated[int, Field(ge=20, le=1000)] = 120
    passage_words_limit: Annotated[int, Field(ge=40, le=2000)] = 200

    #: The folder of the index.
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
    #: How many processes split documents where there are many: 0 for one a core (at most four), 1 for this one alone.
    workers: Annotated[int, Field(ge=0, le=64)] = 0
    #: Whether passages are found and ranked by meaning as well: auto, on or off.
    semantic: Semantic = Semantic.AUTO
    #: The folder of another sentence encoder (ONNX) than the one that the extra "semantic" brings.
    model_dir: Path | None = None
    #: The names by which a browser may reach the server, beside localhost, separated by commas; * for any.
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
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
            faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise SettingsError(f"settings: {faults}. See the README's table of settings.") from None

    @field_validator("ignore", "hosts", "ocr_languages", mode="before")
    @classmethod
    def _from_commas(cls, value: object) -> object:
        return tuple(p.strip() for p in value.split(",") if p.strip()) if isinstance(value, str) else value

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"{value!r} is none of {', '.join(LANGUAGES)}")
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
    def synonyms_file(self) -> Path:
        """Where synonyms and protected words stand, if there are any."""
        return self.synonyms or self.index / "synonyms.txt"

    def fingerprint(self) -> str:
        """16 hex digits of all that the index depends on; two indexes with equal ones hold the same for one corpus."""
        parts = [FORMAT, self.language, self.passage_words, self.passage_words_limit]
        return sha256(json.dumps(parts).encode()).hexdigest()[:16]
