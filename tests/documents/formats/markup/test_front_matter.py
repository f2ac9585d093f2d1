"""Front matter: the title, a question, what is searched beside the text, and what is kept."""

import time
from dataclasses import replace

import pytest

from indexer.documents.formats.markup.commonmark.markdown import read_markdown
from indexer.documents.formats.markup.front_matter import front_matter_of
from indexer.documents.splitting import SentenceSplitter, split
from indexer.model import About, Document, PassageKind

YAML = """---
title: "Returning a *hired* drill"
description: >-
  How to bring
  a drill back.
tags: [hire, late-fee]
aliases:
  - overdue tool
  - /old/address/
lang: en
date: 2024-05-06
author: {name: Ada, mail: x}
---
A day costs more.
"""
TOML = """+++
title = "Returning a *hired* drill"
description = "How to bring a drill back."
date = 2024-05-06
lang = "en"
tags = ["hire", "late-fee"]
aliases = ["overdue tool"]
[author]
name = "Ada"
+++
A day costs more.
"""
JSON = """{
  "title": "Returning a *hired* drill", "description": "How to bring a drill back.", "date": "2024-05-06", "lang": "en",
  "tags": ["hire", "late-fee"], "aliases": "overdue tool", "authors": [{"name": "Ada"}]
}

A day costs more.
"""


@pytest.mark.parametrize("source", [YAML, TOML, JSON, YAML.replace("\n", "\r\n")])
def test_what_the_author_says_of_a_page(source):
    reading = read_markdown(source)
    assert (reading.title, reading.text) == ("Returning a hired drill", "A day costs more.")
    (block,) = reading.blocks
    assert block.locator.lines == (source.rstrip().count("\n") + 1,) * 2
    assert reading.about.searched.split("\n")[0] == "How to bring a drill back."
    assert sorted(reading.about.searched.split("\n")[1:]) == ["hire", "late-fee", "overdue tool"]
    assert (reading.about.language, reading.about.date, reading.about.author) == ("en", "2024-05-06", "Ada")


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("---\ntitle: >-\n  A folded\n  title\n---\nx", "A folded title"),
        ("---\ntitle: |\n  A kept\n  title\n---\nx", "A kept title"),
        ("---\ntitle: 'It''s'\n---\nx", "It's"),
        ("---\nTitle: Upper\n...\nx", "Upper"),
        ("---\ntitle: No: YAML: at all\n---\nx", "No: YAML: at all"),
        ("---\ntitle: The `<input>` of C# *now*\n---\nx", "The <input> of C# now"),
        ("---\ntitle: <input>\n---\nx", "<input>"),
        ("---\ntitle: snake_case_name\n---\nx", "snake_case_name"),
        ("---\ntitle: 2024\n---\nx", "2024"),
        ("---\ntitle:\n---\n# Own\n\nx", "Own"),
        ("---\n---\n# Own\n\nx", "Own"),
        ("\ufeff---\ntitle: Marked\n---\nx", "Marked"),
    ],
)
def test_titles(source, title):
    reading = read_markdown(source)
    assert (
        reading.title == title
        and reading.text.endswith("x")
        and "title" not in reading.text.replace("A folded title", "")
    )


@pytest.mark.parametrize(
    "source",
    ["---\nwords between rules\n---\nx", "---\n- a list\n---\nx", "+++\nno toml\n+++\nx", "{not json}\n\nx",
     '{"a": 1} in text', "{{< note >}}\nx\n{{< /note >}}", "---\nno end\nx", "[1]\nx"],
)  # fmt: skip
def test_what_is_no_front_matter_is_text(source):
    assert front_matter_of(source).end == 0
    assert read_markdown(source).text.strip().endswith(("x", "text"))


def passages(source):
    reading = read_markdown(source)
    document = Document("d", "d.md", reading.title or "", reading.text, "0", "text/markdown", reading.blocks)
    document = replace(document, about=reading.about)
    return split(document, SentenceSplitter())


