"""The one table of formats: consistent in itself, and the only place where formats are named."""

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.documents.formats.registry import (
    DRAFT_FORMATS,
    FORMATS,
    PLAIN,
    endings,
    format_of,
    format_of_media_type,
    format_of_name,
    names,
    without_ending,
    without_reader,
)
from indexer.errors import install

ROOT = Path(__file__).resolve().parents[3]


def test_each_name_belongs_to_one_format_and_is_written_as_it_is_looked_up():
    for of_one in (lambda f: [f.key], lambda f: f.media_types, lambda f: f.endings, lambda f: f.file_names):
        every = [value for form in FORMATS for value in of_one(form)]
        assert len(every) == len(set(every))
    assert all(ending.startswith(".") and ending == ending.lower() for ending in endings(FORMATS))
    assert PLAIN.for_drafts and all(form.has_parts is False for form in DRAFT_FORMATS.values())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("a.txt", "plain"), ("a/b.MD", "markdown"), ("x.tar.xhtml", "html"), ("a.ndjson", "jsonl"),
        ("docs/README", "plain"),
        ("README.md", "markdown"), ("a.mdx", "markdown"), ("a.xyz", None),
        ("readme", None), (".md", None), ("a.txt/b", None), ("", None),
    ],
)  # fmt: skip
def test_a_name_tells_the_format_by_its_ending_or_by_custom(name, key):
    assert getattr(format_of_name(name), "key", None) == key


@pytest.mark.parametrize(
    ("name", "key", "called"),
    [
        ("docs/guide.rst.inc", "rest", "guide"), ("page.md.erb", "markdown", "page"), ("x.adoc.j2", "asciidoc", "x"),
        ("README.md.in", "markdown", "README"), ("README.in", "plain", "README"), ("a.html.njk", "html", "a"),
        ("notes.txt.sample", "plain", "notes"), ("_sources/api.rst.txt", "rest", "api"), ("a.md.txt", "markdown", "a"),
        ("index.html.ja.utf8", "html", "index"), ("a.html.ko.euc-kr", "html", "a"), ("b.html.utf-8", "html", "b"),
        ("index.html.de", "html", "index"), ("index.html.zh-cn", "html", "index"), ("A.MD.IN", "markdown", "A"),
        ("site.example.org.txt", "plain", "site.example.org"), ("x.yaml.j2", None, "x.yaml"), ("a.txt.bak", None, "a.txt"),
        ("x.csv.j2", None, "x"), ("x.xlsx.in", None, "x"), (".in", None, ".in"), ("a.de", None, "a"), ("a.inc", None, "a"),
        ("x.tar.gz", "tar", "x.tar"),
    ],
)  # fmt: skip
def test_behind_a_second_ending_the_one_before_it_tells_the_format(name, key, called):
    assert getattr(format_of_name(name), "key", None) == key
    assert without_ending(name) == called


def test_what_a_source_says_goes_before_the_name_where_it_says_something():
    assert format_of_media_type("Text/HTML; charset=utf-8").key == "html"
    assert format_of_media_type("application/xhtml+xml").key == "html"
    assert format_of("a.txt", "text/html").key == "html"
    assert format_of("a.txt", "application/octet-stream").key == "plain"
    assert format_of("a.xyz", "application/octet-stream") is None


def test_a_name_without_a_reader_says_what_it_ends_with_and_formats_are_listed_as_people_do():
    assert without_reader("a.xyz") == "no reader for .xyz"
    assert without_reader("a") == "no reader for a file without an ending"
    assert names(FORMATS[:1], "or") == "plain text" and names(FORMATS[:3], "or") == "plain text, Markdown or HTML"


def test_looking_into_the_table_imports_no_reader():
    code = (
        "import sys; from indexer.documents.formats.registry import FORMATS; "
        "print([name for name in sys.modules if 'nltk' in name or 'markdown_it' in name "
        "or 'formats.' in name and 'formats.registry' not in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_manual_lists_every_format_with_its_endings():
    page = (ROOT / "search_ui" / "manual" / "formats.md").read_text("utf-8")
    for form in FORMATS:
        assert f"| {form.name} | {', '.join(f'`{ending}`' for ending in form.endings)} |" in page
    (kib,) = {form.sandboxed_above // 1024 for form in FORMATS if form.sandboxed_above}
    apart = names([form for form in FORMATS if form.sandboxed_above], "and")
    assert f"{apart} of more than {kib} KiB are read by a process of their own" in page


def test_a_format_whose_library_is_missing_says_how_to_get_it():
    form = PLAIN._replace(name="scans", extra="ocr", needs=("json", "a_module_that_nobody_has"))
    assert form.missing == "a_module_that_nobody_has" and PLAIN.missing == ""
    assert form.how_to_read == f"scans are read by the extra ocr: {install('ocr')}"
