"""The file of citations itself: what is added, what is written anew, and what stays to the byte."""

import json
import os
from datetime import date

import pytest

from indexer.errors import CitationError
from indexer.indexing import index_corpus
from indexer.model import Span
from indexer.model.as_json import as_json
from indexer.quoting.citations_file import append_citation, read_citations, update_citations, verify_citations
from indexer.quoting.resolver import Resolver
from indexer.settings import Settings

DAY = date(2026, 3, 5)


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.txt").write_text("Title line\n\nOne owl sat. Two owls flew.\n")
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [tmp_path / "c"])
    return settings


@pytest.fixture
def resolver(settings):
    return Resolver(settings)


def excerpt(resolver, words):
    start = resolver.document("a.txt").text.index(words)
    return resolver.excerpt("a.txt", Span(start, start + len(words)))


def rewrite(settings, tmp_path, text):
    (tmp_path / "c" / "a.txt").write_text(text)
    index_corpus(settings)


def test_a_line_has_all_that_finds_the_words_again(resolver, tmp_path):
    cited = excerpt(resolver, "Two owls")
    append_citation(tmp_path / "new.jsonl", cited, cited=DAY)
    (row,) = [json.loads(line) for line in (tmp_path / "new.jsonl").read_text().splitlines()]
    assert row == {
        "document_id": "a.txt", "revision": cited.revision, "start": cited.start, "end": cited.end, "quote": "Two owls",
        "prefix": cited.prefix, "suffix": cited.suffix, "title": cited.title, "headings": list(cited.headings),
        "lines": [3, 3], "page": None, "cited": "2026-03-05",
    }  # fmt: skip


@pytest.mark.parametrize(("before", "lines"), [(b"", 1), (b'{"a": 1}\n', 2), (b'{"a": 1}', 2), (b"\n", 2)])
def test_a_citation_is_a_line_of_its_own(resolver, tmp_path, before, lines):
    file = tmp_path / "cited.jsonl"
    file.write_bytes(before)
    append_citation(file, excerpt(resolver, "Two owls"), cited=DAY)
    after = file.read_bytes()
    assert after.startswith(before) and after.endswith(b"}\n") and after.count(b"\n") == lines


def test_a_file_that_cannot_be_used_is_an_error_that_names_it(resolver, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.jsonl").write_bytes(b"\xff")
    for file in ("folder", "none.jsonl", "latin.jsonl"):
        with pytest.raises(CitationError, match=file):
            read_citations(tmp_path / file)
    with pytest.raises(CitationError, match="folder"):
        append_citation(tmp_path / "folder", excerpt(resolver, "Two owls"), cited=DAY)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"quote": "x"}', "'document_id' is missing"),
        ('{"document_id": "a", "end": 3}', "given together"),
        ('{"document_id": "a", "start": 1, "end": 3}', "count in one revision"),
        ('{"document_id": "a", "start": "1", "end": "2"}', "whole numbers"),
        ('{"document_id": "a", "quote": ["x"]}', "are texts"),
        ('{"document_id": null, "quote": "x"}', "are texts"),
        ("[" * 100_000, ""),
    ],
)
def test_what_is_wrong_with_a_line_is_said(tmp_path, line, reason):
    (tmp_path / "c.jsonl").write_text(f"\ufeff\n{line}\n")
    with pytest.raises(CitationError, match=f"line 2.*{reason}"):
        read_citations(tmp_path / "c.jsonl")


def test_empty_lines_are_none_and_lines_are_counted(tmp_path):
    (tmp_path / "c.jsonl").write_text(
        '\ufeff{"document_id": "a", "quote": "x"}\r\n\n \n{"document_id": "b", "start": 3, "end": 5, "revision": "ab"}'
    )
    first, second = read_citations(tmp_path / "c.jsonl")
    assert (first.number, first.selector.quote, first.selector.span) == (1, "x", None)
    assert (second.number, second.selector.span, second.selector.revision) == (4, Span(3, 5), "ab")


