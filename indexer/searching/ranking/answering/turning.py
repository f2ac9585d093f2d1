"""Does a sentence say of what is asked for that it is so, or that it is not? "Covers the frame" and "does not cover tyres"
hold the same words of a question."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from indexer.model import Passage
from indexer.searching.ranking.answering.passage_sentences import Sentences
from indexer.searching.ranking.polarity import LONG, NOTS, WORD, asks_for_one, denies, spelt_words
from indexer.text.wording import qualifiers_of

__all__ = ["Turning"]

#: What a sentence counts that says the contrary of what is asked for.
_CONTRARY = 0.3

#: Words behind one that denies of which it denies one: "does not (fully) cover".
_REACH = 2

#: Parts of words that deny: unsafe, invisible, non-members, useless, zuckerfrei.
_DENYING_PART = regex.compile(
    r"""\b(?:un(?!ter|ser|it|iv|i[oqc])|non|dis|in(?=[vae]|co[mnr]|dir|sec|suf|fre)|im[pm]|ir[rt]|il[l])\p{L}{3,}
    |\p{L}{3,}(?:less|free|los|frei)\b|\bexce[pc]\p{L}+|\bausnahme|\beccezione|\buitzondering|исключени""",
    regex.VERBOSE | regex.IGNORECASE,
)


#: What is said of a condition or a reason, behind the question itself: "what can I do if it is not connected?"
_BESIDE = regex.compile(
    r"(?<=\w\s|\w,\s)(?:if|when|while|because|since|although|wenn|falls|weil|obwohl|während|si|quand|lorsque|cuando|porque|se|"
    r"quando|als|omdat)\s.*",
    regex.IGNORECASE | regex.DOTALL,
)


class Turning:
    """What one question makes of sentences that deny."""

    def __init__(self, question: str, content: int) -> None:
        """``question`` is as it was typed, of so many words with ``content``: a long one tells more than it asks."""
        self._asks = asks_for_one(question) and content <= LONG
        self._denied = denies(_BESIDE.sub("", question))
        #: Whether it denies as a whole what it denies in a condition or reason behind it, or nothing.
        self.sure = self._denied == denies(question)

    def turned(self, scores: list[float], sentences: Sentences, found: Mapping[int, int]) -> list[float]:
        """The scores, less for a lead-in or sentence that says the contrary of what is asked for. ``found`` are the places,
        from the start of the passage, at which words of the question's content begin, with the term of each.

        Where it is asked what is not so, a sentence that says nothing of that counts nothing beside one that does."""
        if not (self._asks and self.sure):
            return scores
        denied = self._denied and any(_denies_one_of(sentences, i, found) for i in range(len(sentences)))
        share = 0.0 if denied else _CONTRARY
        return [
            score * share if score and self._is_contrary(sentences, i, found, denied=denied) else score
            for i, score in enumerate(scores)
        ]

    def _is_contrary(self, sentences: Sentences, i: int, found: Mapping[int, int], *, denied: bool) -> bool:
        """Whether a sentence says the contrary; ``denied`` says that one of them denies what is asked as not so."""
        text = sentences.text(i)
        if sentences.leads_on(i):
            return denies(text) != self._denied
        return denied and not _may_deny(text) if self._denied else _denies_one_of(sentences, i, found)

    def leaves_unsaid(self, said: str, passage: Passage) -> bool:
        """Whether it is asked what is not so, and neither a sentence nor what stands above it denies anything."""
        if not (self._asks and self.sure and self._denied):
            return False
        return not _may_deny("\n".join((*passage.headings[-1:], passage.context, said)))


def _may_deny(text: str) -> bool:
    found = qualifiers_of(text)
    return bool(found.negations or found.conditions) or denies(text) or _DENYING_PART.search(text) is not None


def _denies_one_of(sentences: Sentences, i: int, found: Mapping[int, int]) -> bool:
    """Whether a word that denies stands just before a term of ``found`` that the sentence has nowhere else."""
    text, start = sentences.text(i), sentences.starts_at(i)
    if NOTS.isdisjoint(spelt_words(text)):  # as nearly always
        return False
    words = list(WORD.finditer(text))
    terms = [found.get(start + word.start()) for word in words]
    denied = {
        terms[after]
        for i, word in enumerate(words)
        if _is_not(word, text)
        for after in range(i + 1, min(i + 1 + _REACH, len(words)))
    }
    return any(term is not None and terms.count(term) == 1 for term in denied)


def _is_not(word: regex.Match[str], text: str) -> bool:
    return not NOTS.isdisjoint(spelt_words(word.group())) and text[word.end() : word.end() + 1] not in _HYPHENS


#: What joins one that denies to the word that it is then a part of: "nicht-staatlich".
_HYPHENS = ("-", "\u2010", "\u2011")
