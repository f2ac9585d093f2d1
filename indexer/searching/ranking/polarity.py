"""Does what stands above a passage say the contrary of what is asked? The list below "What does not help" helps nobody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
import regex
from numpy.typing import NDArray

from indexer.engines.candidates import Floats, Integers, Run
from indexer.engines.forward.native import loaded_kernels
from indexer.model import PassageKind
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query, asks_whether

__all__ = ["LONG", "NOTS", "WORD", "asks_for_one", "contrary", "denies", "raised", "spelt_words"]

#: Words that turn a heading or a question into its contrary, as typed, lower case.
_WORDS = """
    not no never don't dont doesn't doesnt didn't didnt isn't isnt aren't arent wasn't weren't can't cant cannot couldn't
    won't wont wouldn't shouldn't mustn't avoid avoiding avoids unable neither nor
    nicht kein keine keinen keinem keiner nie niemals vermeide vermeiden vermeidet
    ne pas jamais éviter évitez évite aucun aucune
    nunca jamás evitar evite evita evítese tampoco ningún ninguna
    não niet geen nooit не нет нельзя nie inte ej ikke
    deny denies denied disallow disallows disallowed
"""

#: Words that deny by themselves, and turn round once more behind one of the others ("not excluded").
_DENYING_WORDS = """
    exclude excludes excluded excluding exclusion exclusions forbid forbids forbidden prohibit prohibits prohibited
    ban bans banned refuses refused reject rejects rejected
    ausgeschlossen ausgeschlossene ausschluss ausschlüsse ausschließt ausschliesst ausgenommen verboten verbotene verbietet
    verbieten untersagt unzulässig
    interdit interdits interdite interdites interdire exclu exclus exclue exclues exclut excluent exclusions refusé
    prohibido prohibidos prohibida prohibidas prohíbe prohíben excluido excluidos excluida excluidas excluye excluyen
    exclusiones rechaza
    vietato vietati vietata vietate vieta vietano escluso esclusi esclusa escluse esclude escludono
    proibido proibidos proibida proibidas proíbe excluído excluídos exclui excluem
    uitgesloten verbiedt запрещено запрещены запрещается исключено исключены исключает
"""
#: Those that begin what is to be done, where they deny nothing of what stands below.
_THINGS_TO_DO = frozenset({"exclude", "forbid", "prohibit", "ban", "reject", "deny", "disallow"})
NOTS, _DENYING = frozenset(_WORDS.split()), frozenset(_DENYING_WORDS.split())
_NEGATIONS = NOTS | _DENYING

#: Words between the two where the one turns the other round: "is not in general excluded".
_BETWEEN = 2

#: What joins two sides, and what then stands before it on the one that is not denied: "allow or deny", "is and is not".
_JOINING_WORDS = "and or und oder et ou y o e en of и или"
_AFFIRMED_WORDS = """
    is are was were do does did can may will should has have ist sind kann darf est sont es son è sono é são
    allow allows allowed allowing permit permits permitted accept accepts accepted include includes included including
    cover covers covered approve approves approved erlaubt erlaubte erlauben enthalten inbegriffen
    autorisé autorisés autorisée autorisées permis inclus compris permitido permitidos permitida permitidas incluido
    incluidos incluida incluidas permesso permessi consentito inclusi incluso toegestaan inbegrepen разрешено включено
