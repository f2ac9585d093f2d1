"""Links, citations and what becomes of them when documents change."""

import json
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from indexer.errors import CitationError, DocumentNotFound
from indexer.indexing import index_corpus
from indexer.model import Span
from indexer.model.as_json import as_json
from indexer.quoting.citation_styles import STYLES, cite, text_fragment
from indexer.quoting.citations_file import append_citation, read_citations, update_citations, verify_citations
from indexer.quoting.resolution import Selector
from indexer.quoting.resolver import Resolver
from indexer.settings import Settings

FIRST = "# Kites\n\nA red kite needs wind.\n\n## Strings\n\nThe string is silk & 12 m long. It never tears.\n"
DAY = date(2026, 3, 5)


class Desk:
    """A corpus that can be rewritten and indexed again."""

    def __init__(self, folder):
        self.folder = folder / "c"
        self.folder.mkdir()
        self.settings = Settings.load(index=folder / "i")
        self.write("kites.md", FIRST)

    def write(self, name, text):
        (self.folder / name).write_bytes(text.encode())
        index_corpus(self.settings, [self.folder])

    def excerpt(self, words, name="kites.md"):
        text = self.resolver.document(name).text
        return self.resolver.excerpt(name, Span(text.index(words), text.index(words) + len(words)))

    @property
    def resolver(self):
        return Resolver(self.settings)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def by_link(excerpt):
    """The selector that an excerpt's own link says."""
    address = urlsplit(excerpt.link)
    return Selector.from_address(unquote(address.path.removeprefix("/source/")), dict(parse_qsl(address.query)))


def test_a_link_leads_back_to_its_words(desk):
    excerpt = desk.excerpt("string is silk & 12 m long")
    found = desk.resolver.resolve(by_link(excerpt))
    assert found.status == "exact" and found.mark == excerpt and found.quoted == excerpt and found.same_revision


def test_moved_changed_ambiguous_gone(desk):
    kite, silk, tears = desk.excerpt("A red kite"), desk.excerpt("silk & 12 m long"), desk.excerpt("It never tears")
    wind = desk.excerpt("wind")
    desk.write(
        "kites.md", "A new beginning.\n\nA red kite needs wind.\n\nMuch wind.\n\nThe string is silk & 21 m long.\n"
    )
    found = {e.text: desk.resolver.resolve(by_link(e)) for e in (kite, silk, tears, wind)}
    moved = found["A red kite"]
    assert moved.status == "moved" and moved.mark.text == "A red kite" and moved.mark.start != kite.start
    assert moved.quoted == kite and not moved.same_revision
    changed = found["silk & 12 m long"]
    assert changed.status == "changed" and changed.mark is None and changed.near.text == "silk & 21 m long"
    assert [(d.draft, d.source) for d in changed.differences] == [("12", "21")]
    assert changed.quoted.text == "silk & 12 m long"
    gone = found["It never tears"]
    assert gone.status == "gone" and gone.mark is gone.near is None and gone.quoted == tears
    assert desk.resolver.resolve(Selector("kites.md", quote="wind")).status == "ambiguous"
    assert found["wind"].status == "moved" and found["wind"].mark.prefix.endswith("needs ")
    assert as_json(changed)["mark"] is None


def test_a_renamed_file_is_followed_by_its_bytes(desk):
    excerpt = desk.excerpt("A red kite")
    (desk.folder / "kites.md").rename(desk.folder / "drachen.md")
    index_corpus(desk.settings)
    found = desk.resolver.resolve(by_link(excerpt))
    assert found.status == "moved" and found.mark.document_id == "drachen.md"
    (desk.folder / "drachen.md").write_text("Something else entirely.\n")
    index_corpus(desk.settings)
    assert desk.resolver.resolve(by_link(excerpt)).status == "gone"


def test_words_that_differ_in_form_alone_are_never_marked(desk):
    found = desk.resolver.resolve(Selector("kites.md", quote="a RED kite"))
    assert found.status == "changed" and found.mark is None and found.near.text == "A red kite"


def test_revisions_that_are_not_kept_are_not_found(desk):
    old = desk.excerpt("A red kite").revision
    assert desk.resolver.document("kites.md", old[:16]).revision == old
    with pytest.raises(DocumentNotFound):
        desk.resolver.document("kites.md", "0" * 16)
    assert desk.resolver.resolve(Selector("kites.md", revision="0" * 16, span=Span(0, 5))).status == "gone"


