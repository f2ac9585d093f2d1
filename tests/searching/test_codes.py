"""Codes, numbers, versions, names of programs and dates as people type them: what has them exactly comes first, what has
them in another form is found behind it, and what has only their parts comes last."""

import pytest

from indexer.searching import Searcher

TEXTS = {
    "w-2.md": "# Wages\n\nForm W-2 reports wages paid to an employee.\n",
    "w2.md": "# Pay\n\nAsk payroll for the w2 in January.\n",
    "w3.md": "# Sums\n\nForm W-3 sends 2 copies of the totals, 2 for W and 2 for the state. W 4 is filled in by hand.\n",
    "v2.3.md": "# Release v2.3\n\nThe importer got faster.\n",
    "v2.3.1.md": "# Release 2.3.1\n\nA fix for the importer of version 2.\n",
    "v2.4.md": "# Release 2.4\n\nVersion 3 of the importer drops 2 options. See 2.3.10 for 1 more.\n",
    "errno.md": "# File errors\n\n| code | meaning |\n|---|---|\n| ENOENT | No such file or directory |\n| EACCES | No |\n",
    "files.md": "# Files\n\nA file or directory that has no such entry cannot be opened. The error names the file.\n",
    "e0502.md": "# Borrowing\n\n```\nerror[E0502]: cannot borrow `v` as mutable\n```\n\nA variable was borrowed twice.\n",
    "e0499.md": "# Twice\n\n```\nerror[E0499]: cannot borrow `v` as mutable more than once\n```\n",
    "404.md": "# Not found\n\nHTTP 404 says that the page is not there.\n",
    "500.md": "# Broken\n\nHTTP 500 says that the server failed; HTTP answers 404 pages in 2 ways. HTTP is HTTP.\n",
    "dry-run.md": "# Options\n\nWith `--dry-run` nothing is written.\n",
    "wells.md": "# Wells\n\nWells run dry. A dry run of the pump, dry as dust, run after run.\n",
    "foo_bar.md": "# API\n\nCall `foo_bar()` once.\n",
    "names.md": "# Names\n\nfoo and bar are names; foo is bar, bar is foo, foo bar baz.\n",
    "config.md": "# Setup\n\nSettings stand in config.yaml beside the program.\n",
    "formats.md": "# Formats\n\nA config may be YAML or JSON: yaml config, config yaml, YAML for config.\n",
    "10mg.md": "# Dose\n\nTake 10mg in the evening.\n",
    "doses.md": "# Other dose\n\nTake 100 mg for 10 days; 1 mg is too little, mg by mg.\n",
    "minutes.md": "# Minutes\n\nThe board met on 3 May 2021.\n",
    "log.md": "# Log\n\n2021-05-03 backup failed.\n",
    "letter.md": "# Letter\n\nMay 3, 2021: dear all.\n",
    "brief.md": "# Brief\n\nAm 3.5.2021 kam ein Brief.\n",
    "march.md": "# Other\n\nOn 5 March 2021 nothing took place; 3 people left in May 2020.\n",
    "covid-19.md": "# Virus\n\nCOVID-19 is caught from others.\n",
    "towns.md": "# Towns\n\nCovid was found in 19 towns.\n",
    "b12.md": "# Fish\n\nVitamin B12 is in fish.\n",
    "b-12.md": "# Meat\n\nVitamin B-12 is in meat.\n",
    "b.md": "# Bread\n\nVitamin B is in 12 kinds of bread. Take 12.\n",
    "rfc.md": "# Specs\n\nRFC2616 was replaced by RFC 7230.\n",
    "cve.md": "# Log4j\n\nCVE-2021-44228 is a hole in Log4j.\n",
    "cve2.md": "# Holes\n\nCVE-2021-45046 came after, in 2021.\n",
    "home.md": "# Shell\n\nYour folder is `$HOME`, and `$PATH` names others.\n",
    "house.md": "# House\n\nHome is where the heart is; at home, go home. A path leads home.\n",
    "media.md": "# Style\n\n    @media print { color: black }\n",
    "press.md": "# Press\n\nThe media say much. Media of all kinds: print media.\n",
    "issue.md": "# Changes\n\nFixed #1234: a crash at start.\n",
    "people.md": "# Counts\n\nIn all 1234 people came; 1234 chairs were 1234 too few.\n",
    "init.md": "# Classes\n\n`__init__` makes an object.\n",
    "start.md": "# Start\n\nThe init process starts; init is init.\n",
    "call.md": "# Calls\n\nCall `quux()` once.\n",
    "quux.md": "# Words\n\nA quux is a quux, quux after quux.\n",
    "profiles.md": "# Windows\n\nProfiles stand in `C:\\Users` on each machine.\n",
    "users.md": "# People\n\nC users program; the users of C like C.\n",
    "parts.md": "# Parts\n\n| part | price |\n|---|---|\n| AB-1234/5 | 3.20 |\n| AB-1235/6 | 4.20 |\n",
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed(TEXTS))


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("W-2", "w-2 w2"), ("w2", "w2 w-2"), ("W 2", "w-2 w2"), ("what is a W2?", "w2 w-2"), ("form w-2", "w-2 w2"),
        ("v2.3", "v2.3"), ("V2.3", "v2.3"), ("2.3", "v2.3"), ("version 2.3", "v2.3"), ("2.3.1", "v2.3.1"),
        ("v2.3.1", "v2.3.1"), ("ENOENT", "errno"), ("enoent", "errno"),
        ("Error: ENOENT: no such file or directory, open '/home/me/data.txt'", "errno"), ("E0502", "e0502"),
        ("e-0502", "e0502"), ("E 0502", "e0502"), ("error[E0502]: cannot borrow `x` as mutable", "e0502"),
        ("HTTP 404", "404"), ("http404", "404"), ("HTTP-404", "404"), ("--dry-run", "dry-run wells"),
        ("dry-run", "dry-run wells"), ("dryrun", "dry-run"), ("foo_bar()", "foo_bar names"), ("fooBar", "foo_bar"),
        ("FOO_BAR", "foo_bar"), ("config.yaml", "config formats"), ("/etc/app/config.yaml", "config"),
        ("10 mg", "10mg doses"), ("10mg", "10mg doses"), ("3 May 2021", "minutes brief log"),
        ("May 3, 2021", "letter minutes log"), ("2021-05-03", "log minutes"), ("2021/05/03", "log"),
        ("May 3rd 2021", "letter minutes"), ("3.5.2021", "brief minutes"), ("covid 19", "covid-19"),
        ("covid19", "covid-19"), ("B12", "b12 b-12"), ("B-12", "b-12 b12"), ("vitamin b 12", "b-12 b12"),
        ("RFC 2616", "rfc"), ("RFC7230", "rfc"), ("CVE-2021-44228", "cve"), ("cve 2021 44228", "cve"),
        ("AB-1234/5", "parts"), ("ab 1234", "parts"),
        ("$HOME", "home house"), ("what is $HOME?", "home house"), ("home", "house home"), ("@media", "media press"),
        ("what does @media do?", "media press"), ("#1234", "issue people"), ("1234", "people issue"),
        ("__init__", "init start"), ("quux()", "call quux"), ("what does quux() do?", "call quux"), ("quux", "quux call"),
        ("C:\\Users", "profiles users"), ("c:\\users", "profiles"), ("what is in C:\\Users?", "profiles users"),
    ],
)  # fmt: skip
def test_what_has_it_comes_first_and_other_forms_behind(searcher, question, found):
    names = [hit.passage.document_id.removesuffix(".md") for hit in searcher.ask(question).hits]
    wanted = found.split()
    assert names[0] == wanted[0]
    assert set(wanted) <= set(names)


