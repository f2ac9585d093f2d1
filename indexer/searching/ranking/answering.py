"""Which sentence of a passage answers best? Chosen by the question's words in it, and by what it can say alone."""

from __future__ import annotations

import numpy as np
import regex
from numpy.typing import NDArray

from indexer.engines.bm25f import BODY, length_norm, saturation
from indexer.engines.candidates import Floats, Integers, Run
from indexer.model import Passage, PassageKind, Span
from indexer.searching.ranking.matching import Matches

__all__ = ["answer_span", "sentence_scores"]

#: The length of an everyday sentence, in words.
_SENTENCE_WORDS = 20.0

#: A sentence answers when it earns at least this share of what the question's content words are worth in its passage.
_LEAST = 0.12

#: A sentence of so few words names what the next one says.
_LABEL_WORDS = 3

#: What a word counts that stands beside the passage already: title and headings say of what all its sentences are.
_BESIDE = 0.35

#: What a day, month or number of the question counts: of two sentences the one that has it answers.
_VALUE = 3.0

_VALUES = regex.compile(
    r"""\d.*|
    (?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|
    january|february|march|april|june|july|august|september|october|november|december|
    (?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?|wochenenden?|
    januar|februar|märz|mai|juni|juli|oktober|dezember|
    lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|
    janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|
    lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|
    enero|febrero|marzo|abril|junio|julio|agosto|septiembre|octubre|noviembre|diciembre""",
    regex.VERBOSE,
)

#: Beginnings that point to the sentence before: pronouns, connectives, a bare yes or no.
_LEANING = regex.compile(
    r"""["“„«(¿¡\s]*(?:
    (?:it|its|they|their|them|he|she|his|her|this|these|that|those|such|so|but|however|therefore|thus|hence|also|then|and|or|
       yet|otherwise|instead|because|yes|nor|neither|
       es(?!\s+gibt)|er|ihr|ihm|ihnen|dies|diese[mnrs]?|aber|jedoch|doch|daher|deshalb|deswegen|dann|dadurch|dazu|dabei|
       außerdem|auch|und|oder|ja|sondern|weil|
       il(?!\s+(?:y|faut))|elle|ils|elles|cela|ça|ce|cette|ces|c['’]\w+|mais|donc|et|ainsi|aussi|puis|alors|oui|parce|
       esto|eso|ello|él|ella|ellos|ellas|este|esta|estos|estas|pero|y|así|también|entonces|luego|sí|porque)\b
    |(?:no|nein|non)\s*[,.!;–—])""",
    regex.VERBOSE | regex.IGNORECASE,
)

_LEADS_IN = (":", "：")
_ASKS = ("?", "？", "؟")
_ENDED = regex.compile(r"""[.!?:;…。！？؟।۔]["”’»)\]]*$""")


