"""What makes an encoder of tests one that tells the parts of a text: each by its own words, whatever stands around it."""

import numpy as np

from indexer.engines.meaning import EncodedQuestion, EncodedText, PassageText, Vectors, VectorStore, signs_of


class TellsParts:
    """Beside ``encode``, what the Protocol of encoders asks of one; a word is a token."""

    tells_parts = True

    def encode_passages(self, texts: list[PassageText]) -> list[EncodedText]:
        """What is kept of each text; where it has no sentences, it is one."""
        told = [[t.text[start:end] for start, end in t.sentences] or [t.text] for t in texts]
        return [
            EncodedText(
                self.encode([t.text, *parts], "passage"), signs_of(self.encode(t.text.split() or [""], "passage"))
            )
            for t, parts in zip(texts, told, strict=True)
        ]

    def encode_question(self, text: str) -> EncodedQuestion:
        """The vector of a question and those of its words."""
        return EncodedQuestion(self.encode([text], "question")[0], self.encode(text.split() or [""], "passage"))


def plain(vectors: Vectors) -> list[EncodedText]:
    """Texts of these vectors, of whose parts nothing is told."""
    return [EncodedText(vector[None], np.zeros((0, 0), np.uint8)) for vector in vectors]


def put(store: VectorStore, keys: list[str], texts: list[EncodedText]) -> None:
    """Adds what was made of texts to a store."""
    store.additions(keys).add(dict(zip(keys, texts, strict=True)))
