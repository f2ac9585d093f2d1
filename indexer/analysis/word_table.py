"""Many texts -> words as numbers: what an index takes in, a word looked up where the Analyzer makes tokens.

The words of a corpus are few beside their occurrences. Each distinct word, as it is written, gets a row that says what
tokens it makes; a text is then the rows of its words and the lengths of what stands between them, from which numpy
makes the very tokens of ``Analyzer.tokens`` (a test holds the two together).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from indexer.analysis.folding import fold_accents
from indexer.analysis.tokenizing import split_words
from indexer.records import Token

__all__ = ["Form", "Text", "WordTable"]

#: Titles and headings that are remembered: the same few stand over many passages.
_REMEMBERED = 20_000


class Form(NamedTuple):
    """What a word, or a part of one, matches by; the span is relative to the word, ``step`` to its position."""

    term: str
    exact: str
    start: int
    end: int
    step: int
    part: bool


class Text(NamedTuple):
    """A text as a table sees it: the rows of its words, and the lengths in code points of what stands before the first
    word, of that word, of what stands behind it, and so on to the end."""

    rows: Sequence[int]
    lengths: Sequence[int]


class WordTable(dict[str, int]):
    """Word as written -> its row. Rows only grow; one thread at a time adds to a table.

    ``first_form`` (rows + 1) says where a row's forms begin; of each form there is its ``term`` and ``phrase`` word
    (numbers in ``terms`` and ``phrases``), its ``pair`` of exact word and term, its ``start``, ``length`` and ``step`` in
    the word, and whether it is the ``last`` of its step: the one that phrases see.
    """

    def __init__(self, forms_of: Callable[[str], Sequence[Form]]) -> None:
        super().__init__()
        self._forms_of = forms_of
        self._forms: list[Sequence[Form]] = []
        self._texts: dict[str, Text] = {}
        self.terms: dict[str, int] = {}
        self.phrases: dict[str, int] = {}
        self.pairs: dict[tuple[str, str], int] = {}
        self.first_form, self.steps = array("I", [0]), array("I")
        self.term, self.phrase, self.pair = array("I"), array("I"), array("I")
        self.start, self.length, self.step, self.last = array("I"), array("I"), array("I"), array("B")

    def __missing__(self, word: str) -> int:
        row = self[word] = len(self._forms)
        forms = self._forms_of(word)
        self._forms.append(forms)
        for form, following in zip(forms, [*forms[1:], None], strict=True):
            self.term.append(self.terms.setdefault(form.term, len(self.terms)))
            self.phrase.append(self.phrases.setdefault(fold_accents(form.exact), len(self.phrases)))
            self.pair.append(self.pairs.setdefault((form.exact, form.term), len(self.pairs)))
            self.start.append(form.start)
            self.length.append(form.end - form.start)
            self.step.append(form.step)
            self.last.append(following is None or following.step != form.step)
        self.first_form.append(len(self.term))
        self.steps.append(forms[-1].step + 1 if forms else 0)
        return row

    def text(self, text: str) -> Text:
        """A text by this table."""
        pieces = split_words(text)
        return Text(list(map(self.__getitem__, pieces[1::2])), list(map(len, pieces)))

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
        found: list[Token] = []
        position = 0
        for row, start in zip(text.rows, list(accumulate(text.lengths))[::2], strict=False):
            for term, exact, first, end, step, part in self._forms[row]:
                found.append(Token(term, start + first, start + end, exact, position + step, part))
            position += self.steps[row]
        return found
