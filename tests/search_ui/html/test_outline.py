"""Sources: parts of long documents, outlines, places, and links that never mark anything but what they name."""

import hashlib
import html
import re
from dataclasses import replace

import pytest

from indexer.indexing import index_corpus
from indexer.model import Block, BlockKind, Document, Locator, Span
from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.html.outline import PART, DocumentParts, outline_of, parts_of, section_at, span_of


def document(*pieces):
    """A document of (kind, text) pieces, each on a line of its own."""
    blocks, text = [], ""
    for number, (kind, content) in enumerate(pieces, start=1):
        blocks.append(Block(kind, len(text), len(text) + len(content), (), Locator(lines=(number, number)), 1))
        text += content + "\n"
    return Document("d", "d", "", text, "0", "text/plain", tuple(blocks))


PARAGRAPH, HEADING, ROW = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE_ROW


def test_parts_are_the_whole_document_in_order_and_a_short_one_is_one_part():
    long = document(*[(PARAGRAPH, "word " * 100)] * 1000)
    parts = parts_of(long)
    assert "".join(long.text[a:b] for a, b in parts.spans) == long.text
    assert len(parts.spans) > 5 and all(b - a <= 2 * PART for a, b in parts.spans)
    assert parts_of(document((PARAGRAPH, "short"))).spans == (Span(0, 6),)
    assert parts_of(document()).spans == (Span(0, 0),)


def test_parts_begin_at_headings_where_one_comes_in_time_and_within_a_long_table_only():
    text = "x" * 1000
    headed = document(*[(HEADING, "Chapter")] * 1, *([(PARAGRAPH, text)] * 40 + [(HEADING, "Chapter")]) * 4)
    assert all(headed.text[a : a + 7] == "Chapter" for a, _ in parts_of(headed).spans)
    rows = document((PARAGRAPH, text), *[(ROW, text)] * 100)
    assert len(parts_of(rows).spans) == 1
    rows = document((PARAGRAPH, text), *[(ROW, "r" + text)] * 500)
    spans = parts_of(rows).spans
    assert (
        len(spans) == 5 and all(rows.text[a] == "r" for a, _ in spans[1:]) and all(b - a <= 2 * PART for a, b in spans)
    )


def test_a_block_longer_than_a_part_is_parted_between_words():
    long = document((PARAGRAPH, "word " * 100_000))
    parts = parts_of(long)
    assert len(parts.spans) > 5 and all(long.text[a : a + 4] == "word" for a, _ in parts.spans)
    unbroken = document((PARAGRAPH, "x" * 500_000))
    assert "".join(unbroken.text[a:b] for a, b in parts_of(unbroken).spans) == unbroken.text


@pytest.mark.parametrize("offset", [0, 1, 100_000, 499_999])
def test_the_part_shown_holds_what_was_asked_for(offset):
    long = document(*[(PARAGRAPH, "word " * 100)] * 1000)
    shown = parts_of(long, at=offset).shown
    assert shown.start <= offset < shown.end
    assert parts_of(long, number=10_000).number == len(parts_of(long).spans) - 1


def test_an_outline_leaves_out_the_deepest_levels_of_very_many_headings():
    few = document((HEADING, "One"), (PARAGRAPH, "x"), (HEADING, "Two\nlines"))
    assert [h.text for h in outline_of(few, parts_of(few))] == ["One", "Two lines"]
    assert outline_of(document((HEADING, "Only")), parts_of(few)) == ()
    blocks, text = [], ""
    for number in range(2000):
        blocks.append(Block(HEADING, len(text), len(text) + 1, level=1 + (number % 20 > 0)))
        text += "h\n"
    many = Document("d", "d", "", text, "0", "text/plain", tuple(blocks))
    # Of the first chapter, whose part is shown, all; of the others the chapters.
    shown = [h for h in outline_of(many, DocumentParts((Span(0, 40), Span(40, len(text))), 0)) if h.current]
    assert [h.level for h in shown] == [1] + [2] * 19
    assert len(outline_of(many, DocumentParts((Span(0, 40), Span(40, len(text))), 0))) == 100 + 19