@pytest.mark.parametrize("asked", [{"at": "5-2"}, {"at": "a-b"}, {"at": "-"}, {}, {"at": "1-" + "9" * 50}])
def test_addresses_that_say_nothing_are_errors(asked):
    with pytest.raises(CitationError):
        Selector.from_address("kites.md", asked)


@pytest.mark.parametrize("style", STYLES)
def test_each_style_has_document_revision_section_lines_offsets_and_day(desk, style):
    excerpt = desk.excerpt("silk & 12 m long")
    text = cite(excerpt, style, cited=DAY, site="https://example.org/")
    for wanted in ("kites.md", excerpt.revision[:16], "Strings", "line 7", f"{excerpt.start}–{excerpt.end}"):
        assert wanted.lower() in text.lower()
    if style == "csl-json":
        assert json.loads(text)[0]["accessed"]["date-parts"] == [[2026, 3, 5]]
    else:
        assert "2026-03-05" in text
    assert "https://example.org/source/kites.md?rev=" in unescape(text)


def test_quoted_text_is_escaped_for_its_format(desk):
    desk.write("kites.md", "<b> & *stars* 100% {braces} [x](y) _z_\n> quoted #1\n")
    text = desk.resolver.document("kites.md").text
    excerpt = desk.resolver.excerpt("kites.md", Span(0, len(text.rstrip())))
    html = cite(excerpt, "html", cited=DAY)
    assert unescape(re.search(r"<p>(.*?)</p>", html, re.DOTALL)[1]) == excerpt.text
    assert json.loads(cite(excerpt, "csl-json", cited=DAY))[0]["abstract"] == excerpt.text
    bibtex = cite(excerpt, "bibtex", cited=DAY)
    assert bibtex.count("{") - bibtex.count("\\{") == bibtex.count("}") - bibtex.count("\\}")
    assert "100\\%" in bibtex and "\\&" in bibtex


def test_a_text_fragment_is_only_given_where_it_is_unambiguous(desk):
    document = desk.resolver.document("kites.md")
    at = document.text.index("needs wind")
    assert text_fragment(document, Span(at, at + 10)) == ":~:text=needs%20wind"
    desk.write("kites.md", "It is so. It is so.\n")
    assert text_fragment(desk.resolver.document("kites.md"), Span(0, 8)) == ""


def test_a_citations_file_is_watched_and_brought_up_to_date(desk, tmp_path):
    file = tmp_path / "cited.jsonl"
    for words in ("A red kite", "silk & 12 m long"):
        append_citation(file, desk.excerpt(words), cited=DAY)
    by_hand = '{"document_id": "kites.md", "quote": "needs wind", "note": "by hand"}'
    file.write_bytes(file.read_bytes() + by_hand.encode())
    assert [v.resolution.status for v in verify_citations(file, desk.resolver)] == ["exact"] * 3
    desk.write("kites.md", "New.\n\nA red kite needs wind.\n\nThe string is wool & 12 m long.\n")
    found = verify_citations(file, desk.resolver)
    assert [v.resolution.status for v in found] == ["moved", "changed", "exact"]
    before = file.read_text().split("\n")
    assert update_citations(file, found) == 2
    after = file.read_text().split("\n")
    assert after[1] == before[1] and json.loads(after[2])["note"] == "by hand"
    assert [v.resolution.status for v in verify_citations(file, desk.resolver)] == ["exact", "changed", "exact"]
    assert update_citations(file, verify_citations(file, desk.resolver)) == 0
    assert {p.name for p in tmp_path.iterdir()} == {"c", "i", "cited.jsonl"}


BROKEN = ["no json", "[]", "{}", '{"document_id": 3, "quote": "x"}', '{"document_id": "a"}',
          '{"document_id": "a", "start": 1}', '{"document_id": "a", "start": 5, "end": 2}']  # fmt: skip


@pytest.mark.parametrize("line", BROKEN)
def test_a_line_that_is_no_citation_is_named(tmp_path, line):
    (tmp_path / "c.jsonl").write_text(f'{{"document_id": "a", "quote": "b"}}\n\n{line}\n')
    with pytest.raises(CitationError, match="line 3"):
        read_citations(tmp_path / "c.jsonl")