"""
_JOINING, _AFFIRMED = frozenset(_JOINING_WORDS.split()), frozenset(_AFFIRMED_WORDS.split())

#: In English "non" is a part of words ("non-profit"): what it stands before is what is spoken of, and no contrary.
_NOT_ENGLISH = _NEGATIONS | {"non"}

#: The same in Chinese and Japanese, where it is a part of a run; but not in "different", "not only", "very", "future".
_IN_A_RUN = regex.compile(
    r"不(?![同仅僅但断斷管论論少久])|[没沒勿禁]|未(?![来來])|[无無](?![线線论論限料])|(?<!少)な[いく]|ません|なし"
)

#: A word, with what an apostrophe cuts short in it ("doesn't", "l'avis"), and no quotation mark around it.
WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")

#: What a question begins with that asks for one thing; in others a negation may be about anything.
_ENGLISH_ASKING = frozenset({"what", "which", "who", "how", "when", "where"})
_ASKING = _ENGLISH_ASKING | frozenset(
    {"was", "welche", "welches", "wer", "wie", "wann", "wo"}
    | {"welcher", "welchen", "wat", "welke", "hoe", "wanneer", "что", "какие", "какой", "кто", "как", "когда", "где"}
    | {"quali", "quale", "cosa", "che", "chi", "come", "quando", "dove", "quais", "qual", "quem"}
    | {"que", "quoi", "quel", "quelle", "quels", "quelles", "qui", "qu'est", "qu'estce", "comment", "quand"}
    | {"qué", "cuál", "cuáles", "quién", "cómo", "cuándo"}
)

#: What asks how a thing is done, and what behind it asks for a number instead. "How do I reject calls", "how do I avoid a
#: second reading", "how is it hidden that I do not want seen": what is denied there is what is wanted, or beside it.
_HOW_WORDS = "how wie comment cómo come como hoe как"
_AMOUNT_WORDS = "many much long often old far big large high viel viele lange oft alt weit groß hoch veel vaak lang"
_HOW, _AMOUNTS = frozenset(_HOW_WORDS.split()), frozenset(_AMOUNT_WORDS.split())

_ASKING_IN_A_RUN = regex.compile(r"什么|什麼|哪|谁|誰|何(?:[がをでは時の])|なに|どれ|どの|いつ|どこ")

#: A longer question, in words with content, tells a story.
LONG = 6

#: A heading of so few words is on whatever is asked: "Avoid", "Do not take". A longer one has to share a word.
_SHORT = 3

_LIST = list(PassageKind).index(PassageKind.LIST)

#: Texts of which it is remembered whether they deny: of a question and its headings it is asked again and again.
_ASKED_OF = 500


def spelt_words(text: str) -> list[str]:
    """The words of a text in small letters, with straight apostrophes: as words that deny are written down here."""
    words: list[str] = WORD.findall(text.lower().replace("’", "'"))
    return words


@lru_cache(_ASKED_OF)
def denies(text: str) -> bool:
    """Whether a heading, lead-in or question has a word that turns it into its contrary, and none that turns that."""
    return _deny(spelt_words(text)) or _IN_A_RUN.search(text) is not None


def _deny(words: Sequence[str], negations: Collection[str] = _NEGATIONS) -> bool:
    """The same of words in small letters, of which ``negations`` deny; one that names both sides denies neither."""
    if not any(word in negations for word in words) or _names_both(words, negations):
        return False
    denying = [i for i, word in enumerate(words) if word in _DENYING and (i or word not in _THINGS_TO_DO)]
    if not denying:
        return any(word in negations and word not in _DENYING for word in words)
    turned = [i for i in denying if not NOTS.isdisjoint(words[max(i - 1 - _BETWEEN, 0) : i])]
    return len(turned) < len(denying)


def _names_both(words: Sequence[str], negations: Collection[str]) -> bool:
    """Whether the same is said to be so and not so: "what is and is not covered", "paid or not paid", "allow or deny"."""
    for i in range(1, len(words) - 1):
        if words[i] in _JOINING:
            denied = next((n for n in (i + 1, i + 2) if n < len(words) and words[n] in negations), None)
            if denied is not None and (words[i - 1] in _AFFIRMED or words[i - 1] in words[denied + 1 : denied + 2]):
                return True
    return False


def asks_for_one(question: str) -> bool:
    """Whether a question asks for one thing, so that a negation in it is about that."""
    first = spelt_words(question)[:1]
    return not _ASKING.isdisjoint(first) or _ASKING_IN_A_RUN.search(question) is not None


def _asks_how(words: Sequence[str]) -> bool:
    """Whether it is asked how something is done, not how much of it there is."""
    return words[0] in _HOW and _AMOUNTS.isdisjoint(words[1:2])


def contrary(matches: Matches, query: Query) -> NDArray[np.bool_]:
    """n: whether the passage stands under a heading or lead-in with a negation and the question has none, or the other way
    round. Headings, context, the question that a passage answers, and the first sentence of a list count; nothing is
    contrary to a long question, nor to one whose negation may be about something beside, nor to one that wants to hear a
    yes or no (what is "not supported" answers whether it can be done), asks for both sides, or how to do what denies."""
    found = matches.candidates
    negated = np.zeros(len(found), bool)
    first = query.terms[0].exacts[0] if query.terms else ""
    asks = first in _ASKING
    if sum(term.content for term in query.terms) > LONG or (asks_whether(query.typed.words) and not asks):
        return negated
    negations = _NOT_ENGLISH if asks and first not in _ENGLISH_ASKING else _NEGATIONS
    words = [term.exacts[0] for term in query.terms]
    denied = _deny(words, negations)
    if _names_both(words, negations) or (denied and (not asks or _asks_how(words))):
        return negated
    negated[found.passage_of_run[_negated_runs(matches, negations)]] = True
    return ~negated if denied else negated


def raised(matches: Matches, query: Query, apart: NDArray[np.bool_], total: Floats) -> Floats:
    """n: what is given to passages under one of two headings beside each other, which denies as the question does, so that
    they come as far as those under the other one, which has the question's word: "Covered" has the word of "what is not
    covered", and "Excluded" beside it, which answers, has not. ``apart`` is what is ``contrary``, ``total`` (n) the
    scores."""
    found, given = matches.candidates, np.zeros(len(total))
    if apart.all() or not apart.any() or not _deny([term.exacts[0] for term in query.terms]):
        return given
    on_it = np.any(matches.counts[:, matches.terms.content] > 0, axis=1)
    says, denies_it = dict[_Place, list[int]](), dict[_Place, list[int]]()
    for place in range(len(found)):
        runs = range(int(found.first_run[place]), int(found.first_run[place + 1]))
        headings = [run for run in runs if found.run_kind[run] == Run.HEADING]
        if headings and (not apart[place] or on_it[headings[-1]]):
            above = tuple(_words_of(matches, run) for run in headings[:-1])
            (says if apart[place] else denies_it).setdefault((found.documents[place], above), []).append(place)
    for where in says.keys() & denies_it.keys():
        denying = denies_it[where]
        given[denying] = np.maximum(total[says[where]].max() - total[denying], 0.0)
    return given


#: A document, and the headings above those that stand beside each other.
_Place = tuple[str, tuple[tuple[int, ...], ...]]


def _words_of(matches: Matches, run: int) -> tuple[int, ...]:
    found = matches.candidates
    return tuple(found.words[found.first_word[run] : found.first_word[run + 1]].tolist())


def _negated_runs(matches: Matches, negations: frozenset[str]) -> list[int]:
    """The runs that head the text below them, are on what is asked, and deny."""
    names = matches.candidates.lexicon.words
    above = _above(matches, matches.candidates.lexicon.among(negations)).tolist()
    return [run for run in above if _deny([names[n] for n in _words_of(matches, run)], negations)]


def _above(matches: Matches, denies: NDArray[np.bool_]) -> Integers:
    """The runs that head the text below them, are on what is asked, and have a word that ``denies`` (a mask by number)."""
    found, kernels = matches.candidates, loaded_kernels()
    asking = found.question_and_answer | (found.kinds == _LIST)
    if kernels is not None:
        of_runs = (found.run_kind, found.run_words, found.passage_of_run, found.first_run, asking)
        of_question = (matches.counts, matches.terms.content, _SHORT)
        denying: Integers = kernels.denying(found.words, found.first_word, denies, *of_runs, *of_question)
        return denying
    runs = np.unique(found.run_of_word[denies[found.words]])
    kinds, passages = found.run_kind[runs], found.passage_of_run[runs]
    runs = runs[
        (kinds == Run.HEADING) | (kinds == Run.CONTEXT) | (asking[passages] & (found.first_run[passages] == runs))
    ]
    content = np.any(matches.counts[runs][:, matches.terms.content] > 0, axis=1)
    heads: Integers = runs[content | (found.run_words[runs] <= _SHORT)]
    return heads
