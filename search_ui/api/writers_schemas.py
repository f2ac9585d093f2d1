"""What the writers' endpoints answer with. The objects are made by ``indexer``; tests compare the two."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from indexer.model import Freshness
from indexer.quoting.checking import ContraryKind, Finding, PieceKind
from indexer.quoting.resolution import Resolved
from indexer.text.wording import DifferenceKind, FormKind
from search_ui.api.schemas import Excerpt, Object, Pair, Place

__all__ = ["Checked", "Citation", "PlaceList", "Resolution"]

#: What a place in a draft counts: for plain text the text as sent, for Markdown and HTML their readable text.
DraftStart = Annotated[
    int,
    Field(
        ge=0,
        description="Where it begins in the draft's readable text, in code points (UTF-16 units if `offsets` says so).",
    ),
]


class Difference(Object):
    """A run of words that differs between draft and source."""

    op: Annotated[
        str,
        Field(
            pattern="^(replace|insert|delete)$",
            description="What was done to the source: `replace`, `insert` (the draft's words), `delete` (the source's).",
        ),
    ]
    draft: str
    source: str
    kind: DifferenceKind


class Omission(Object):
    """What an ellipsis leaves out."""

    words: Annotated[int, Field(ge=0, description="How many words.")]
    negations: Annotated[list[str], Field(description="Those of them that deny.")]
    numbers: list[str]
    conditions: Annotated[
        list[str], Field(description="Those that make what is said depend on something, or limit it.")
    ]
    long: Annotated[bool, Field(description="Whether more than a paragraph is left out.")]
    another_section: Annotated[bool, Field(description="Whether the quotation goes on in another section.")]
    joins_sentences: Annotated[bool, Field(description="Whether parts of two sentences read as one without it.")]
    carried: Annotated[
        list[str],
        Field(description="Words of the first of these that deny or limit what then seems said in the second."),
    ]


class Contrary(Object):
    """What a draft names of a source that this says otherwise of itself."""

    kind: ContraryKind
    draft: Annotated[str, Field(description="What the draft names.")]
    source: Annotated[str, Field(description="What the source says, or the page that it is on, in words.")]


class Near(Excerpt):
    """A passage close to a sentence, with its score."""

    score: Annotated[float, Field(description="Higher is nearer, for one sentence only.")]


class Item(Object):
    """A quotation or sentence of the draft, and its verdict."""

    kind: PieceKind
    start: DraftStart
    end: Annotated[int, Field(ge=0, description="Where it ends, exclusive; counted as `start` is.")]
    line: Annotated[
        int, Field(ge=1, description="Its line in the draft, or in the readable text of a format without lines.")
    ]
    page: Annotated[int | None, Field(description="Its page in a draft of a paged format, from 1.")]
    place: Place
    text: str
    verdict: Finding
    source: Annotated[
        Excerpt | None,
        Field(description="Where it is found, what it alters, or what is closest; null where not found."),
    ]
    parts: Annotated[list[Excerpt], Field(description="Where it is elided: where each part is found.")]
    gaps: Annotated[list[int], Field(description="Where it is elided: the words left out between the parts.")]
    omissions: Annotated[list[Omission], Field(description="What each of the gaps leaves out.")]
    form: Annotated[list[FormKind], Field(description="What differs where the words are the same but for form.")]
    differences: Annotated[
        list[Difference], Field(description="Where it is altered: numbers first, then negations and conditions.")
    ]
    score: Annotated[
        float | None,
        Field(
            description="1 where it is found; the share of equal words where altered; the search's score where closest."
        ),
    ]
    attributed: Annotated[list[str], Field(description="Ids of the documents that the draft names for it.")]
    nearest: Annotated[list[Near], Field(description="The closest passages, where it is not found.")]
    contraries: Annotated[
        list[Contrary],
        Field(
            description="Where it is found: the author, year or page that the draft names and the source contradicts."
        ),
    ]
    misattributed: Annotated[bool, Field(description="Whether the draft names other documents than that of `source`.")]


#: By id of a document, what has become of its file: `changed` or `gone`.
Stale = dict[str, Freshness]


class Checked(Object):
    """A draft, checked."""

    generation: Annotated[int, Field(description="The state of the index that it was compared with.")]
    documents: Annotated[int, Field(description="How many documents were searched.")]
    seconds: Annotated[float, Field(ge=0)]
    counts: Annotated[dict[Finding, int], Field(description="How many items have each verdict.")]
    note: Annotated[
        str, Field(description="What had to be mended to read the draft, or what of its file was not checked.")
    ]
    stale: Annotated[
        Stale, Field(description="Documents named in items whose file has changed or gone since indexing.")
    ]
    items: Annotated[list[Item], Field(description="In order of their place in the draft, disjoint.")]


class FoundPlace(Excerpt):
    """A place where the words are found."""

    before: Annotated[str, Field(description="The text before it.")]
    after: Annotated[str, Field(description="The text after it.")]
    marks: Annotated[list[Pair], Field(description="Spans of the words that were searched for, counted as `start` is.")]


class PlaceList(Object):
    """Every place of some words, a part at a time."""

    wanted: Annotated[list[str], Field(description="The phrases and words that were searched for.")]
    generation: Annotated[int, Field(description="The state of the index whose documents were searched.")]
    documents: Annotated[
        int, Field(description="How many documents were searched: all, or all that the filters admit.")
    ]
    occurrences: Annotated[int, Field(ge=0, description="How many places there are, on all pages.")]
    by_document: Annotated[dict[str, int], Field(description="How many each document has; those without are left out.")]
    stale: Annotated[
        Stale, Field(description="Documents with places here whose file has changed or gone since indexing.")
    ]
    places: Annotated[list[FoundPlace], Field(description="In order of document ids and of offsets.")]
    more: Annotated[bool, Field(description="Whether further places follow.")]


class Resolution(Object):
    """What has become of a quotation."""

    status: Annotated[
        Resolved,
        Field(
            description="`exact`: it is at its place. `moved`: it is elsewhere. `changed`: something like it is there. "
            "`ambiguous`: it is at several places, and nothing says which is meant, or at one among other words. "
            "`gone`: it is not there."
        ),
    ]
    generation: int
    document_id: str
    document_found: Annotated[
        bool, Field(description="Whether the document named is there, or one that has its text under another name.")
    ]
    same_revision: Annotated[
        bool | None,
        Field(description="Whether the quoted revision is the present one; null where the quotation names none."),
    ]
    quoted: Annotated[Excerpt | None, Field(description="The quotation in its own revision, where that is kept.")]
    mark: Annotated[Excerpt | None, Field(description="Where it is now: exact, moved.")]
    near: Annotated[Excerpt | None, Field(description="What is there instead: changed.")]
    places: Annotated[list[Excerpt], Field(description="Where it is found: ambiguous.")]
    differences: Annotated[
        list[Difference], Field(description="How `near` differs from the quotation, which is called `draft`.")
    ]
    elsewhere: Annotated[
        list[Excerpt], Field(description="Where the words are in other documents: changed, gone; the first of each.")
    ]
    stale: Annotated[Stale, Field(description="Documents named whose file has changed or gone since indexing.")]


class Citation(Excerpt):
    """An excerpt and its citation."""

    text_fragment: Annotated[
        str, Field(description="`:~:text=…` for behind the link, where it leads to these words only; else empty.")
    ]
    style: str
    citation: str
    stale: Annotated[Stale, Field(description="The document, where its file has changed or gone since indexing.")]
