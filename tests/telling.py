"""What makes an encoder of tests one that tells sentences: each by its own words, whatever stands around it."""

from indexer.engines.meaning import PassageText


class TellsSentences:
    """Beside ``encode``, what the Protocol of encoders asks of one."""

    tells_sentences = True

    def encode_passages(self, texts: list[PassageText]) -> list:
        """The vector of each text, and those of its sentences; where it has none, it is one."""
        told = [[t.text[start:end] for start, end in t.sentences] or [t.text] for t in texts]
        return [self.encode([t.text, *parts], "passage") for t, parts in zip(texts, told, strict=True)]
