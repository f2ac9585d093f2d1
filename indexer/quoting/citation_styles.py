"""An excerpt -> a citation to paste: as plain text, Markdown, HTML, BibTeX or CSL-JSON.

Each names the document with its authors and year where it states them, revision, section, lines or page, offsets and the
day it was cited. Formats: the ``cite`` attribute
of HTML's blockquote (https://html.spec.whatwg.org/#the-blockquote-element), BibTeX's @misc, CSL-JSON
(https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables), text fragments
(https://wicg.github.io/scroll-to-text-fragment/).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from html import escape
from urllib.parse import quote

import regex

from indexer.model import Document, Freshness, Span, days_of, names_of
from indexer.model.as_json import as_json
from indexer.model.excerpts import Excerpt
from indexer.model.stated import listed, years_of
from indexer.quoting.escapes import markdown_escaped
from indexer.text.wording import Stream, occurrences

__all__ = ["STYLES", "StyledCitation", "cite", "text_fragment"]

#: Words at either end by which a text fragment names a long quotation, and code points that make it long.
_EDGE = 5
_LONG = 200

_TEX = regex.compile(r"[\\{}$&#%_~^]")
_TEX_NAMES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_LINE = regex.compile(r"\r\n|[\r\n]")


@dataclass(frozen=True, slots=True)
class StyledCitation:
    """An excerpt and its citation in a style; ``text_fragment`` as the function of that name gives it, ``stale`` the
    excerpt's document where its file has changed or gone since it was indexed."""

    excerpt: Excerpt
    text_fragment: str
    style: str
    text: str
    stale: Mapping[str, Freshness] = field(default_factory=dict)


@as_json.register
def _citation_json(citation: StyledCitation) -> dict[str, object]:
    return {
        **as_json(citation.excerpt),
        "text_fragment": citation.text_fragment,
        "style": citation.style,
        "citation": citation.text,
        "stale": as_json(citation.stale),
    }


def cite(excerpt: Excerpt, style: str, *, cited: date, site: str = "") -> str:
    """The citation in one of STYLES; ``site`` is put before links, such as "https://example.org". Raises KeyError."""
    return STYLES[style](excerpt, cited, f"{site.rstrip('/')}{excerpt.link}")


def _where(excerpt: Excerpt) -> str:
    """Authors, document, year, section and place, in words."""
    section = f", “{' › '.join(excerpt.headings)}”" if excerpt.headings else ""
    named = ", ".join(filter(None, (listed(excerpt.about.author), excerpt.title, years_of(excerpt.about.date))))
    return f"{named} ({excerpt.document_id}){section}, {excerpt.place}"


def _exact(excerpt: Excerpt, cited: date) -> str:
    """Revision, offsets and day."""
    return f"revision {excerpt.revision[:16]}, characters {excerpt.start}–{excerpt.end}, cited {cited.isoformat()}"


def _plain(excerpt: Excerpt, cited: date, link: str) -> str:
    return f"“{excerpt.text}”\n— {_where(excerpt)}; {_exact(excerpt, cited)}. {link}\n"


def _markdown(excerpt: Excerpt, cited: date, link: str) -> str:
    quoted = "\n".join(f"> {markdown_escaped(line)}".rstrip() for line in _LINE.split(excerpt.text))
    place = f"— [{markdown_escaped(_where(excerpt))}]({link.replace('(', '%28').replace(')', '%29')})"
    return f"{quoted}\n>\n> {place}; {_exact(excerpt, cited)}\n"


def _html(excerpt: Excerpt, cited: date, link: str) -> str:
    address = escape(link)
    return (
        f'<figure>\n<blockquote cite="{address}"><p>{escape(excerpt.text)}</p></blockquote>\n'
        f'<figcaption><a href="{address}">{escape(_where(excerpt))}</a>; {_exact(excerpt, cited)}</figcaption>\n</figure>\n'
    )


