"""The manual's pages as HTML, with an address for each heading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

__all__ = ["FOLDER", "PAGES", "Heading", "ManualPage", "anchor_of", "manual_page"]

#: Where the manual lies.
FOLDER = Path(__file__).resolve().parents[2] / "manual"

#: Its pages in the order in which they are offered: first what everybody needs.
PAGES = (
    "searching", "checking", "indexing", "admin", "formats", "settings", "programs", "agents", "cluster", "ranking",
    "figures", "design",
)  # fmt: skip

#: A link to another page, which on the web has no ending.
_PAGE_LINK = re.compile(r"^([a-z]+)\.md(#.*)?$")

#: A word of code of no more letters is not broken at its hyphens.
_SHORT_CODE = 24

_CODE = ("fence", "code_block")

_LIGHT, _DARK = "-light.", "-dark."


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second level: its words, and its address within the page."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page of the manual: its name in addresses, its title, its body as HTML without the title, its headings."""

    name: str
    title: str
    body: Markup
    headings: tuple[Heading, ...]


@cache
def manual_page(name: str) -> ManualPage:
    """The page with this name, one of ``PAGES``; read once, since it comes with the package and does not change."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse((FOLDER / f"{name}.md").read_text("utf-8"))
    title = tokens[1].content
    anchors = Counter[str]()
    headings = []
    for mark, words in zip(tokens, tokens[1:], strict=False):
        if mark.type == "heading_open":
            anchor = anchor_of(_plain(words), anchors)
            mark.attrSet("id", anchor)
            if mark.tag == "h2":
                headings.append(Heading(_plain(words), anchor))
    for token in tokens:
        for part in token.children or ():
            _as_on_the_web(part)
    body = markdown.renderer.render(_scrolling(tokens[3:]), markdown.options, {})
    return ManualPage(name, title, Markup(body), tuple(headings))  # noqa: S704 - our own text, and HTML in it is off


def anchor_of(heading: str, known: Counter[str] | None = None) -> str:
    """The address of a heading as code hosts make it (lower case, hyphens, no other signs), so that one link fits both.

    ``known`` counts those before it on the page; a heading that occurs again gets a number.
    """
    anchor = re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")
    if known is None:
        return anchor
    known[anchor] += 1
    return anchor if known[anchor] == 1 else f"{anchor}-{known[anchor] - 1}"


def _plain(heading: Token) -> str:
    return "".join(part.content for part in heading.children or ())


def _as_on_the_web(part: Token) -> None:
    if part.type == "link_open" and (page := _PAGE_LINK.match(str(part.attrs["href"]))):
        part.attrSet("href", f"/manual/{page[1]}{page[2] or ''}")
    elif part.type == "code_inline":  # a long name may be broken where its words are
        part.type, name = "html_inline", Markup.escape(part.content)
        short = ' class="short"' if len(part.content) <= _SHORT_CODE and not set(" _") & set(part.content) else ""
        part.content = f"<code{short}>{name.replace('_', Markup('_<wbr>'))}</code>"
    elif part.type == "image":
        light = str(part.attrs["src"])
        part.type, part.tag, part.content = "html_inline", "", _picture(light, part.content)


def _picture(light: str, alt: str) -> str:
    """A picture for each of the page's colours and, where there is one, of another shape for phones."""
    sources = []
    for shape, where in (("-narrow", "(max-width: 40rem)"), ("", "")):
        for look, colours in ((_DARK, "(prefers-color-scheme: dark)"), (_LIGHT, "")):
            name = light.replace(_LIGHT, f"{shape}{look}")
            media = " and ".join(filter(None, (where, colours)))
            if media and (FOLDER / name).exists():
                sources.append(f'<source media="{media}" srcset="{_static(name)}">')
    return (
        f'<picture>{"".join(sources)}<img src="{_static(light)}" alt="{Markup.escape(alt)}" loading="lazy"></picture>'
    )


def _static(picture: str) -> Markup:
    """The address of a picture that is named as the Markdown file finds it, with its version as all such files have it."""
    file = (FOLDER / picture).resolve()
    return Markup.escape(f"/static/pictures/{file.name}?v={sha256(file.read_bytes()).hexdigest()[:12]}")


def _scrolling(tokens: list[Token]) -> list[Token]:
    """What is wide scrolls in a box of its own, which is reached by keyboard, too."""
    boxed, count = [], 0
    for token in tokens:
        if token.type == "table_open":
            count += 1
            boxed.append(_html(f'<div class="scrolls" tabindex="0" role="region" aria-label="Table {count}">'))
        boxed.append(_reached(token) if token.type in _CODE else token)
        if token.type == "table_close":
            boxed.append(_html("</div>"))
    return boxed


def _reached(code: Token) -> Token:
    """Code that the keyboard can scroll to the side, too: its lines are as long as they are."""
    words = Markup.escape(code.content)
    return _html(Markup('<pre tabindex="0"><code>{}</code></pre>\n').format(words))


def _html(content: str) -> Token:
    return Token("html_block", "", 0, content=content)
