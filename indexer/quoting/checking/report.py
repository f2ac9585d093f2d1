"""A check as a report to keep: one HTML page, or Markdown."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from indexer.quoting.checking.verdicts import Check, Finding, Item

__all__ = ["NAMES", "check_markdown", "check_page", "difference_words"]

#: The verdicts in words.
NAMES = {
    Finding.VERBATIM: "verbatim",
    Finding.FORM: "verbatim but for form",
    Finding.ELIDED: "elided",
    Finding.ALTERED: "altered",
    Finding.MISATTRIBUTED: "misattributed",
    Finding.CLOSEST: "closest",
    Finding.NOT_FOUND: "not found",
}

_WORDS = {"replace": "“{0}” for “{1}”", "insert": "“{0}” added", "delete": "“{1}” left out"}
_MARKDOWN = regex.compile(r"([\\`*_\[\]<>#|~])")
_UNPRINTABLE = regex.compile("[\0\ud800-\udfff]")


def difference_words(item: Item) -> Iterator[str]:
    """Each difference in words: "number: “12” for “21”"."""
    for difference in item.differences:
        told = _WORDS[difference.op].format(" ".join(difference.draft.split()), " ".join(difference.source.split()))
        yield told if difference.kind.value == "word" else f"{difference.kind.value}: {told}"


def check_page(check: Check, *, name: str) -> str:
    """The report as one HTML page without scripts: the draft with its pieces marked, and what is said of each."""
    loader = PackageLoader("indexer.quoting.checking", "templates")
    page = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template("report.html")
    counts = [(NAMES[verdict], verdict.value, count) for verdict, count in check.counts.items() if count]
    told = page.render(check=check, name=name, counts=counts, names=NAMES, draft=_marked(check), words=difference_words)
    return str(_UNPRINTABLE.sub("\ufffd", told))


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


def check_markdown(check: Check, *, name: str) -> str:
    """The report as Markdown: the counts, then each piece with its line, verdict, source and differences."""
    counts = ", ".join(f"{count} {NAMES[verdict]}" for verdict, count in check.counts.items() if count)
    held = f"Held against {check.documents:,} documents of generation {check.generation}."
    lines = [f"# {_escaped(name)}", "", f"{counts or 'Nothing to check'}. {held}", ""]
    for item in check.items:
        lines += _item(item)
    return "\n".join(lines) + "\n"


def _item(item: Item) -> Iterator[str]:
    yield f"- **Line {item.line}, {item.kind.value}: {NAMES[item.verdict]}.** {_escaped(item.text)}"
    if item.source is not None:
        yield f"    - [{_escaped(item.source.document_id)}, {item.source.place}]({item.source.link})"
    for told in difference_words(item):
        yield f"    - {_escaped(told)}"
    if item.verdict is Finding.MISATTRIBUTED:
        yield f"    - the draft names {_escaped(', '.join(item.attributed))}"


def _escaped(text: str) -> str:
    return str(_MARKDOWN.sub(r"\\\1", _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))))