def test_another_form_is_marked_where_it_stands_and_named(searcher):
    hit = next(hit for hit in searcher.ask("covid 19").hits if hit.passage.document_id == "covid-19.md")
    start = hit.passage.start
    assert [hit.passage.text[m.start - start : m.end - start] for m in hit.marks] == ["COVID", "19"]
    hit = next(hit for hit in searcher.ask("W 2").hits if hit.passage.document_id == "w2.md")
    assert {said for term in hit.why.terms for said in term.synonyms} == {"W 2 = w2"}
    assert hit.passage.text[hit.marks[0].start - hit.passage.start :].startswith("w2")


@pytest.mark.parametrize("question", ["5 March 2021", "3 May 2020", "4 May 2021", "3/4/2021"])
def test_another_day_is_no_other_writing_of_a_date(searcher, question):
    hits = searcher.ask(question).hits
    assert not any(term.synonyms for hit in hits for term in hit.why.terms)


def test_dates_of_a_pasted_text_are_looked_for_as_typed(searcher):
    for more, written in (("", True), (" ".join(f"sep{a}{b}" for a in "bcdfghlmnprst" for b in "aiou"), False)):
        hits = searcher.ask(f"3 May 2021 {more}").hits
        assert hits[0].passage.document_id == "minutes.md"
        assert any(term.synonyms for hit in hits for term in hit.why.terms) is written


def test_how_many_passages_have_words_one_after_the_other_is_counted_once(indexed, monkeypatch):
    searcher = Searcher(
        indexed({"a.md": "# A\n\nThe night watch; the nightwatch.\n", "b.md": "# B\n\nA night watch.\n"})
    )
    with searcher._served.use() as snapshot:
        reader = snapshot.finder.reader
    counted, count = [], reader.count
    monkeypatch.setattr(reader, "count", lambda query: counted.append(query.phrases) or count(query))
    answers = [searcher.ask(question).hits for question in ("Who is on night watch?", "When is night watch?")]
    assert counted == [(("night", "watch"),)] and all(len(hits) == 2 for hits in answers)
