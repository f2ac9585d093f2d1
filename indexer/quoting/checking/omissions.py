"""What does an ellipsis leave out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.model.as_json import as_json
from indexer.model.excerpts import Excerpt
from indexer.text.wording import Qualifiers, qualifiers_of

__all__ = ["Omission", "omissions_in"]

#: Words from which on a gap is long: more than a paragraph.
_LONG = 100


@dataclass(frozen=True, slots=True)
class Omission:
    """The words that an ellipsis leaves out: how many, which of them deny, count or limit what is said, and whether the
    quotation goes on in ``another_section``."""

    words: int
    qualifiers: Qualifiers
    another_section: bool

    @property
    def is_long(self) -> bool:
        """Whether more than a paragraph is left out."""
        return self.words > _LONG

    @property
    def in_words(self) -> tuple[str, ...]:
        """What is to be told of it, the gravest first."""
        found = self.qualifiers
        named = (("negation", found.negations), ("number", found.numbers), ("condition", found.conditions))
        told = [f"{kind} left out: {', '.join(f'“{word}”' for word in words)}" for kind, words in named if words]
        amount = f"{self.words:,} {'word' if self.words == 1 else 'words'} left out"
        told.append(f"{amount}: more than a paragraph" if self.is_long else amount)
        return (*told, "it goes on in another section") if self.another_section else tuple(told)


@as_json.register
def _omission_json(omission: Omission) -> dict[str, object]:
    return {
        "words": omission.words,
        **as_json(omission.qualifiers),
        "long": omission.is_long,
        "another_section": omission.another_section,
    }


def omissions_in(text: str, parts: Sequence[Excerpt], gaps: Sequence[int]) -> Iterator[Omission]:
    """What is left out of a document's text between parts of a quotation, with the number of words of each gap."""
    for (before, after), words in zip(pairwise(parts), gaps, strict=True):
        left_out = qualifiers_of(text[before.end : after.start])
        yield Omission(words, left_out, before.headings != after.headings)
