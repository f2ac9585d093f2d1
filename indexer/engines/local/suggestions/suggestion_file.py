"""The files of what can be suggested.

<generation>/suggestions.arrays           what all documents ask, as they were when it was written
<generation>/suggestions-changed.arrays   what those ask that were changed or added since; ``meta`` has the ids of those of
                                          the first file that count no more (``replaced``)

Where few documents change, the first file is a link to that of the generation before.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers
from indexer.errors import IndexDamaged
from indexer.model import SuggestionKind
from indexer.store.blobs import Texts
from indexer.store.container import Container

__all__ = ["CHANGED", "KINDS", "SUGGESTIONS", "SuggestionFile"]

SUGGESTIONS = "suggestions.arrays"
CHANGED = "suggestions-changed.arrays"

#: The kinds in order of worth, as numbers stand for them in the files.
KINDS = (SuggestionKind.QUESTION, SuggestionKind.TITLE, SuggestionKind.HEADING)


class SuggestionFile(NamedTuple):
    """What one file holds.

    ``keys`` are the folded words of texts, each once, in order; of every key there are one or more ``texts``, numbered so
    that of those of one key the best comes first: questions before titles before headings. ``words`` are in order;
    ``texts_of_word`` lists which texts have each, from ``texts_of_word_at`` on. ``documents`` are ids in order; of each
    key, from ``documents_of_key_at`` on, ``documents_of_key`` lists its documents, and ``text_of_document`` beside it the
    best text of the key that each has. ``replaced`` are documents of another file that this one stands for.
    """

    keys: Texts
    texts: Texts
    kinds: NDArray[np.uint8]
    words: list[str]
    texts_of_word: Integers
    texts_of_word_at: Integers
    documents: Texts
    documents_of_key: Integers
    documents_of_key_at: Integers
    text_of_document: Integers
    replaced: frozenset[str]

    @classmethod
    def read(cls, file: Container) -> SuggestionFile:
        """What ``suggestion_writing`` wrote; raises IndexDamaged."""
        try:
            return cls(
                keys=Texts(file, "keys"),
                texts=Texts(file, "texts"),
                kinds=file.array("kinds"),
                words=list(Texts(file, "words")),
                texts_of_word=file.array("texts_of_word").astype(np.int64),
                texts_of_word_at=file.array("texts_of_word_at").astype(np.int64),
                documents=Texts(file, "documents"),
                documents_of_key=file.array("documents_of_key").astype(np.int64),
                documents_of_key_at=file.array("documents_of_key_at").astype(np.int64),
                text_of_document=file.array("text_of_document").astype(np.int64),
                replaced=frozenset(file.meta["replaced"]),
            )
        except KeyError as error:
            raise IndexDamaged.of_file(file.path, f"has no array {error}") from error