def test_a_section_is_the_heading_above():
    some = document(
        (PARAGRAPH, "before"), (HEADING, "One"), (PARAGRAPH, "x"), (HEADING, "Two\nlines"), (PARAGRAPH, "y")
    )
    named = [section_at(some, block.start) for block in some.blocks]
    assert named == ["", "One", "One", "Two lines", "Two lines"]


@pytest.mark.parametrize(
    ("at", "span"),
    [("0-3", (0, 3)), ("3-3", None), ("5-2", None), ("0-999", None), ("-1-2", None), ("x", None), ("", None)],
)
def test_a_span_in_an_address_is_one_of_the_text_or_none(at, span):
    assert span_of(at, document((PARAGRAPH, "abcdef"))) == span


@pytest.fixture(scope="module")
def long_client(tmp_path_factory):
    """A client over a document of several parts, which was changed after it was first indexed."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "corpus").mkdir()
    settings = Settings.load(index=folder / "index")
    path = folder / "corpus" / "long.md"
    path.write_text("# Before\n\nThe kestrel hovers.\n")
    index_corpus(settings, [folder / "corpus"])
    chapters = [f"## Chapter {i}\n\n" + f"Sentence {i} speaks of rivers. " * 600 for i in range(20)]
    path.write_text("# Long\n\n" + "\n\n".join(chapters) + "\n\n## Last\n\nA kestrel alone at the end.\n")
    index_corpus(settings, [folder / "corpus"])
    return create_app(settings).test_client()


def links(page):
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', page)]


def test_a_long_document_opens_at_the_passage_with_ways_to_the_other_parts(long_client):
    results = long_client.get("/search?q=kestrel+alone").text
    source = next(link for link in links(results) if link.startswith("/source/"))
    page = long_client.get(source).text
    assert 'id="passage"' in page and "<mark>kestrel</mark>" in page and "Chapter 0</h2>" not in page
    number = int(re.search(r"Part (\d+) of (\d+)", page)[1])
    assert number == int(re.search(r"Part (\d+) of (\d+)", page)[2]) > 1
    earlier = next(link for link in links(page) if f"part={number - 1}" in link)
    before = long_client.get(earlier).text
    assert f"Part {number - 1} of {number}" in before and 'id="passage"' not in before
    outlined = next(link for link in links(page) if "#h-" in link and "part=1" in link or "#h-9" in link)
    assert f'id="{outlined.partition("#")[2]}"' in long_client.get(outlined.partition("#")[0]).text


def test_all_parts_together_hold_all_of_the_document(long_client):
    text = long_client.get("/api/v1/source?document_id=long.md").json["text"]
    count = int(re.search(r"Part \d+ of (\d+)", long_client.get("/source/long.md").text)[1])
    pages = [long_client.get(f"/source/long.md?part={n}").text for n in range(1, count + 1)]
    articles = [re.search(r'<article class="source"[^>]*>(.*?)</article>', page, re.DOTALL)[1] for page in pages]
    words = html.unescape(re.sub(r"<[^>]*>", " ", " ".join(articles))).split()
    assert words.count("rivers.") == text.count("rivers.")


def test_a_link_to_a_kept_revision_shows_that_text_and_says_so(long_client):
    old = "# Before\n\nThe kestrel hovers.\n"
    read = old.removeprefix("# ").rstrip()
    digest = hashlib.sha256(read.encode()).hexdigest()
    text = long_client.get(f"/api/v1/source?document_id=long.md&revision={digest}").json["text"]
    at = text.index("kestrel")
    page = long_client.get(f"/source/long.md?rev={digest[:16]}&at={at}-{at + 7}").text
    assert "This is an earlier text" in page and "hovers" in page and "rivers" not in page
    assert re.search(r'<span class="part">kestrel</span>', page)


def test_a_link_to_a_revision_that_is_not_kept_marks_nothing(long_client):
    page = long_client.get("/source/long.md?rev=0123456789abcdef&at=0-4").text
    assert "its earlier text is no longer kept" in page and 'id="passage"' not in page


def test_a_span_without_a_revision_marks_nothing(long_client):
    page = long_client.get("/source/long.md?at=0-4").text
    assert "no longer here" in page and 'id="passage"' not in page


def test_lines_are_numbered_and_the_numbers_are_no_part_of_the_text(client, corpus_searcher):
    page = client.get("/source/understanding/hormones.md").text
    article = re.search(r'<article class="source"[^>]*>(.*?)</article>', page, re.DOTALL)[1]
    blocks = corpus_searcher.document("understanding/hormones.md").blocks
    assert {str(block.locator.lines[0]) for block in blocks} == set(re.findall(r'data-at="(\d+)"', article))


@pytest.mark.parametrize("part", ["0", "-1", "x", "99999999999", "²"])
def test_a_part_that_is_none_is_brought_into_range(long_client, part):
    assert long_client.get("/source/long.md", query_string={"part": part}).status_code == 200


def test_words_are_found_from_the_part_on_that_is_read_and_in_one_pair_of_steps(long_client):
    page = long_client.get("/source/long.md?q=kestrel&find=Sentence+7++SPEAKS").text
    assert re.findall(r'<mark class="sought" id="found">(.*?)</mark>', page) == ["Sentence 7 speaks"]
    steps = re.search(r'<nav class="steps".*?</nav>', page, re.DOTALL)[0]
    assert "1 of 600" in steps and page.count('rel="next"') == 1 and 'rel="prev"' not in page
    assert "find=Sentence+7+SPEAKS&amp;place=2" in steps and "q=kestrel" in steps
    count = int(re.search(r"Part \d+ of (\d+)", page)[1])
    last = long_client.get(f"/source/long.md?find=rivers&part={count - 1}").text
    number = int(re.search(r"([\d,]+) of 12,000", last)[1].replace(",", ""))
    assert number > 10_000 and f"Part {count - 1} of {count}" in last
    assert "Not found" in long_client.get("/source/long.md?find=zebra").text
    assert len(last) < 200_000


def test_a_line_of_the_file_is_led_to_and_a_place_beyond_is_the_last(long_client):
    page = long_client.get("/source/long.md?line=9").text
    assert re.search(r'data-at="9"><span class="at-line" id="line">Sentence</span> 1 ', page)
    assert "Last</span>" not in page and 'max="' in page
    last = long_client.get("/source/long.md?line=99999").text
    assert re.search(r'<span class="at-line" id="line">A</span> kestrel', last)
    assert 'id="line"' not in long_client.get("/source/long.md?line=x").text
    number = re.search(r"[\d,]+ of [\d,]+", long_client.get("/source/long.md?find=rivers&place=99999999").text)
    assert number[0] == "12,000 of 12,000"


def test_a_heading_is_as_deep_as_those_that_it_stands_below_whatever_levels_are_left_out():
    levels = [4, 2, 3, 3, 6, 2, 1, 4]
    found = document(*[(HEADING, f"Heading {level}") for level in levels])
    headed = Document(
        "d", "d", "", found.text, "0", "text/plain",
        tuple(replace(block, level=level) for block, level in zip(found.blocks, levels, strict=True)),
    )  # fmt: skip
    assert [each.level for each in outline_of(headed, parts_of(headed))] == [1, 1, 2, 2, 3, 1, 1, 2]


def test_an_outline_is_lists_in_lists(tmp_path):
    (corpus := tmp_path / "corpus").mkdir()
    (corpus / "a.md").write_text("# A\n\na\n\n## B\n\nb\n\n#### C\n\nc\n\n## D\n\nd\n\n# E\n\ne\n", "utf-8")
    settings = Settings.load(index=tmp_path / "index", semantic="off")
    index_corpus(settings, [corpus])
    page = create_app(settings).test_client().get("/source/a.md").text
    outline = page[page.index('<nav aria-label="Outline">') :]
    tags = re.sub(r"\s*<a [^>]*>(.*?)</a>\s*", r"\1", outline[: outline.index("</nav>")])
    lists = re.sub(r"<(/?\w+)[^>]*>", r"<\1>", tags).replace("\n", "")
    assert lists == (
        "<nav><ul><li>A<ul><li>B<ul><li>C</li></ul></li><li>D</li></ul></li><li>E</li></ul>"
    )  # fmt: skip