@pytest.mark.parametrize(
    "source",
    ["---\nquestion: Is it late?\n{}---\nYes.\n\nMore.\n", '+++\nquestion = "Is it late?"\n{}+++\nYes.\n\nMore.\n'],
)
@pytest.mark.parametrize("title", [False, True])
def test_a_question_is_the_heading_of_its_answer(source, title):
    said = "title: Time\n" if source.startswith("-") else 'title = "Time"\n'
    (passage,) = passages(source.format(said if title else ""))
    assert (passage.text, passage.kind) == ("Is it late?\n\nYes.\n\nMore.", PassageKind.QUESTION_AND_ANSWER)
    assert passage.title == ("Time" if title else "Is it late?") and passage.locator.lines[0] == 2


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: T\nparams:\n  description: Of tools.\n  title: U\n---\nx",
        '+++\ntitle = "T"\n[extra]\ndescription = "Of tools."\ntitle = "U"\n+++\nx',
        '{"title": "T", "params": {"description": "Of tools.", "title": "U"}}\n\nx',
    ],
)
def test_keys_in_a_table_of_their_own_count_too(source):
    reading = read_markdown(source)
    assert (reading.title, reading.about.searched) == ("T", "Of tools.")


def test_a_question_that_stands_on_the_page_is_not_said_twice():
    assert read_markdown("---\nquestion: Is it late?\n---\n# Is it late?\n\nYes.").text == "Is it late?\n\nYes."


def test_the_words_for_a_page_are_searched_where_it_begins():
    first, second = passages("---\ntags: [hire]\ndescription: Of tools.\n---\n# T\n\nOne.\n\n## U\n\nTwo.\n")
    assert (first.about, second.about) == ("Of tools.\nhire", "")
    assert first.lead_in == second.lead_in == ""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("---\ntitle: Opening hours\ndescription: Eight to six.\n---\n", "Opening hours\n\nEight to six."),
        ("---\ntitle: Opening hours\n---\n", "Opening hours"),
        ('+++\ndescription = "Eight to six."\n+++\n', "Eight to six."),
        ('{"title": "Opening hours", "tags": ["desk"]}\n', "Opening hours\n\ndesk"),
        ("---\nquestion: When?\ndescription: At eight.\n---\n<!-- nothing -->", "When?\n\nAt eight."),
    ],
)
def test_a_page_of_front_matter_alone_is_a_document(source, text):
    reading = read_markdown(source)
    assert reading.text == text and any(b.kind.value == "paragraph" for b in reading.blocks)


BOMBS = {
    "aliases": "---\na0: &a0 [x,x]\n"
    + "".join(f"a{i}: &a{i} [*a{i - 1},*a{i - 1}]\n" for i in range(1, 60))
    + "tags: *a59\n---\nx",
    "itself": "---\ntags: &a [*a, b]\n---\nx",
    "brackets": "---\na: " + "[" * 30_000 + "\n---\nx",
    "levels": "---\n" + "".join(" " * i + "a:\n" for i in range(300)) + "---\nx",
    "tables": "+++\na = " + "[" * 10_000 + "\n+++\nx",
    "objects": '{"a":' * 10_000 + "\n\nx",
    "python": "---\ntags: !!python/object/apply:os.system [echo]\n---\nx",
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_unfolds_or_nests_without_end_is_bounded(name):
    started = time.process_time()
    reading = read_markdown(BOMBS[name])
    assert reading.text.endswith("x") and len(reading.about.searched) < 1000
    assert time.process_time() - started < 10


def test_nothing_is_said_of_a_page_without_front_matter():
    assert read_markdown("# T\n\nx").about == About()


def test_links_to_notes_in_front_matter_are_their_labels():
    about = read_markdown('---\ntags: ["[[Trips]]", "[[Places|A place]]"]\ndescription: See [[Kyoto]].\n---\nx\n').about
    assert about.searched == "See Kyoto.\nTrips\nA place" and about.keywords == "Trips, A place"
