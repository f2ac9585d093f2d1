"""Does what stands above a passage say the contrary of what is asked? The list below "What does not help" helps nobody."""

from __future__ import annotations

import numpy as np
import regex
from numpy.typing import NDArray

from indexer.engines.candidates import Integers, Run
from indexer.model import PassageKind
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query

__all__ = ["asks_for_one", "contrary", "denies"]

#: Words that turn a heading or a question into its contrary, as typed, lower case.
_WORDS = """
    not no never don't dont doesn't doesnt didn't didnt isn't isnt aren't arent wasn't weren't can't cant cannot couldn't
    won't wont wouldn't shouldn't mustn't avoid avoiding avoids unable neither nor
    nicht kein keine keinen keinem keiner nie niemals vermeide vermeiden vermeidet
    ne pas jamais éviter évitez évite aucun aucune
    nunca jamás evitar evite evita evítese tampoco ningún ninguna
    não niet geen nooit не нет нельзя nie inte ej ikke
    excluded exclusions forbidden prohibited banned
    ausgeschlossen verboten untersagt unzulässig interdit interdits interdite interdites exclu exclus exclue exclues
    prohibido prohibidos prohibida prohibidas excluido excluidos excluida excluidas vietato vietati vietata vietate
    proibido proibidos proibida proibidas excluído excluídos uitgesloten запрещено запрещены запрещается
"""
_NEGATIONS = frozenset(_WORDS.split())

#: In English "non" is a part of words ("non-profit"): what it stands before is what is spoken of, and no contrary.
_NOT_ENGLISH = _NEGATIONS | {"non"}

#: The same in Chinese and Japanese, where it is a part of a run; but not in "different", "not only", "very", "future".
_IN_A_RUN = regex.compile(
    r"不(?![同仅僅但断斷管论論少久])|[没沒勿禁]|未(?![来來])|[无無](?![线線论論限料])|(?<!少)な[いく]|ません|なし"
)

_WORD = regex.compile(r"[\p{L}\p{M}']+")

#: What a question begins with that asks for one thing; in others a negation may be about anything.
_ENGLISH_ASKING = frozenset({"what", "which", "who", "how", "when", "where"})
_ASKING = _ENGLISH_ASKING | frozenset(
    {"was", "welche", "welches", "wer", "wie", "wann", "wo"}
    | {"welcher", "welchen", "wat", "welke", "hoe", "wanneer", "что", "какие", "какой", "кто", "как", "когда", "где"}
    | {"quali", "quale", "cosa", "che", "chi", "come", "quando", "dove", "quais", "qual", "quem"}
    | {"que", "quoi", "quel", "quelle", "quels", "quelles", "qui", "qu'est", "comment", "quand"}
    | {"qué", "cuál", "cuáles", "quién", "cómo", "cuándo"}
)

_ASKING_IN_A_RUN = regex.compile(r"什么|什麼|哪|谁|誰|何(?:[がをでは時の])|なに|どれ|どの|いつ|どこ")

#: A longer question, in words with content, tells a story.
_LONG = 6

#: A heading of so few words is on whatever is asked: "Avoid", "Do not take". A longer one has to share a word.
_SHORT = 3

_LIST = list(PassageKind).index(PassageKind.LIST)


def denies(text: str) -> bool:
    """Whether a heading, lead-in or question has a word that turns it into its contrary."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    return not _NEGATIONS.isdisjoint(words) or _IN_A_RUN.search(text) is not None


def asks_for_one(question: str) -> bool:
    """Whether a question asks for one thing, so that a negation in it is about that."""
    first = _WORD.search(question.lower().replace("’", "'"))
    return (first is not None and first.group() in _ASKING) or _ASKING_IN_A_RUN.search(question) is not None


def contrary(matches: Matches, query: Query) -> NDArray[np.bool_]:
    """n: whether the passage stands under a heading or lead-in with a negation and the question has none, or the other way
    round. Headings, context, the question that a passage answers, and the first sentence of a list count; nothing is
    contrary to a long question, nor to one whose negation may be about something beside."""
    found = matches.candidates
    negated = np.zeros(len(found), bool)
    if sum(term.content for term in query.terms) > _LONG:
        return negated
    first = query.terms[0].exacts[0] if query.terms else ""
    asks = first in _ASKING
    negations = _NOT_ENGLISH if asks and first not in _ENGLISH_ASKING else _NEGATIONS
    runs = found.run_of_word[found.lexicon.among(negations)[found.words]]
    negated[found.passage_of_run[_above(matches, runs)]] = True
    if not any(negations.intersection(term.exacts) for term in query.terms):
        return negated
    return ~negated if asks else np.zeros(len(found), bool)


def _above(matches: Matches, runs: Integers) -> Integers:
    """Those of some runs that head the text below them, and are on what is asked."""
    found = matches.candidates
    kinds, passages = found.run_kind[runs], found.passage_of_run[runs]
    asking = found.question_and_answer | (found.kinds == _LIST)
    runs = runs[
        (kinds == Run.HEADING) | (kinds == Run.CONTEXT) | (asking[passages] & (found.first_run[passages] == runs))
    ]
    content = np.any(matches.counts[runs][:, matches.terms.content] > 0, axis=1)
    heads: Integers = runs[content | (found.run_words[runs] <= _SHORT)]
    return heads
