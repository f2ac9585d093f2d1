"""A citation in each style, to the letter, and text fragments."""

import json
from datetime import date
from html import escape
from urllib.parse import unquote

import pytest

from indexer.model import About, Locator, Pages, Span
from indexer.model.as_json import as_json
from indexer.model.excerpts import Excerpt
from indexer.quoting.checking import draft_of
from indexer.quoting.citation_styles import STYLES, StyledCitation, cite, text_fragment

DAY = date(2026, 3, 5)
REVISION = "ab12" * 16


def excerpt(**changed):
    held = {
        "document_id": "notes/a (1).md", "title": "Kites & {strings}", "path": "notes/a (1).md", "revision": REVISION,
        "start": 10, "end": 45, "text": "The string_is *silk*\n- and 12 m [long]\n# x", "locator": Locator((3, 5)),
        "headings": ("Kites", "Strings & co"), "prefix": "", "suffix": "",
    }  # fmt: skip
    return Excerpt(**(held | changed))


PLAIN = """“The string_is *silk*
- and 12 m [long]
# x”
— Kites & {strings} (notes/a (1).md), “Kites › Strings & co”, lines 3–5; revision ab12ab12ab12ab12, characters 10–45, \
cited 2026-03-05. LINK
"""
MARKDOWN = r"""> The string\_is \*silk\*
> \- and 12 m \[long\]
> \# x
>
> — [Kites & {strings} (notes/a (1).md), “Kites › Strings & co”, lines 3–5](LINK); revision ab12ab12ab12ab12, characters \
10–45, cited 2026-03-05
""".replace("\\\n", "")
HTML = """<figure>
<blockquote cite="LINK"><p>The string_is *silk*
- and 12 m [long]
# x</p></blockquote>
<figcaption><a href="LINK">Kites &amp; {strings} (notes/a (1).md), “Kites › Strings &amp; co”, lines 3–5</a>; revision \
ab12ab12ab12ab12, characters 10–45, cited 2026-03-05</figcaption>
</figure>
"""
BIBTEX = r"""@misc{notes-a-1-md-74898f,
  title = {{Kites \& \{strings\}}},
  howpublished = {notes/a (1).md},
  chapter = {Kites › Strings \& co},
  version = {ab12ab12ab12ab12},
  url = {LINK},
  urldate = {2026-03-05},
  note = {Lines 3–5; revision ab12ab12ab12ab12, characters 10–45, cited 2026-03-05},
  annote = {``The string\_is *silk* - and 12 m [long] \# x''}
}
"""


@pytest.mark.parametrize(
    ("style", "expected"), [("plain", PLAIN), ("markdown", MARKDOWN), ("html", HTML), ("bibtex", BIBTEX)]
)
def test_each_style_to_the_letter(style, expected):
    cited = excerpt()
    link = f"https://example.org{cited.link}"
    shown = cite(cited, style, cited=DAY, site="https://example.org/")
    assert shown == expected.replace("LINK", escape(link) if style == "html" else link)


def test_csl_json_has_what_processors_read():
    cited = excerpt()
    (item,) = json.loads(cite(cited, "csl-json", cited=DAY, site="https://example.org"))
    assert item == {
        "id": "notes-a-1-md-74898f",
        "type": "document",
        "title": "Kites & {strings}",
        "archive_location": "notes/a (1).md",
        "version": REVISION[:16],
        "URL": f"https://example.org{cited.link}",
        "accessed": {"date-parts": [[2026, 3, 5]]},
        "note": "lines 3–5; characters 10–45",
        "abstract": cited.text,
        "section": "Kites › Strings & co",
    }


def test_csl_json_is_laid_out_to_be_read():
    text = cite(excerpt(title="Ünïcode"), "csl-json", cited=DAY)
    assert text.startswith('[\n  {\n    "id": "') and text.endswith("  }\n]\n") and '"title": "Ünïcode"' in text


def test_a_citation_as_other_tools_read_it():
    cited = excerpt()
    assert as_json(StyledCitation(cited, ":~:text=x", "plain", "as cited")) == {
        **as_json(cited), "text_fragment": ":~:text=x", "style": "plain", "citation": "as cited", "stale": {},
    }  # fmt: skip


def test_pages_are_named_and_what_is_not_there_is_left_out():
    cited = excerpt(document_id="日本", title="T", locator=Locator(pages=Pages(7, 7)), headings=(), text="x")
    assert cite(cited, "plain", cited=DAY).startswith("“x”\n— T (日本), page 7; revision ")
    bibtex = cite(cited, "bibtex", cited=DAY)
    assert "  pages = {7},\n" in bibtex and "chapter" not in bibtex and "note = {Page 7; " in bibtex
    assert bibtex.startswith("@misc{source-") and f"url = {{{cited.link}}}" in bibtex
    (item,) = json.loads(cite(cited, "csl-json", cited=DAY))
    assert item["page"] == "7" and "section" not in item and item["URL"] == cited.link


def test_keys_tell_places_and_revisions_apart():
    keys = {
        cite(excerpt(**changed), "bibtex", cited=DAY).split(",")[0]
        for changed in ({}, {"start": 11}, {"end": 46}, {"revision": "cd34" * 16}, {"document_id": "notes/a 1.md"})
    }
    assert len(keys) == 5
    (long,) = [cite(excerpt(document_id="x/" * 60), "bibtex", cited=DAY).split(",")[0]]
    assert len(long) == len("@misc{") + 40 + 7