def _key(excerpt: Excerpt) -> str:
    """A citation key of letters and digits: the file's name, and six digits of where and what."""
    name = regex.sub(r"[^A-Za-z0-9]+", "-", excerpt.document_id).strip("-")[:40]
    what = f"{excerpt.document_id}\0{excerpt.revision}\0{excerpt.start}\0{excerpt.end}"
    return f"{name or 'source'}-{sha256(what.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def _bibtex(excerpt: Excerpt, cited: date, link: str) -> str:
    fields = {
        "author": " and ".join(_tex(name) for name in names_of(excerpt.about.author)),
        "title": f"{{{_tex(excerpt.title)}}}",
        "year": years_of(excerpt.about.date).replace("–", "--"),
        "howpublished": _tex(excerpt.document_id),
        "chapter": _tex(" › ".join(excerpt.headings)),
        "pages": _tex(_pages(excerpt, "--")),
        "version": excerpt.revision[:16],
        "language": _tex(excerpt.about.language),
        "keywords": _tex(excerpt.about.keywords),
        "url": regex.sub(r"[{}\\]", lambda m: quote(m.group()), link),
        "urldate": cited.isoformat(),
        "note": _tex(f"{excerpt.place[0].upper()}{excerpt.place[1:]}; {_exact(excerpt, cited)}"),
        "annote": f"``{_tex(' '.join(excerpt.text.split()))}''",
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{_key(excerpt)},\n{body}\n}}\n"


def _pages(excerpt: Excerpt, dash: str) -> str:
    """The pages by what the file calls them; "" without pages."""
    if (pages := excerpt.locator.pages) is None:
        return ""
    first, last = pages.first_label or str(pages.first), pages.last_label or str(pages.last)
    return first if first == last else f"{first}{dash}{last}"


def _tex(text: str) -> str:
    return str(_TEX.sub(lambda m: _TEX_NAMES.get(m.group(), f"\\{m.group()}"), text))


def _csl_json(excerpt: Excerpt, cited: date, link: str) -> str:
    item: dict[str, object] = {
        "id": _key(excerpt),
        "type": "document",
        "title": excerpt.title,
        "archive_location": excerpt.document_id,
        "version": excerpt.revision[:16],
        "URL": link,
        "accessed": {"date-parts": [[cited.year, cited.month, cited.day]]},
        "note": f"{excerpt.place}; characters {excerpt.start}–{excerpt.end}",
        "abstract": excerpt.text,
    }
    item |= _csl_stated(excerpt)
    if excerpt.headings:
        item["section"] = " › ".join(excerpt.headings)
    if excerpt.locator.pages:
        item["page"] = _pages(excerpt, "-")
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _csl_stated(excerpt: Excerpt) -> dict[str, object]:
    """What of an item is stated: a name is parted only where its author has parted it ("Smith, Jane")."""
    about = excerpt.about
    parted = [[part.strip() for part in name.split(",", 1)] for name in names_of(about.author)]
    authors = [{"family": one[0], "given": one[1]} if len(one) > 1 else {"literal": one[0]} for one in parted]
    found = {"author": authors, "issued": _issued(about.date), "language": about.language, "keyword": about.keywords}
    return {name: value for name, value in found.items() if value}


def _issued(written: str) -> dict[str, object]:
    """A CSL date: with as many parts as are known, a range from its first to its last, or as it was written."""
    days = days_of(written)
    if days is None:
        return {"raw": written} if written else {}
    first, last = ([day.year, day.month, day.day] for day in days)
    for parts in (3, 2, 1):
        if first[:parts] == last[:parts]:
            return {"date-parts": [first[:parts]]}
    return {"date-parts": [first[:1], last[:1]]}


_Style = Callable[[Excerpt, date, str], str]

STYLES: Mapping[str, _Style] = {
    "plain": _plain,
    "markdown": _markdown,
    "html": _html,
    "bibtex": _bibtex,
    "csl-json": _csl_json,
}


def text_fragment(document: Document, span: Span) -> str:
    """``:~:text=…``, which has a browser scroll to the words; empty where they do not stand once in the document.

    Browsers ignore case and let white space differ, and match a single text only inside one block: a quotation of
    several lines, or a long one, is named by its first and last words, each of which must stand once.
    """
    source = Stream.of(document.text)
    words = document.text[slice(*span)].split()
    inline = len(document.text[slice(*span)]) <= _LONG and not _LINE.search(document.text, *span)
    ends = [words] if inline or len(words) < 2 * _EDGE else [words[:_EDGE], words[-_EDGE:]]
    texts = [" ".join(each) for each in ends]
    if any(_LINE.search(text) for text in texts) or not all(_stands_once(text, source) for text in texts):
        return ""
    return ":~:text=" + ",".join(quote(text, safe="", errors="replace").replace("-", "%2D") for text in texts)


def _stands_once(text: str, source: Stream) -> bool:
    found = occurrences(Stream.of(text), source)
    return next(found, None) is not None and next(found, None) is None
