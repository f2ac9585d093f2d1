"""Addresses of texts lead back to what they were made of."""

import pytest

from indexer.errors import CitationError
from indexer.model import Span
from search_ui.agents.text_address import TextAddress


@pytest.mark.parametrize(
    "document_id",
    ["a.txt", "a b/ü?#%2F&=.md", "rows.jsonl#a/../b#?c", "mail.mbox#2/a.pdf", "%", "file:x", "日本/🐝.txt", "a//b", "a\\b"],
)  # fmt: skip
@pytest.mark.parametrize("revision", ["", "0123456789abcdef"])
@pytest.mark.parametrize("span", [None, Span(0, 1), Span(10**9, 10**10)])
def test_an_address_finds_back(document_id, revision, span):
    address = TextAddress(document_id, revision, span)
    assert TextAddress.of(str(address)) == address
    assert TextAddress.of(document_id) == TextAddress(document_id)


@pytest.mark.parametrize("site", ["", "http://localhost:8000", "https://example.org/docs"])
@pytest.mark.parametrize("end", ["", "#passage", "&hash=abcdefghijklmnopqrstuvwxyz2#passage"])
def test_the_link_of_an_answer_leads_to_its_text(site, end):
    linked = f"{site}/source/a%20b/%C3%BC.md?rev=0123456789abcdef&at=3-9{end}"
    assert TextAddress.of(linked) == TextAddress("a b/ü.md", "0123456789abcdef", Span(3, 9))
    assert TextAddress.of(f"{site}/source/a.md") == TextAddress("a.md")
    with pytest.raises(CitationError, match="no address"):
        TextAddress.of(f"{site}/source/a.md?rev=0123456789abcdef&q=bees")
    assert TextAddress.of("a/source/b.md") == TextAddress("a/source/b.md")


@pytest.mark.parametrize(
    "text",
    [
        "passageway:", "passageway:///", "passageway://host/a.txt", "passageway:///a.txt#b", "passageway:///a.txt?x=1",
        "passageway:///a.txt?rev=xyz", "passageway:///a.txt?at=5", "passageway:///a.txt?at=-1-5", "passageway:///a?at=٣-٤",
        "passageway:///a.txt?rev", "passageway://[/a.txt",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(text):
    with pytest.raises(CitationError, match="no address"):
        TextAddress.of(text)
