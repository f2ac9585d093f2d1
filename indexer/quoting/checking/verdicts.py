"""The records of checking: a draft's pieces, and what was found of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from indexer.messages import phrase, plural, quoted, translatable
from indexer.model import Freshness, Locator
from indexer.model.as_json import as_json
from indexer.model.excerpts import Excerpt
from indexer.model.places import line_in_words
from indexer.text.wording import FormKind, Qualifiers, WordDifference

__all__ = [
    "FALSE_CLAIMS",
    "IN_A_SOURCE",
    "Check",
    "Contrary",
    "ContraryKind",
    "Finding",
    "Item",
    "Near",
    "Omission",
    "PieceKind",
    "check_json",
]


class PieceKind(StrEnum):
    """What a piece of a draft is."""

    QUOTATION = "quotation"
    SENTENCE = "sentence"

    @property
    def in_words(self) -> str:
        """Its name as people read it."""
        return _PIECES[self]


_PIECES = {PieceKind.QUOTATION: phrase("quotation"), PieceKind.SENTENCE: phrase("sentence")}


class Finding(StrEnum):
    """The verdict on a piece, from the best to the worst (search_ui/manual/checking.md says what each means)."""

    VERBATIM = "verbatim"
    FORM = "form"
    ELIDED = "elided"
    CURTAILED = "curtailed"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    CLOSEST = "closest"
    NO_SOURCE = "no_source"
    NOT_FOUND = "not_found"


#: The verdicts that say: these words stand in a source.
IN_A_SOURCE = frozenset({Finding.VERBATIM, Finding.FORM, Finding.ELIDED, Finding.CURTAILED, Finding.MISATTRIBUTED})

#: The verdicts that a draft must not have where it quotes: its source does not have that, or says another thing.
FALSE_CLAIMS = frozenset({Finding.CURTAILED, Finding.ALTERED, Finding.MISATTRIBUTED, Finding.NO_SOURCE})

#: The verdicts that a writer should do something about, whatever else is said.
_PROBLEMS = FALSE_CLAIMS | {Finding.NOT_FOUND}


#: Words from which on a gap is long: more than a paragraph.
_LONG = 100


@dataclass(frozen=True, slots=True)
class Omission:
    """The words that an ellipsis leaves out: how many, which of them deny, count or limit what is said, and whether the
    quotation goes on in ``another_section``, whether it ``joins_sentences`` (parts of two look like one), and the words of
    the first that deny or limit what now seems said in the second (``carried``)."""

    words: int
    qualifiers: Qualifiers
    another_section: bool
    joins_sentences: bool = False
    carried: tuple[str, ...] = ()

    @property
    def turns(self) -> bool:
        """Whether another thing may be said without what is left out."""
        return bool(self.qualifiers or self.carried)

    @property
    def is_long(self) -> bool:
        """Whether more than a paragraph is left out."""
        return self.words > _LONG

    @property
    def in_words(self) -> tuple[str, ...]:
        """What is to be told of it, the gravest first."""
        found = self.qualifiers
        kinds = (
            (translatable("negation left out: {words}"), found.negations),
            (translatable("number left out: {words}"), found.numbers),
            (translatable("condition left out: {words}"), found.conditions),
            (translatable("of another sentence: {words}"), self.carried),
        )
        told = [phrase(kind, words=quoted(words)) for kind, words in kinds if words]
        amount = plural("{count:,} word left out", "{count:,} words left out", self.words)
        told.append(phrase("{amount}: more than a paragraph", amount=amount) if self.is_long else amount)
        if self.joins_sentences:
            told.append(phrase("parts of two sentences read as one"))
        return (*told, phrase("it goes on in another section")) if self.another_section else tuple(told)


@as_json.register
def _omission_json(omission: Omission) -> dict[str, object]:
    return {
        "words": omission.words,
        **as_json(omission.qualifiers),
        "long": omission.is_long,
        "another_section": omission.another_section,
        "joins_sentences": omission.joins_sentences,
        "carried": as_json(omission.carried),
    }


class ContraryKind(StrEnum):
    """What of a source a draft names otherwise."""

    AUTHOR = "author"
    YEAR = "year"
    PAGE = "page"


_CONTRARIES = {
    ContraryKind.AUTHOR: translatable("the draft names {draft}; the document says it is by {source}"),
    ContraryKind.YEAR: translatable("the draft names {draft}; the document says it is of {source}"),
    ContraryKind.PAGE: translatable("the draft names page {draft}; it is on {source}"),
}


@dataclass(frozen=True, slots=True)
class Contrary:
    """An author, year or page that the ``draft`` names for a quotation, and what its ``source`` says of itself."""

    kind: ContraryKind
    draft: str
    source: str

    @property
    def in_words(self) -> str:
        """What is to be told of it."""
        return phrase(_CONTRARIES[self.kind], draft=self.draft, source=self.source)


@as_json.register
def _contrary_json(contrary: Contrary) -> dict[str, object]:
    return {"kind": contrary.kind.value, "draft": contrary.draft, "source": str(contrary.source)}


@dataclass(frozen=True, slots=True)
class Near:
    """A passage close to a piece, with the searcher's score (positive; comparable for one piece only)."""

    source: Excerpt
    score: float