def test_what_moved_gets_its_new_place_and_all_else_stays_to_the_byte(settings, resolver, tmp_path):
    file = tmp_path / "cited.jsonl"
    append_citation(file, excerpt(resolver, "Two owls flew"), cited=DAY)
    first = {**json.loads(file.read_text()), "note": "mine"}
    other = '{"document_id":"a.txt",  "quote": "One owl sat"}'
    file.write_bytes(f"{json.dumps(first)}\r\n\r\n{other}\n \n".encode())
    os.chmod(file, 0o640)
    rewrite(settings, tmp_path, "New.\n\nTitle line\n\nOne owl sat. Two owls flew.\n")
    verified = verify_citations(file, resolver)
    assert [v.resolution.status for v in verified] == ["moved", "exact"]
    assert [v.is_outdated for v in verified] == [True, True]  # the second one has no revision
    assert update_citations(file, verified) == 2
    lines = file.read_bytes().decode().split("\n")
    moved = json.loads(lines[0])
    assert lines[0].endswith("\r") and lines[1] == "\r" and lines[3:] == [" ", ""]
    assert (moved["note"], moved["cited"], moved["start"]) == ("mine", "2026-03-05", first["start"] + 6)
    assert list(moved)[: len(first)] == list(first) and moved["lines"] == [5, 5]
    assert file.stat().st_mode & 0o777 == 0o640
    assert [v.is_outdated for v in verify_citations(file, resolver)] == [False, False]
    assert update_citations(file, verify_citations(file, resolver)) == 0


def test_what_changed_or_is_gone_keeps_its_line(settings, resolver, tmp_path):
    file = tmp_path / "cited.jsonl"
    for words in ("One owl sat", "Two owls flew"):
        append_citation(file, excerpt(resolver, words), cited=DAY)
    before = file.read_bytes()
    rewrite(settings, tmp_path, "Something. One owl stood.\n")
    verified = verify_citations(file, resolver)
    assert [v.resolution.status for v in verified] == ["changed", "gone"]
    assert update_citations(file, verified) == 0 and file.read_bytes() == before


def test_a_new_revision_alone_makes_a_line_outdated(settings, resolver, tmp_path):
    file = tmp_path / "cited.jsonl"
    append_citation(file, excerpt(resolver, "One owl sat"), cited=DAY)
    rewrite(settings, tmp_path, "Title line\n\nOne owl sat. Three owls flew.\n")
    (verified,) = verify_citations(file, resolver)
    assert verified.resolution.status == "exact" and verified.is_outdated
    assert update_citations(file, [verified]) == 1
    assert json.loads(file.read_text())["revision"] == resolver.document("a.txt").revision


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(settings, resolver, tmp_path):
    file = tmp_path / "cited.jsonl"
    append_citation(file, excerpt(resolver, "One owl sat"), cited=DAY)
    rewrite(settings, tmp_path, "New. Title line\n\nOne owl sat.\n")
    verified = verify_citations(file, resolver)
    mine = json.dumps({**json.loads(file.read_text()), "note": "added meanwhile"}) + "\n"
    file.write_text(mine)
    with pytest.raises(CitationError, match="changed while"):
        update_citations(file, verified)
    assert file.read_text() == mine and {p.name for p in tmp_path.iterdir()} == {"c", "i", "cited.jsonl"}


def test_the_new_file_is_on_disk_before_it_takes_the_place_of_the_old(settings, resolver, tmp_path, monkeypatch):
    file = tmp_path / "cited.jsonl"
    append_citation(file, excerpt(resolver, "One owl sat"), cited=DAY)
    rewrite(settings, tmp_path, "New. Title line\n\nOne owl sat.\n")
    verified, before, synced = verify_citations(file, resolver), file.read_bytes(), []

    def fsync(descriptor):
        synced.append((os.fstat(descriptor).st_size, file.read_bytes()))

    monkeypatch.setattr("indexer.quoting.citations_file.os.fsync", fsync)
    update_citations(file, verified)
    assert synced == [(file.stat().st_size, before)] and file.read_bytes() != before


def test_a_link_to_the_file_stays_a_link(settings, resolver, tmp_path):
    file, link = tmp_path / "cited.jsonl", tmp_path / "link.jsonl"
    append_citation(file, excerpt(resolver, "One owl sat"), cited=DAY)
    link.symlink_to(file)
    rewrite(settings, tmp_path, "New. Title line\n\nOne owl sat.\n")
    assert update_citations(link, verify_citations(link, resolver)) == 1
    assert link.is_symlink() and json.loads(file.read_text())["revision"] == resolver.document("a.txt").revision


def test_progress_and_json(resolver, tmp_path):
    file = tmp_path / "cited.jsonl"
    for words in ("One owl sat", "Two owls flew"):
        append_citation(file, excerpt(resolver, words), cited=DAY)
    seen = []
    verified = verify_citations(file, resolver, progress=lambda *step: seen.append(step))
    assert seen == [("verify", 1, 2), ("verify", 2, 2)]
    row = as_json(verified[1])
    assert list(row)[:4] == ["line", "quote", "status", "generation"] and row["line"] == 2
    assert row["quote"] == row["mark"]["text"] == "Two owls flew"
