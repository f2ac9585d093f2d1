"""Many texts -> words as numbers: what an index takes in, each distinct word analysed once.

A corpus has few distinct words beside their occurrences. A *chunk* is what stands between white space, with its
punctuation; since no word reaches over white space, or depends on what is behind it, a chunk always makes the same
tokens. Each gets a row of a table that says which; a text is then the rows of its chunks and the white space between them,
from which numpy makes the very tokens of ``Analyzer.tokens`` (a test holds the two together).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from operator import ne, sub
from typing import NamedTuple

from indexer.model import Token
from indexer.text.analysis.folding import fold_accents
from indexer.text.analysis.forms.tokenizing import grouped

__all__ = ["Form", "Text", "WordTable"]

#: Titles and headings that are remembered: the same few stand over many passages.
_REMEMBERED = 20_000

#: The forms of distinct words that a table takes before another is begun: bounds the memory of a run (some 300 bytes each).
_MOST = 600_000

_GAP = re.compile(r"(\s+)")


class Form(NamedTuple):
    """What a word, or a part of one, matches by; the span is relative to the word, ``step`` to its position."""

    term: str
    exact: str
    start: int
    end: int
    step: int
    part: bool


class Text(NamedTuple):
    """A text as a table sees it: the rows of its chunks, and how many code points of white space stand before each;
    None where there is one between any two and none before the first, as there mostly is."""

    rows: list[int]
    gaps: Sequence[int] | None


class WordTable(dict[str, int]):
    """Chunk as written -> its row. Rows only grow; one thread at a time adds to a table.

    ``width`` is a row's length in code points and ``steps`` in positions; ``first_form`` (rows + 1) says where its forms
    begin. Of each form there is its ``term`` and ``phrase`` word (numbers in ``terms`` and ``phrases``), its ``pair`` of
    exact word and term (``named`` has the ``pairs`` by their numbers, ``of_pair`` the term and phrase word of each), its
    ``start``, ``length`` and ``step`` in the chunk, whether it is a ``part`` of a hyphenated word, and whether it is the
    ``last`` of its step: the one that phrases see.

    Tables of several languages may share their rows: the ``whole`` is the one that they began with. The chunks of each are
    its own, since one word is another in another language.
    """

    def __init__(self, forms_of: Callable[[str], Sequence[Form]], whole: WordTable | None = None) -> None:
        super().__init__()
        self._forms_of = forms_of
        self._texts: dict[str, Text] = {}
        self.whole = self if whole is None else whole  # an empty one is false
        if whole is not None:
            self._share(whole)
            return
        self.terms: dict[str, int] = {}
        self.phrases: dict[str, int] = {}
        self.pairs: dict[tuple[str, str], int] = {}
        self.named: list[tuple[str, str]] = []
        self.of_pair: list[tuple[int, int]] = []
        self.width, self.steps, self.first_form = array("I"), array("I"), array("I", [0])
        self.term, self.phrase, self.pair = array("I"), array("I"), array("I")
        self.start, self.length, self.step = array("I"), array("I"), array("I")
        self.part, self.last = array("B"), array("B")

    def _share(self, whole: WordTable) -> None:
        self.terms, self.phrases, self.pairs = whole.terms, whole.phrases, whole.pairs
        self.named, self.of_pair = whole.named, whole.of_pair
        self.width, self.steps, self.first_form = whole.width, whole.steps, whole.first_form
        self.term, self.phrase, self.pair = whole.term, whole.phrase, whole.pair
        self.start, self.length, self.step = whole.start, whole.length, whole.step
        self.part, self.last = whole.part, whole.last

    @property
    def is_full(self) -> bool:
        """Whether another is to be begun."""
        return len(self.term) > _MOST

    def __missing__(self, chunk: str) -> int:
        row, forms = len(self.width), self._forms_of(chunk)
        if len(forms) == 1:  # as of most: a list of each column would be made for one number
            self._add(forms[0])
        elif forms:
            self._add_all(forms)
        self.first_form.append(len(self.term))
        self.width.append(len(chunk))
        self.steps.append(forms[-1].step + 1 if forms else 0)
        self[chunk] = row
        return row

    def _add(self, form: Form) -> None:
        """The only form of a chunk."""
        pair = self.pair_of(form.exact, form.term)
        term, phrase = self.of_pair[pair]
        self.term.append(term)
        self.phrase.append(phrase)
        self.pair.append(pair)
        self.start.append(form.start)
        self.length.append(form.end - form.start)
        self.step.append(form.step)
        self.part.append(form.part)
        self.last.append(True)

    def _add_all(self, forms: Sequence[Form]) -> None:
        """The forms of a chunk, which may be a long line of Thai: a column at a time."""
        terms, exacts, starts, ends, steps, parts = zip(*forms, strict=True)
        pairs = list(map(self.pair_of, exacts, terms))
        numbers = [self.of_pair[pair] for pair in pairs]
        self.term.fromlist([term for term, _ in numbers])
        self.phrase.fromlist([phrase for _, phrase in numbers])
        self.pair.fromlist(pairs)
        self.start.fromlist(list(starts))
        self.length.fromlist(list(map(sub, ends, starts)))
        self.step.fromlist(list(steps))
        self.part.fromlist(list(parts))
        self.last.fromlist([*map(ne, steps, steps[1:]), True])

    def pair_of(self, exact: str, term: str) -> int:
        """The number of what a form is called by, given to it where it comes for the first time."""
        found = self.pairs.get((exact, term))
        if found is None:
            found = self.pairs[exact, term] = len(self.named)
            self.named.append((exact, term))
            number = self.terms.setdefault(term, len(self.terms))
            self.of_pair.append((number, self.phrases.setdefault(fold_accents(exact), len(self.phrases))))
        return found

    def text(self, text: str) -> Text:
        """A text by this table."""
        text = grouped(text)
        chunks = text.split()
        rows = list(map(self.__getitem__, chunks))
        if len(" ".join(chunks)) == len(text):
            return Text(rows, None)
        pieces = _GAP.split(text)
        gaps = [0, *map(len, pieces[1::2])]
        return Text(rows, gaps[1 : len(rows) + 1] if text[:1].isspace() else gaps[: len(rows)])

    def remembered(self, text: str) -> Text:
        """The same for a text that is likely to come again."""
        found = self._texts.get(text)
        if found is None:
            if len(self._texts) >= _REMEMBERED:
                self._texts.clear()
            found = self._texts[text] = self.text(text)
        return found

    def tokens(self, text: Text) -> list[Token]:
        """The tokens of a text of this table, one by one."""
        pairs, found = self.named, list[Token]()
        position = at = 0
        for place, row in enumerate(text.rows):
            at += (place > 0) if text.gaps is None else text.gaps[place]
            for form in range(self.first_form[row], self.first_form[row + 1]):
                (exact, term), start = pairs[self.pair[form]], at + self.start[form]
                end = start + self.length[form]
                found.append(Token(term, start, end, exact, position + self.step[form], bool(self.part[form])))
            position += self.steps[row]
            at += self.width[row]
        return found
