"""Does a sentence say of what is asked for that it is so, or that it is not? "Covers the frame" and "does not cover tyres"
hold the same words of a question."""

from __future__ import annotations

from collections.abc import Collection

import regex

from indexer.model import Passage
from indexer.searching.ranking.answering.passage_sentences import Sentences
from indexer.searching.ranking.polarity import NOTS, asks_for_one, denies
from indexer.text.wording import qualifiers_of

__all__ = ["Turning"]

#: What a sentence counts that says the contrary of what is asked for.
_CONTRARY = 0.3

#: Words behind one that denies of which it denies one: "does not (fully) cover".
_REACH = 2

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?")

#: Parts of words that deny: unsafe, invisible, non-members, useless, zuckerfrei.
_DENYING_PART = regex.compile(
    r"""\b(?:un(?!ter|ser|it|iv|i[oqc])|non|dis|in(?=[vae]|co[mnr]|dir|sec|suf|fre)|im[pm]|ir[rt]|il[l])\p{L}{3,}
    |\p{L}{3,}(?:less|free|los|frei)\b""",
    regex.VERBOSE | regex.IGNORECASE,
)


class Turning:
    """What one question makes of sentences that deny."""

    def __init__(self, question: str) -> None:
        """``question`` is as it was typed."""
        self._asks, self._denied = asks_for_one(question), denies(question)

    def turned(self, scores: list[float], sentences: Sentences, found: Collection[int]) -> list[float]:
        """The scores, less for a lead-in or sentence that says the contrary of what is asked for. ``found`` are the places,
        from the start of the passage, at which words of the question's content begin."""
        if not self._asks:
            return scores
        return [
            score * _CONTRARY if score and self._is_contrary(sentences, i, found) else score
            for i, score in enumerate(scores)
        ]

    def _is_contrary(self, sentences: Sentences, i: int, found: Collection[int]) -> bool:
        text = sentences.text(i)
        if sentences.leads_on(i):
            return denies(text) != self._denied
        return not _may_deny(text) if self._denied else _denies_one_of(text, found, sentences.starts_at(i))

    def leaves_unsaid(self, said: str, passage: Passage) -> bool:
        """Whether it is asked what is not so, and neither a sentence nor what stands above it denies anything."""
        if not (self._asks and self._denied):
            return False
        return not _may_deny("\n".join((*passage.headings[-1:], passage.context, said)))


def _may_deny(text: str) -> bool:
    found = qualifiers_of(text)
    return bool(found.negations or found.conditions) or denies(text) or _DENYING_PART.search(text) is not None


def _denies_one_of(text: str, found: Collection[int], start: int) -> bool:
    """Whether a word that denies stands just before one of those that begin at ``found``; the text begins at ``start``."""
    words = list(_WORD.finditer(text))
    return any(
        word.group().lower().replace("’", "'") in NOTS
        and any(start + after.start() in found for after in words[i + 1 : i + 1 + _REACH])
        for i, word in enumerate(words)
    )
