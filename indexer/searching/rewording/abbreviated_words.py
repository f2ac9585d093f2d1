"""What an abbreviation stands for, and how what is written out is abbreviated: by what the passages themselves say.

"The data protection officer (DPO) answers within a week" says that whoever asks for the DPO may find a data protection
officer, and the other way round. The letters of an abbreviation are the first ones of the words beside it (after A. S.
Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", Pacific
Symposium on Biocomputing 2003; here of whole words alone). Looked up when a question has one: nothing is kept of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from threading import Lock

import numpy as np
import regex
from cachetools import LRUCache

from indexer.engines.candidates import Candidates
from indexer.engines.protocol import WordReader
from indexer.text.analysis import Analyzer, Query, WeightedTerm
from indexer.text.analysis.alternatives import Alternative
from indexer.text.analysis.languages.dictionaries import is_word

__all__ = ["Abbreviations"]

#: Letters of an abbreviation; of one that is looked for where it was not typed, more: two stand for too much.
_LEAST, _MOST, _TELLING = 2, 6, 3

#: What stands behind one that is of several, or of which something is: "SLAs", "the DPO's".
_PLURAL = "s"
_SEVERAL = regex.compile(r"(\p{Lu}{2,})['’]?s")

#: Small words between those that are abbreviated: "department of health and human services".
_SMALL = 2

#: Words with content among what it stands for, at least ("in the IT" is none), and all its words for each of its letters.
_CONTENT, _FOR_EACH = 2, 3

#: A word may stand in a run more than once: with its umlaut and without, or with its parts.
_FORMS = 2

#: What stands between the two, in code points: a bracket or another sign, and not a space alone.
_GAPS = range(2, 5)

#: Passages that are looked into for what an abbreviation stands for, and abbreviations that are looked up for a question.
_PASSAGES, _LOOKED_UP = 50, 4

#: An abbreviation is looked for where so many times as many passages have it as have the words.
_COMMONER = 3

#: Abbreviations that are kept with what they stand for.
_KEPT = 1_000

#: What the one counts beside the other that was typed. More finds no more, and costs what is called by both.
_WEIGHT = 0.3

#: What an abbreviation counts beside the words that were typed: it finds passages that have no more than it, and puts
#: nothing before those that write it out.
_SHORT = 0.1


class Abbreviations:
    """Knows the abbreviations of one generation; safe for many threads at once."""

    def __init__(self, reader: WordReader, analyzer: Analyzer, together: Callable[[tuple[str, ...]], int]) -> None:
        """``together`` says how many passages have words (folded) one right after the other."""
        self._reader, self._analyzer, self._together = reader, analyzer, together
        self._in_each = [analyzer.in_language(language) for language in analyzer.languages]
        self._known: LRUCache[str, tuple[str, ...]] = LRUCache(_KEPT)
        self._lock = Lock()

    def of(self, query: Query, languages: Sequence[str]) -> Iterator[Alternative]:
        """What the abbreviations of a question in one of these languages stand for, and the abbreviations of what it writes
        out; nothing where it has both."""
        yield from self._written_out(query, languages)
        yield from self._shortened(query)

    def _written_out(self, query: Query, languages: Sequence[str]) -> Iterator[Alternative]:
        there = {exact for term in query.terms for exact in term.exacts}
        likely = [(t, short) for t in query.content if (short := _shortly(t, languages))]
        likely.sort(key=lambda one: (not one[0].typed[:2].isupper(), is_word(one[1], languages)))
        for term, short in likely[:_LOOKED_UP]:
            words = self._stands_for(term, short)
            if not there.issuperset(words):
                yield from self._alternatives((term,), words, _WEIGHT)

    def _stands_for(self, term: WeightedTerm, short: str) -> tuple[str, ...]:
        """The words that most passages have beside an abbreviation, or its plural; () where none has."""
        with self._lock:
            if short in self._known:
                return self._known[short]
        found = self._found_for(term, short)
        with self._lock:
            self._known[short] = found
        return found

    def _found_for(self, term: WeightedTerm, short: str) -> tuple[str, ...]:
        forms = short, short + _PLURAL
        query = Query(
            terms=tuple({t.term: t for t in (self._analyzer.reworded(term, form) for form in forms)}.values())
        )
        ids = [name for name, _ in self._reader.search(query, limit=_PASSAGES)]
        if not ids:
            return ()
        found = self._reader.candidates(ids, query)
        told = Counter[tuple[str, ...]]()
        numbers = [number for form in forms for number in found.lexicon.numbers_of_word(form)]
        for place in np.flatnonzero(np.isin(found.words, numbers)).tolist():
            told.update({self._beside(found, place, short, step) for step in (-1, 1)})
        del told[()]
        return max(told, key=lambda words: (told[words], words), default=())

    def _beside(self, found: Candidates, place: int, short: str, step: int) -> tuple[str, ...]:
        """The words right before (-1) or behind (1) the one at ``place``, where they are what it stands for."""
        first, last = found.first_word[found.run_of_word[place] :][:2].tolist()
        near = range(place + step, place + step * (1 + _FORMS * _FOR_EACH * len(short)), step)
        spelt, nearest = found.lexicon.words, short[-1 if step < 0 else 0]
        if not any(first <= at < last and spelt[found.words[at]][:1] == nearest for at in near[:_FORMS]):
            return ()  # most, without a look at where they stand
        forms = [at for at in near if first <= at < last]
        places = _one_by_one(found, forms)[: _FOR_EACH * len(short)]
        if not places or spelt[found.words[places[0]]][:1] != nearest:
            return ()
        if _gap(found, *sorted((place, places[0]))) not in _GAPS:
            return ()
        words = (spelt[found.words[at]] for at in places)
        return self._matching(words, short[::-1])[::-1] if step < 0 else self._matching(words, short)

    def _matching(self, words: Iterable[str], letters: str) -> tuple[str, ...]:
        """The first of some words that begin with these letters in turn; small words between them may be left out."""
        taken: list[str] = []
        begun = content = 0
        for word in words:
            small = self._is_small(word)
            if word[:1] == letters[begun]:
                begun += 1
            elif not (taken and small):
                return ()
            content += not small
            taken.append(word)
            if begun == len(letters):
                return tuple(taken) if content >= _CONTENT else ()
        return ()

    def _is_small(self, word: str) -> bool:
        """Whether a word says little in one of the languages of the index."""
        return any(one.is_function_term(one.term(word)) for one in self._in_each)

    def _shortened(self, query: Query) -> Iterator[Alternative]:
        """Abbreviations that stand right behind words of the question in passages that write them out, where most passages
        do not."""
        typed = {term.term: term for term in query.terms}
        sequence = [typed[name] for name in query.sequence if name in typed]
        runs = {_initials(run): run for run in _runs(sequence)}
        counts = self._reader.words.counts(set(runs) - {exact for term in query.terms for exact in term.exacts})
        for short in [short for short in runs if counts.get(short, 0)][:_LOOKED_UP]:
            words = tuple(term.exacts[0] for term in runs[short])
            if counts[short] < _COMMONER:  # what one passage writes out is as common already
                continue
            # the rarer first, which nearly no passage has
            if self._together((*words, short)) and counts[short] >= _COMMONER * self._together(words):
                yield from self._alternatives([term for term in runs[short] if term.content], (short,), _SHORT)

    def _alternatives(
        self, typed: Sequence[WeightedTerm], words: Sequence[str], weight: float
    ) -> Iterator[Alternative]:
        """Words as good as some that were typed, as they are matched in each language in which passages have them."""
        others = [[one.reworded(typed[0], word) for word in words] for one in self._in_each]
        known = frozenset(self._reader.frequencies(sorted({term.term for other in others for term in other})))
        said = f"{' '.join(term.typed for term in typed)} = {' '.join(words)}"
        covered = tuple(term.term for term in typed)
        for pattern, other in {tuple(term.term for term in other): other for other in others}.items():
            if known.issuperset(pattern):
                yield Alternative(covered, False, pattern, tuple(other), said, weight)


def _shortly(term: WeightedTerm, languages: Sequence[str]) -> str:
    """The letters of what may be an abbreviation, as it is in capitals, perhaps with a small "s" behind them, or of a to z
    and in no dictionary; "" of other words."""
    if len(term.exacts) != 1:
        return ""
    word, several = term.exacts[0], _SEVERAL.fullmatch(term.typed)
    if several:
        word = word[: len(several[1])]
    short = _LEAST <= len(word) <= _MOST and word.isalpha()
    sure = several or term.typed.isupper()
    return word if short and (sure or (word.isascii() and not is_word(word, languages))) else ""


def _one_by_one(found: Candidates, places: Sequence[int]) -> list[int]:
    """Those of some places that go one way at which one word after the other stands: of forms of the same word the first,
    and the parts of a word rather than all of it."""
    starts, lengths = (values.tolist() for values in found.standing.of(np.array(places, int)))
    spans = list(zip(starts, lengths, strict=True))
    ordered = sorted(set(spans))
    parted = [False] * len(spans)
    if any(a + n > b for (a, n), (b, _) in pairwise(ordered)):  # of most runs, no words overlap
        parted = [any(start <= a and a + n <= start + size and n < size for a, n in spans) for start, size in spans]
    kept: dict[tuple[int, int], int] = {}
    for at, span, has_parts in zip(places, spans, parted, strict=True):
        if not has_parts:
            kept.setdefault(span, at)
    return list(kept.values())


def _gap(found: Candidates, before: int, behind: int) -> int:
    """The code points between two words of a run."""
    starts, lengths = found.standing.of(np.array([before, behind]))
    return int(starts[1] - starts[0] - lengths[0])


def _runs(sequence: Sequence[WeightedTerm]) -> Iterator[Sequence[WeightedTerm]]:
    """Words with content of a question that may be abbreviated, and small words between them; the longest first."""
    telling = [term.content for term in sequence]
    before = list(accumulate(telling, initial=0))  # how many of them stand before each place
    for size in range(_MOST + _SMALL, _TELLING - 1, -1):
        for first in range(len(sequence) - size + 1):
            last = first + size
            content = before[last] - before[first]
            if telling[first] and telling[last - 1] and max(_TELLING, size - _SMALL) <= content <= _MOST:
                yield sequence[first:last]


def _initials(run: Sequence[WeightedTerm]) -> str:
    return "".join(term.exacts[0][0] for term in run if term.content)
