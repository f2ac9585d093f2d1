"""Does a sentence say of what is asked for that it is so, or that it is not? "Covers the frame" and "does not cover tyres"
hold the same words of a question."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from indexer.model import Passage
from indexer.searching.ranking.answering.passage_sentences import Sentences
from indexer.searching.ranking.polarity import LONG, NOTS, WORD, asks_for_one, denies, spelt_words
from indexer.text.analysis import asks_whether
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


#: What asks for a reason, and what gives one.
_WHY = regex.compile(
    r"\b(?:why|how\s+come|warum|wieso|weshalb|pourquoi|por\s+qué|perché|waarom|por\s+que)\b|почему|зачем",
    regex.IGNORECASE,
)
_REASON = regex.compile(
    r"""\b(?:because|since|as|so|due|owing|thanks|caus\p{L}*|reasons?|for|to|therefore|thus|hence|after|when|if|lest|avoid\p{L}*|
    prevent\p{L}*|led|leads?|result\p{L}*|from|by|with|without|means?|mak(?:es?|ing)|made|needs?|must|otherwise|else|that|which|who|
    weil|da|denn|wegen|damit|um|durch|aufgrund|deshalb|daher|darum|nach|wenn|sonst|zum|zur|für|mit|ohne|von|
    parce|car|pour|cause|puisque|afin|grâce|suite|comme|par|sans|sinon|
    porque|por|para|debido|pues|ya|sin|con|poiché|per|dato|senza|dopo|omdat|want|door|wegens|om|voor|na|zonder|anders)\b
    |[:;—–(]|потому|так\s+как|из-за|чтобы|для|поэтому|после|если""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: A verb with the word behind it that says which way, at the end of a question; and those that go the other way.
_WAYS = {"on": "off", "off": "on", "up": "down", "down": "up", "in": "out", "out": "in"}
_WAY_ASKED = regex.compile(
    r"\b(?P<verb>\p{L}{3,}?)(?:ed|s|ing)?(?:\s+\p{L}+){0,3}?\s+(?P<way>on|off|up|down|in|out)\W*$", regex.IGNORECASE
)


class Turning:
    """What one question makes of sentences that deny."""

    def __init__(self, question: str, content: int, *, small: bool = False) -> None:
        """``question`` is as it was typed, of so many words with ``content``: a long one tells more than it asks. An index
        is ``small`` of whose passages others on the same may say nothing better."""
        self._asks_why = small and content <= LONG and _WHY.search(question) is not None
        self._way = None if asks_whether(question) else _WAY_ASKED.search(question)
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
        """Whether it is asked what is not so, and neither a sentence nor what stands above it denies anything; or why, and
        it gives no reason, nor asks for one; or what is turned on, and it is turned off."""
        if self._asks_why and not (_REASON.search(said) or _WHY.search(_all_of(passage))):
            return True
        if self._way and _goes_the_other_way(self._way, said):
            return True
        if not (self._asks and self.sure and self._denied):
            return False
        return not _may_deny("\n".join((*passage.headings[-1:], passage.context, said)))


def _all_of(passage: Passage) -> str:
    return "\n".join((passage.title, *passage.headings, passage.context, passage.text))


def _goes_the_other_way(asked: regex.Match[str], said: str) -> bool:
    """Whether what is done that way in a question is done the other way in a text, and nowhere that one."""
    way, verb = asked["way"].lower(), regex.escape(asked["verb"])
    done = rf"\b{verb}\p{{L}}{{0,4}}(?:\s+\p{{L}}+){{0,3}}?\s+({'|'.join(_WAYS)})\b"
    ways = {found.lower() for found in regex.findall(done, said, regex.IGNORECASE)}
    return _WAYS[way] in ways and way not in ways


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
