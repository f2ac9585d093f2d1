"""A check as a report to keep: one HTML page, or Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from indexer.messages import Phrase, phrase, translatable
from indexer.model.index.plurals import counted
from indexer.quoting.checking.verdicts import Check, Finding, Item
from indexer.quoting.escapes import markdown_escaped, printable
from indexer.text.wording import DifferenceKind, WordDifference

__all__ = ["NAMES", "check_markdown", "check_page", "difference_in_words", "remarks"]

#: The verdicts in words.
NAMES = {
    Finding.VERBATIM: phrase("verbatim"),
    Finding.FORM: phrase("verbatim but for form"),
    Finding.ELIDED: phrase("elided"),
    Finding.CURTAILED: phrase("curtailed"),
    Finding.ALTERED: phrase("altered"),
    Finding.MISATTRIBUTED: phrase("misattributed"),
    Finding.CLOSEST: phrase("closest"),
    Finding.NO_SOURCE: phrase("no source"),
    Finding.NOT_FOUND: phrase("not found"),
}

_WORDS = {
    "replace": translatable("“{draft}” for “{source}”"),
    "insert": translatable("“{draft}” added"),
    "delete": translatable("“{source}” left out"),
}
_KINDS = {
    DifferenceKind.NUMBER: translatable("number: {difference}"),
    DifferenceKind.NEGATION: translatable("negation: {difference}"),
    DifferenceKind.CONDITION: translatable("condition: {difference}"),
}


def difference_in_words(difference: WordDifference) -> Phrase:
    """What a draft did to its source: "number: “12” for “21”", "“young” added", "negation: “not” left out"."""
    draft, source = " ".join(difference.draft.split()), " ".join(difference.source.split())
    words = phrase(_WORDS[difference.op], draft=draft, source=source)
    kind = _KINDS.get(difference.kind)
    return phrase(kind, difference=words) if kind else words


def remarks(item: Item) -> Iterator[str]:
    """What is said of a piece beside its place: what an ellipsis leaves out, what differs, a name, year
    or page that is wrong."""
    for omission in item.omissions:
        yield from omission.in_words
    if item.form:
        yield f"differs in {', '.join(kind.in_words for kind in item.form)}"
    yield from map(difference_in_words, item.differences)
    if item.is_misattributed:
        yield f"the draft names {', '.join(item.attributed)}"
    yield from (contrary.in_words for contrary in item.contraries)


def check_page(check: Check, *, name: str, site: str = "") -> str:
    """The report as one HTML page without scripts: the draft with its pieces marked, and what is said of each. With a
    ``site``, such as "https://example.org", sources are links to it."""
    loader = PackageLoader("indexer.quoting.checking", "templates")
    page = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template("report.html")
    counts = [(NAMES[verdict], verdict.value, count) for verdict, count in check.counts.items() if count]
    shown = {"check": check, "name": name, "counts": counts, "names": NAMES, "draft": _marked(check), "site": site}
    return printable(page.render(shown, remarks=remarks))


def _marked(check: Check) -> Markup:
    """The draft with each piece as a link to what is said of it."""
    parts: list[Markup] = []
    reached = 0
    for number, item in enumerate(check.items, start=1):
        parts.append(escape(check.text[reached : item.start]))
        inside = escape(check.text[item.start : item.end])
        parts.append(
            Markup('<a class="{0}" id="piece-{1}" href="#item-{1}">{2}<sup>{3}</sup></a>').format(
                item.verdict.value, number, inside, NAMES[item.verdict]
            )
        )
        reached = item.end
    return Markup("").join([*parts, escape(check.text[reached:])])


def check_markdown(check: Check, *, name: str, site: str = "") -> str:
    """The report as Markdown: the counts, then each piece with its line, verdict, source and differences; links lead to
    ``site``, such as "https://example.org"."""
    counts = ", ".join(f"{count} {NAMES[verdict]}" for verdict, count in check.counts.items() if count)
    compared = f"Compared with {counted(check.documents, 'document')} of generation {check.generation}."
    lines = [f"# {_escaped(name)}", "", f"{counts or 'Nothing to check'}. {compared}", ""]
    if check.note:
        lines += [f"Of the draft: {_escaped(check.note)}.", ""]
    for item in check.items:
        lines += _item(check, item, site)
    return "\n".join(lines) + "\n"


def _item(check: Check, item: Item, site: str) -> Iterator[str]:
    yield f"- **{item.place[0].upper()}{item.place[1:]}, {item.kind.value}: {NAMES[item.verdict]}.** {_escaped(item.text)}"
    if item.source is not None:
        yield f"    - [{_escaped(item.source.document_id)}, {item.source.place}]({site}{item.source.link})"
        if check.since(item.source):
            yield f"    - **{check.since(item.source)}**"
    elif item.nearest:
        near = item.nearest[0].source
        yield f"    - nearest: [{_escaped(near.document_id)}, {near.place}]({site}{near.link})"
    for remark in remarks(item):
        yield f"    - {_escaped(remark)}"


def _escaped(text: str) -> str:
    return markdown_escaped(printable(" ".join(text.split())))
