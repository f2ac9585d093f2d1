"""A draft to try the check with, made of sentences of this corpus."""

from __future__ import annotations

import re

from indexer.searching import Searcher

__all__ = ["example_draft"]

#: Documents and passages that are looked through for a fitting sentence.
_DOCUMENTS = 8
_PASSAGES = 40

_FITTING = re.compile(r"[^\"“”„«»\n]{50,220}[.!]")
_WORD = re.compile(r"\b\w{4,}\b")


def example_draft(searcher: Searcher) -> str:
    """A text that quotes two sentences of the corpus, one of them with a word left out, and one that nobody has written;
    "" where the corpus has no fitting sentences."""
    found = _sentences(searcher)
    if len(found) < 2:
        return ""
    first, second = found
    word = _WORD.search(second, len(second) // 3)
    altered = second[: word.start()] + second[word.end() :].lstrip() if word else second
    return (
        f"One of the sources says: “{first}” Another one is quoted with a word too few: “{altered}” "
        "And “a zebra recited the alphabet backwards” is said to be in one of them, too."
    )


def _sentences(searcher: Searcher) -> list[str]:
    """A fitting sentence from each of two documents, or two from one."""
    sentences: list[str] = []
    for row in searcher.documents(limit=_DOCUMENTS):
        for passage in searcher.passages(row.id)[:_PASSAGES]:
            texts = (passage.text[s.start - passage.start : s.end - passage.start] for s in passage.sentences)
            fitting = next((text for text in texts if _FITTING.fullmatch(text) and text not in sentences), None)
            if fitting:
                sentences.append(fitting)
                break
        if len(sentences) == 2:
            break
    return sentences
