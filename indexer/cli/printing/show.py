"""What a person reads: rich on a terminal, plain text in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.cli.console import Output, console_of, on_a_line
from indexer.model import Answer, Block, Document, Hit, Passage, Skipped, Span, Verdict, Why
from indexer.model.index.plurals import counted
from indexer.model.stated import about_json
from indexer.model.stated.language_names import language_in_words
from indexer.searching.presenting.snippets import focus_of, snippet_span

if TYPE_CHECKING:
    from indexer.documents.as_read import AsRead

__all__ = ["show_answer", "show_as_read", "show_candidate", "show_passages"]

#: Code points of a block that are shown.
_BEGINNING = 80

#: Characters that a terminal would take for movements of its cursor; rich leaves them out, too, but for those that begin
#: a command to the terminal (ECMA-48): ESC, and the C1 set without NEL, which ends a line.
_MOVING = dict.fromkeys([*map(ord, "\a\b\v\f\r\x1b"), *(set(range(0x80, 0xA0)) - {0x85})])

#: The same, for texts whose offsets are needed.
_HIDDEN = dict.fromkeys(_MOVING, "\ufffd")


def _place_of(passage: Passage) -> str:
    return on_a_line(f"{passage.document_id}, {passage.place}")


def _place_of_hit(hit: Hit) -> str:
    return on_a_line(f"{hit.passage.document_id}, {hit.place}")


def show_answer(
    answer: Answer, *, site: str, why: bool = False, closest: int | None = None, whole: bool = False
) -> None:
    """The hits, best first, with marks, answer sentence and, where a ``site`` is named, the link to each on it; with
    ``why``, also what their scores are made of. Of those behind the first the lines around what answers, unless ``whole``.
    Where nothing answers, the ``closest`` hits alone; None: all."""
    console = console_of()
    if answer.verdict.in_words:
        console.print(answer.verdict.in_words, style="bold")
    for typed, searched in answer.corrections:
        console.print(f"No passage has “{typed}”: searched for “{searched}” (--as-typed does not).", style="italic")
    for note in answer.notes:
        console.print(note, style="italic")
    if answer.hits and answer.verdict is Verdict.NOTHING:
        console.print("The closest passages:")
    shown = answer.hits[:closest] if answer.verdict is Verdict.NOTHING else answer.hits
    for hit in shown:
        _show_hit(console, hit, site, whole=whole or (hit.rank == 1 and answer.verdict is not Verdict.NOTHING))
        if why and hit.why:
            _show_why(console, hit.score, hit.why)
    found = counted(len(answer.hits), "hit") if answer.hits else "Nothing found"
    if len(shown) < len(answer.hits):
        found = f"{len(shown)} of {found} (--limit {len(answer.hits)} shows all)"
    console.print(f"\n{found} in generation {answer.generation}, {answer.seconds * 1000:.0f} ms", style="dim")


def show_candidate(number: int, passage: Passage) -> None:
    """A numbered passage, whole, with its place."""
    console = console_of()
    path = on_a_line(" › ".join((passage.title, *passage.headings)))
    console.print(f"\n[{number}] {path}", style="bold")
    console.print(f"    {_place_of(passage)}", style="dim")
    _show_text(console, passage.text, 4)


def _show_hit(console: Output, hit: Hit, site: str, *, whole: bool) -> None:
    path = " › ".join((hit.passage.title, *hit.passage.headings))
    console.print()
    _show_title(console, f"{hit.rank}. ", on_a_line(path))
    console.print(f"   {_place_of_hit(hit)}", style="dim")
    if site:  # a path alone leads nowhere from a shell
        console.print(f"   {site}{hit.link}", style="dim")
    if hit.about.author or hit.about.date:
        about = ", ".join(filter(None, (hit.about.author, hit.about.date.partition("T")[0])))
        console.print(on_a_line(f"   {about}"), style="dim")
    if hit.freshness.in_words:
        console.print(f"   {hit.freshness.in_words}", style="bold")
    seen = Span(hit.passage.start, hit.passage.end) if whole else snippet_span(hit.passage, focus_of(hit))
    if hit.passage.lead_in and seen.start == hit.passage.start:
        _show_text(console, hit.passage.lead_in, 3)
    _show_marked(console, hit, seen)
    if hit.others:  # of the same document
        console.print(on_a_line(f"   also: {'; '.join(other.place for other in hit.others)}"), style="dim")
    for twin in hit.duplicates:
        console.print(f"   nearly the same: {_place_of_hit(twin)} {twin.freshness.in_words}".rstrip(), style="dim")
    for other in hit.translations:
        language = language_in_words(other.about.written_in)
        console.print(f"   in {language}: {_place_of_hit(other)} {other.freshness.in_words}".rstrip(), style="dim")


def _show_why(console: Output, score: float, why: Why) -> None:
    console.print(
        f"   score {score:.2f} = " + " + ".join(f"{name} {given:.2f}" for name, given in why.parts), style="dim"
    )
    for term in why.terms:
        counts = ", ".join(f"{count} × {field}" for field, count in term.fields) or "not found"
        by = f", in other words: {'; '.join(term.synonyms)}" if term.synonyms else ""
        console.print(f"      {term.typed}: {counts}{by} (weight {term.weight:.2f}, idf {term.idf:.2f})", style="dim")


def _show_title(console: Output, number: str, title: str) -> None:
    if not console.is_terminal:
        console.print(number + title)
        return
    from rich.text import Text

    console.print(Text.assemble(number, (title, "bold")))


def _show_text(console: Output, text: str, indent: int) -> None:
    if not console.is_terminal:
        console.print(_indented(text))
        return
    from rich.padding import Padding
    from rich.text import Text

    console.print(Padding(Text(text.translate(_MOVING)), (0, 0, 0, indent)))


def _show_marked(console: Output, hit: Hit, seen: Span) -> None:
    """What is ``seen`` of the passage, its answer sentence underlined and its marks bold; in a pipe, the sentence between »
    and «. An ellipsis stands for what is left out."""
    passage = hit.passage
    before, after = "… " if passage.start < seen.start else "", " …" if seen.end < passage.end else ""
    text = passage.text[seen.start - passage.start : seen.end - passage.start]
    start, end = (max(at - seen.start, 0) for at in hit.answer or (seen.start, seen.start))
    if not console.is_terminal:
        marked = f"{text[:start]}»{text[start:end]}«{text[end:]}" if hit.answer else text
        console.print(_indented(f"{before}{marked}{after}"))
        return
    from rich.padding import Padding
    from rich.text import Text

    styled = Text(text.translate(_HIDDEN))
    styled.stylize("underline", start, end)
    for mark in hit.marks:
        if mark.end > seen.start:
            styled.stylize("bold yellow", max(mark.start - seen.start, 0), mark.end - seen.start)
    console.print(Padding(Text.assemble(before, styled, after), (0, 0, 0, 3)))


def _indented(text: str) -> str:
    return "\n".join(f"   {line}" for line in text.translate(_MOVING).splitlines())


def show_passages(passages: Sequence[Passage]) -> None:
    """How a document was split."""
    console = console_of()
    for passage in passages:
        console.print(f"[{passage.start}, {passage.end}) {passage.kind.value}, {_place_of(passage)}", style="bold")
        if passage.headings:
            console.print(on_a_line("   " + " › ".join(passage.headings)), style="dim")
        console.print(_indented(passage.text))
        console.print()
    console.print(f"{counted(len(passages), 'passage')}", style="dim")


def show_as_read(read: Sequence[AsRead], skipped: Sequence[Skipped]) -> None:
    """Documents of a file as they would be read: what they say of themselves, their blocks, their passages."""
    console = console_of()
    for one in read:
        document = one.document
        console.print(on_a_line(f"{document.title}  ({document.id}, {document.media_type})"), style="bold")
        for name, said in {**about_json(document.about), "note": document.note}.items():
            if said:
                console.print(on_a_line(f"{name}: {said}"), style="dim")
        counts = Counter(
            f"{block.kind.value} (furniture)" if block.furniture else block.kind.value for block in document.blocks
        )
        console.print(", ".join(f"{count} {kind}" for kind, count in counts.items()), style="dim")
        for block in document.blocks:
            console.print(_block_line(document, block))
        console.print()
        show_passages(one.passages)
    for item in skipped:
        console.print(on_a_line(f"skipped: {item.path}: {item.reason}"), style="bold")


def _block_line(document: Document, block: Block) -> str:
    """Span, kind, place and beginning of a block."""
    kind = f"{block.kind.value} {block.level}" if block.level else block.kind.value
    words = " ".join(document.text[block.start : block.end].translate(_MOVING).split())
    shown = words if len(words) <= _BEGINNING else f"{words[:_BEGINNING]}…"
    furniture = ", furniture" if block.furniture else ""
    return (
        f"  [{block.start}, {block.end}) {kind}{furniture}, {block.locator.in_words(block.start, block.end)}: {shown}"
    )
