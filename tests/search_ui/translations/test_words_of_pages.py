"""Every word that a page says is in the catalogs: in a language of brackets, nothing stands outside of them but names,
numbers, commands, and what authors and readers wrote."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from indexer.documents.formats.registry import FORMATS
from search_ui.translations.page_languages import LANGUAGES

#: Elements whose words are no page's own: authors', readers', of commands, keys and paths; languages by their names.
THEIRS = (
    "title, [dir=auto], .file, .cited, .speaks, code, pre, kbd, script, style, svg, textarea, [lang=en]:not(html), "
    ".printed"
)
SAID_BY_ATTRIBUTES = ("aria-label", "aria-valuetext", "alt", "placeholder", "title")
NAMES = {"passageway", "help", "pdf", "markdown", "html", "bibtex", "csl-json", "json"} | {
    word.lower() for format in FORMATS for word in format.name.split()
}
DRAFT = "It says: “The uterus is a muscular organ.” Most women are well after 12 days, and nobody ate a zebra."


def unspoken(page):
    """The words of a page, of its text and of what is read aloud, that stand outside of brackets."""
    depth, found = 0, []

    def outside(text):
        nonlocal depth
        for piece in re.findall(r"⟦|⟧|[^⟦⟧]+", text):
            depth += (piece == "⟦") - (piece == "⟧")
            if depth == 0 and piece != "⟧":
                found.extend(w for w in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", piece) if w.lower() not in NAMES)

    tree = LexborHTMLParser(page)
    theirs = {node.mem_id for node in tree.css(THEIRS)}

    def walk(node):
        nonlocal depth
        if node.tag == "-text":
            outside(node.text_content or "")
            return
        if node.mem_id in theirs:
            return
        for name in SAID_BY_ATTRIBUTES:
            before, depth = depth, 0
            outside(node.attributes.get(name) or "")
            depth = before
        child = node.child
        while child is not None:
            walk(child)
            child = child.next

    walk(tree.root)
    return found


PAGES = [
    "/",
    "/search?q=how+long+does+labour+last",
    "/search?q=how+long+does+labour+last&page=2",
    "/search?q=how+long+does+labour+last&page=90",
    "/search?q=zebra+alphabet",
    "/search?q=what+does+oxitocin+do",
    "/search?q=what+does+oxitocin+do&as_typed=1",
    '/search?q="uterus+zebra"+baby+-pain',
    "/search?q=baby&document=help/*&kind=text&author=smith&since=2020&until=never",
    "/search?q=" + "x" * 5000,
    "/typed?q=how+long",
    "/source/glossary.html",
    "/source/glossary.html?q=uterus&find=uterus",
    "/source/glossary.html?find=zebra",
    "/source/glossary.html?at=0-40&rev=0000000000000000",
    "/source/glossary.html?quote=zebra+alphabet",
    "/source/gone.html?quote=zebra+alphabet",
    "/source/gone.html",
    "/library",
    "/library?folder=help",
    "/library?named=glossary",
    "/library?named=zebra",
    "/library/skipped",
    "/library/changed",
    "/library/split/glossary.html",
    "/check",
    "/find",
    "/find?q=uterus",
    "/find?q=zebra+alphabet&within=3&form=exact&document=help/*",
    "/find?q=...",
    "/nowhere",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_word_of_a_page_can_be_translated(bracketed_client, path):
    page = bracketed_client.get(path).text
    assert "⟦" in page
    assert unspoken(page) == []


def test_every_word_of_a_checked_draft_can_be_translated(bracketed_client):
    page = bracketed_client.post("/check", data={"text": DRAFT}).text
    assert "⟦" in page and "verdict-note" in page
    assert unspoken(page) == []


def test_a_bare_word_would_be_found():
    assert unspoken('<p>⟦Said⟧ bare <b dir="auto">theirs</b><i title="named">⟦a <u>b⟧</u></i></p>') == ["bare", "named"]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_a_page_says_its_language(client, language):
    client.set_cookie("passageway-language", language.code)
    answer = client.get("/search?q=how+long+does+labour+last")
    assert f'<html lang="{language.code}" dir="ltr">' in answer.text
    assert answer.headers["Content-Language"] == language.code