@as_json.register
def _near_json(near: Near) -> dict[str, object]:
    return {"score": round(near.score, 6), **as_json(near.source)}


@dataclass(frozen=True, slots=True)
class Item:
    """A piece ``[start, end)`` of the draft and its verdict; it is on line ``line`` (from 1) of the draft's file or, where
    ``locator`` knows no lines, of its readable text.

    ``source`` is where it stands (elided: the whole stretch, its ``parts``, and the words left out between them as
    ``gaps``; in the order of a page: the longest of its ``parts``), the passage it alters or is closest to, or None.
    ``omissions`` say what each gap leaves out. ``differences`` come numbers first, then negations and conditions; ``form``
    says in what it differs where the words are the same.
    ``score`` is 1 for what stands, the share of equal words for what is altered, the searcher's for what is closest.
    ``attributed`` has the ids of the documents that the draft names for it; ``nearest`` the closest passages;
    ``contraries`` what it names of the source's author, year or pages that this says otherwise of itself.
    """

    kind: PieceKind
    start: int
    end: int
    line: int
    text: str
    verdict: Finding
    source: Excerpt | None = None
    parts: tuple[Excerpt, ...] = ()
    gaps: tuple[int, ...] = ()
    omissions: tuple[Omission, ...] = ()
    form: tuple[FormKind, ...] = ()
    differences: tuple[WordDifference, ...] = ()
    score: float | None = None
    attributed: tuple[str, ...] = ()
    nearest: tuple[Near, ...] = ()
    locator: Locator = Locator()
    contraries: tuple[Contrary, ...] = ()

    @property
    def place(self) -> str:
        """Its place in the draft, in words: "line 3" or, where that has no lines, "page 2", "cell 4"."""
        known = self.locator.in_words(self.start, self.end)
        return line_in_words(self.line) if self.locator.lines and not self.locator.pages else known

    @property
    def named(self) -> tuple[Excerpt, ...]:
        """All stretches of sources that it names."""
        return (*([self.source] if self.source else []), *self.parts, *(near.source for near in self.nearest))

    @property
    def is_misattributed(self) -> bool:
        """Whether the draft names other documents for it than the one that has it, or has what it alters."""
        return bool(self.attributed and self.source and self.source.document_id not in self.attributed)

    @property
    def is_problem(self) -> bool:
        """Whether a writer should do something about it: by its verdict, or by what its source says otherwise of itself."""
        return self.verdict in _PROBLEMS or bool(self.contraries)


@as_json.register
def _item_json(item: Item) -> dict[str, object]:
    score = None if item.score is None else round(item.score, 6)
    own = {field.name: as_json(getattr(item, field.name)) for field in fields(item) if field.name != "locator"}
    place = {"page": item.locator.page, "place": as_json(item.locator)}
    return own | {"score": score, "misattributed": item.is_misattributed} | place


@dataclass(frozen=True, slots=True)
class Check:
    """A draft's items in order of their place, disjoint; what they were compared with; ``seconds`` it took.

    ``text`` is the draft's readable text, which all offsets of items count in; ``note`` says what had to be mended to read
    it, or what of its file was not checked, "" for nothing. ``stale`` are those documents named in items
    whose file has changed or gone since it was indexed.
    """

    text: str
    title: str
    items: tuple[Item, ...]
    generation: int
    documents: int
    seconds: float
    stale: Mapping[str, Freshness] = field(default_factory=dict)
    note: str = ""
    counts: Mapping[Finding, int] = field(init=False)

    def __post_init__(self) -> None:
        counts = {verdict: sum(item.verdict is verdict for item in self.items) for verdict in Finding}
        object.__setattr__(self, "counts", counts)

    def since(self, source: Excerpt) -> str:
        """What has become of a source's file since it was indexed, in words; "" while it is the same."""
        return self.stale[source.document_id].in_words if source.document_id in self.stale else ""


@as_json.register
def check_json(check: Check) -> dict[str, object]:
    """What ``as_json`` makes of a check; offsets of items count code points of the draft's text."""
    return {
        "generation": check.generation,
        "documents": check.documents,
        "seconds": round(check.seconds, 6),
        "counts": as_json(check.counts),
        "note": check.note,
        "stale": as_json(check.stale),
        "items": as_json(check.items),
    }