def test_text_of_tex_is_escaped():
    text = cite(excerpt(title="100% of $5 _x_ \\ ~ ^ #1 {a}"), "bibtex", cited=DAY)
    assert r"title = {{100\% of \$5 \_x\_ \textbackslash{} \textasciitilde{} \textasciicircum{} \#1 \{a\}}}" in text
    odd = cite(excerpt(), "bibtex", cited=DAY, site="https://x.org/{a}\\b")
    assert "url = {https://x.org/%7Ba%7D%5Cb/source/" in odd


def test_brackets_in_an_address_do_not_end_a_markdown_link():
    assert "](https://x.org/a%28b%29/source/" in cite(excerpt(), "markdown", cited=DAY, site="https://x.org/a(b)")


def test_an_unknown_style_is_an_error():
    with pytest.raises(KeyError):
        cite(excerpt(), "mla", cited=DAY)
    assert list(STYLES) == ["plain", "markdown", "html", "bibtex", "csl-json"]


def fragment_of(text, words):
    document = draft_of(text)
    start = document.text.index(words)
    return unquote(text_fragment(document, Span(start, start + len(words))).removeprefix(":~:text="))


LONG = " ".join(f"word{n}" for n in range(40))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One kite flew.", "kite flew", "kite flew"),
        ("A kite and a kite.", "kite", ""),
        ("A kite and a  KITE.", "kite", ""),
        ("kites and a kite.", "a kite", "a kite"),
        ("One, two-three & four.", "two-three & four", "two-three & four"),
        # Over lines, or long: the first and the last five words.
        ("In one two three four five\nsix seven eight nine ten it is.", "one two three four five\nsix seven eight nine ten",
         "one two three four five,six seven eight nine ten"),
        ("In one two\nthree it is.", "one two\nthree", "one two three"),
        (f"So {LONG} it is.", LONG, "word0 word1 word2 word3 word4,word35 word36 word37 word38 word39"),
        (f"So {LONG} it is. And word0 word1 word2 word3 word4 again.", LONG, ""),
    ],
)  # fmt: skip
def test_a_text_fragment_names_words_that_stand_once(text, words, expected):
    assert fragment_of(text, words) == expected


@pytest.mark.parametrize(("length", "parts"), [(199, 1), (200, 1), (201, 2)])
def test_more_than_two_hundred_characters_are_long(length, parts):
    words = ("a1b2 " * 60)[: length - 12] + "x" * 8 + " end"
    words = "".join(f"{word}{n} " for n, word in enumerate(words.split()))[:length].strip().ljust(length, "z")
    assert len(fragment_of(f"So {words} it is.", words).split(",")) == parts


def test_what_a_fragment_reads_as_its_own_is_escaped():
    assert text_fragment(draft_of("One two-three, & four."), Span(4, 21)) == ":~:text=two%2Dthree%2C%20%26%20four"


def test_authors_year_language_and_keywords_are_cited_where_they_are_stated():
    about = About(author="Zoë Smith & Bob Jones", date="2021-05", language="en", keywords="kites, wind")
    stated = excerpt(about=about)
    for style in ("plain", "markdown", "html"):
        text = cite(stated, style, cited=DAY)
        assert "Zoë Smith and Bob Jones, Kites" in text and "strings" in text.split(", 2021 (notes/a (1).md)")[0]
    bibtex = cite(stated, "bibtex", cited=DAY).splitlines()
    assert bibtex[0].startswith("@misc{") and "  author = {Zoë Smith and Bob Jones}," in bibtex
    assert {"  year = {2021},", "  language = {en},", "  keywords = {kites, wind},"} <= set(bibtex)
    (item,) = json.loads(cite(stated, "csl-json", cited=DAY))
    assert item["author"] == [{"literal": "Zoë Smith"}, {"literal": "Bob Jones"}]
    assert item["issued"] == {"date-parts": [[2021, 5]]} and item["language"] == "en"
    assert item["keyword"] == "kites, wind"


@pytest.mark.parametrize(
    ("written", "issued", "year"),
    [
        ("2021-05-01T10:00:00Z", {"date-parts": [[2021, 5, 1]]}, "2021"),
        ("2021", {"date-parts": [[2021]]}, "2021"),
        ("3/4/2021", {"date-parts": [[2021]]}, "2021"),
        ("2019-2021", {"date-parts": [[2019], [2021]]}, "2019--2021"),
        ("in spring", {"raw": "in spring"}, None),
        ("", None, None),
    ],
)
def test_a_date_is_cited_as_far_as_it_is_known(written, issued, year):
    stated = excerpt(about=About(date=written))
    (item,) = json.loads(cite(stated, "csl-json", cited=DAY))
    bibtex = cite(stated, "bibtex", cited=DAY)
    assert item.get("issued") == issued
    assert (f"year = {{{year}}}" in bibtex) if year else ("year = " not in bibtex)


def test_a_name_is_parted_only_where_its_author_parts_it():
    stated = excerpt(about=About(author="Smith, J. & Co; van der Berg, Jan; {World} Health 100%"))
    (item,) = json.loads(cite(stated, "csl-json", cited=DAY))
    assert {"family": "van der Berg", "given": "Jan"} in item["author"]
    assert {"literal": "{World} Health 100%"} in item["author"]
    assert "van der Berg, Jan and \\{World\\} Health 100\\%" in cite(stated, "bibtex", cited=DAY)
    assert "van der Berg, Jan; {World} Health 100%, Kites" in cite(stated, "plain", cited=DAY)