def sentence_scores(matches: Matches, place: int, passage: Passage) -> tuple[Floats, float]:
    """BM25 of each sentence of ``passage``, the candidate at ``place``, by itself, and the least (> 0) of one that answers.

    Only a sentence's own words count, so that a table's header helps no row; those that stand beside all of them, little.
    """
    found, (a, b) = matches.candidates, _runs(matches, place)
    at, which, share = _matched(matches, place)
    starts = found.starts[at] + passage.start
    edges = np.array([edge for sentence in passage.sentences for edge in sentence], np.int64)
    slot = np.searchsorted(edges, starts, side="right")
    inside = slot % 2 == 1
    counts = np.zeros((len(passage.sentences), len(matches.terms.numbers)))
    np.add.at(counts, (slot[inside] // 2, which[inside]), share[inside])
    norm = length_norm(found.run_words[a : a + len(counts)].astype(np.float64), _SENTENCE_WORDS, BODY.b)
    beside = matches.counts[a:b][found.run_kind[a:b] != Run.SENTENCE].sum(axis=0) > 0
    worth = matches.terms.worth * matches.terms.content * np.where(beside, _BESIDE, 1.0) * _values(matches)
    scores: Floats = saturation(counts / norm[:, None]) @ worth
    return scores, max(_LEAST * float(worth.sum()), 1e-9)


def _values(matches: Matches) -> Floats:
    """What each term counts for naming a day, a month or a number."""
    words = matches.candidates.lexicon.words
    return np.array(
        [_VALUE if any(_VALUES.fullmatch(words[n]) for n in typed) else 1.0 for typed in matches.terms.words],
        np.float64,
    )


def _runs(matches: Matches, place: int) -> tuple[int, int]:
    found = matches.candidates
    return int(found.first_run[place]), int(found.first_run[place + 1])


def _matched(matches: Matches, place: int) -> tuple[Integers, Integers, Floats]:
    """The places of the words of a passage's sentences that match, the term of each, and what it counts."""
    found, (first, last) = matches.candidates, _runs(matches, place)
    last = first + int((found.run_kind[first:last] == Run.SENTENCE).sum())
    a, b = np.searchsorted(matches.at, (found.first_word[first], found.first_word[last]))
    return matches.at[a:b], matches.which[a:b], matches.share[a:b]


def answer_span(matches: Matches, place: int, passage: Passage) -> Span | None:
    """The span of the sentence of ``passage`` (the candidate at ``place``) that answers best; None where none stands out.

    A sentence that asks answers nothing, what follows it does; nor does a line that only names the subject. A label stands
    with what it names, the lead-in of a list with the list, a sentence that points to the one before it with that one.
    Where nothing in the answer to a question repeats its words, its first sentence is, as the author put it there to
    answer.
    """
    sentences = passage.sentences
    if len(sentences) < 2:
        return None if not sentences or _asks(passage, 0) else _single(matches, place, passage)
    answers_question = bool(matches.candidates.question_and_answer[place])
    scores, least = sentence_scores(matches, place, passage)
    asking = np.array([_asks(passage, i) for i in range(len(sentences))])
    asking[0] |= answers_question
    scores[1:] += np.where(asking[:-1] & ~(answers_question & (np.arange(1, len(scores)) == 1)), scores[:-1], 0.0)
    able = ~asking & ~_names_only(matches, place, passage)
    best = int(np.argmax(np.where(able, scores, -1.0)))
    if not able[best] or scores[best] < least:
        if not answers_question:
            return None
        best = 1
    first, last = _with_neighbour(matches, place, passage, best)
    return Span(sentences[first].start, sentences[last].end)


def _single(matches: Matches, place: int, passage: Passage) -> Span | None:
    scores, least = sentence_scores(matches, place, passage)
    return passage.sentences[0] if scores[0] >= least else None


def _with_neighbour(matches: Matches, place: int, passage: Passage, best: int) -> tuple[int, int]:
    """The chosen sentence with the one it cannot do without."""
    rows = passage.kind is PassageKind.TABLE
    if best > 0 and not rows and _LEANING.match(_text(passage, best)):
        return best - 1, best
    if passage.kind is PassageKind.LIST and _text(passage, best).endswith(_LEADS_IN):
        return best, len(passage.sentences) - 1
    words = int(matches.candidates.run_words[_runs(matches, place)[0] + best])
    label = words <= _LABEL_WORDS and best + 1 < len(passage.sentences) and not rows
    return best, best + label


def _names_only(matches: Matches, place: int, passage: Passage) -> NDArray[np.bool_]:
    """Which sentences are no more than a heading: a line of prose without an end, or one with no word of its own."""
    found, (first, _) = matches.candidates, _runs(matches, place)
    asked = set(matches.terms.numbers.tolist())
    ended = [bool(_ENDED.search(_text(passage, i))) for i in range(len(passage.sentences))]
    prose = any(ended) and passage.kind in (PassageKind.TEXT, PassageKind.QUESTION_AND_ANSWER)
    only = []
    for i, at_end in enumerate(ended):
        terms = set(found.terms[found.first_word[first + i] : found.first_word[first + i + 1]].tolist())
        leads = passage.kind is PassageKind.LIST and _text(passage, i).endswith(_LEADS_IN)
        label = int(found.run_words[first + i]) <= _LABEL_WORDS and i + 1 < len(ended)
        only.append((prose and not at_end and not label) or (terms <= asked and not label and not leads))
    return np.array(only, bool)


def _text(passage: Passage, sentence: int) -> str:
    start, end = passage.sentences[sentence]
    return passage.text[start - passage.start : end - passage.start].strip()


def _asks(passage: Passage, sentence: int) -> bool:
    return _text(passage, sentence).endswith(_ASKS)
