"""Does a sentence leave unsaid why something is, or say that it is turned off where it is asked how it is turned on?"""

from __future__ import annotations

import regex

from indexer.model import Passage
from indexer.searching.ranking.polarity import LONG
from indexer.text.analysis import asks_whether
from indexer.text.analysis.languages.function_words import OF_ANY_LANGUAGE
from indexer.text.analysis.languages.wanted.wanted_values import wanted_value

__all__ = ["ReasonsAndWays"]

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
_WORD, _VOWELS = regex.compile(r"[\p{L}\p{M}]+"), regex.compile(r"[aeiouyäöüéèêáíóú]+")
#: Letters by which a word is known again in another form.
_STEM = 4

#: The words that say which way something is done, each with the other way; the one that a question ends with, and the words
#: before it of which one is the verb: "when is the pump switched on?", "how do I turn the water off?"
_WAYS = {"on": "off", "off": "on", "up": "down", "down": "up", "in": "out", "out": "in"}
_WAY_ASKED = regex.compile(r"\b(?P<words>(?:\p{L}+\s+){1,4})(?P<way>on|off|up|down|in|out)\W*$", regex.IGNORECASE)
_ENDING = regex.compile(r"(?<=\p{L}{3})(?:ed|s|ing)$", regex.IGNORECASE)


class ReasonsAndWays:
    """What one question asks: why something is, or which way it is done."""

    def __init__(self, question: str, content: int, *, small: bool) -> None:
        """``question`` is as it was typed, of so many words with ``content``. An index is ``small`` of whose passages
        others on the same may say nothing better."""
        self._question = question
        self._asks_why = small and content <= LONG and _WHY.search(question) is not None
        self._way = None if asks_whether(question) else _WAY_ASKED.search(question)

    def are_unsaid(self, said: str, passage: Passage) -> bool:
        """Whether it is asked why, and what is ``said`` in a passage gives no reason, nor anything new but a day, nor is it
        asked above; or whether it is said the other way alone."""
        if self._asks_why and not (_REASON.search(said) or _WHY.search(_all_of(passage)) or self._adds_to(said)):
            return True
        return self._way is not None and _goes_the_other_way(self._way, said)

    def _adds_to(self, said: str) -> bool:
        """Whether a text has a word with content that is none of the question, nor of a time: "Flooding closed it"."""
        asked = [word.lower() for word in _WORD.findall(self._question)]
        words = (word for word in _WORD.findall(said) if word.lower() not in OF_ANY_LANGUAGE)
        return any(not (_tells_time(word) or any(_are_alike(word.lower(), other) for other in asked)) for word in words)


def _tells_time(word: str) -> bool:
    when = wanted_value("when was it?")
    return when is not None and when.is_in(word)


def _are_alike(one: str, other: str) -> bool:
    """Whether two words begin alike, or differ in their vowels alone: burn and burnt, ring and rang."""
    return one[:_STEM] == other[:_STEM] or _VOWELS.sub("", one) == _VOWELS.sub("", other)


def _all_of(passage: Passage) -> str:
    return "\n".join((passage.title, *passage.headings, passage.context, passage.text))


def _goes_the_other_way(asked: regex.Match[str], said: str) -> bool:
    """Whether what is done that way in a question is done the other way in a text, and nowhere that one."""
    way = asked["way"].lower()
    words = [word for word in asked["words"].split() if word.lower() not in OF_ANY_LANGUAGE]
    if not words:
        return False
    verbs = "|".join(regex.escape(_ENDING.sub("", word)) for word in words)
    done = rf"\b(?:{verbs})\p{{L}}{{0,4}}(?:\s+\p{{L}}+){{0,3}}?\s+({'|'.join(_WAYS)})\b"
    ways = {found.lower() for found in regex.findall(done, said, regex.IGNORECASE, overlapped=True)}
    return _WAYS[way] in ways and way not in ways
