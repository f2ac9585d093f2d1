"""A link never leads to a look-alike: what stands around the words decides, not that they are the same."""

import json
from datetime import date

import pytest

from indexer.errors import CitationError
from indexer.indexing import index_corpus
from indexer.model import Span
from indexer.quoting.citations_file import append_citation, update_citations, verify_citations
from indexer.quoting.resolution import Selector
from indexer.quoting.resolver import Resolver
from indexer.quoting.standing.quoted_places import places_of
from indexer.settings import Settings


class Shelf:
    """One document, which is rewritten; its earlier revision is kept, or not."""

    def __init__(self, folder, text, name="a.txt", keep=3):
        self.folder = folder / "c"
        self.folder.mkdir(parents=True)
        self.settings = Settings.load(index=folder / "i", keep_generations=keep)
        for number in range(3):  # a run that would take away most documents asks first
            (self.folder / f"other-{number}.txt").write_text(f"Other document number {number}.\n")
        self.write(text, name)

    def write(self, text, name="a.txt"):
        (self.folder / name).write_bytes(text.encode())
        index_corpus(self.settings, [self.folder])

    def rename(self, old, new, text=None):
        content = (self.folder / old).read_bytes() if text is None else text.encode()
        (self.folder / new).write_bytes(content)
        (self.folder / old).unlink()
        index_corpus(self.settings, [self.folder], remove_many=True)

    def excerpt(self, words, nth=0, name="a.txt"):
        text = self.resolver.document(name).text
        places = [at for at in range(len(text)) if text.startswith(words, at)]
        return self.resolver.excerpt(name, Span(places[nth], places[nth] + len(words)))

    @property
    def resolver(self):
        return Resolver(self.settings)


TEAMS = "Team {} reported steady growth in all twelve regions."
SECTION = "## Team {}\n\nThe team reported steady growth in all twelve regions.\n\n"

#: A text, the words that are quoted and which of their places, and the text after a change that takes them away.
LOOK_ALIKES = [
    # The sentence is deleted, and another one has its words.
    (["Alpha", "Omega", "Beta"], "reported steady growth in all twelve regions.", 1, ["Alpha", "Beta"]),
    (["Omega", "Beta"], "reported steady growth in all twelve regions.", 0, ["Beta"]),
    (["Alpha", "Omega"], "reported steady growth in all twelve regions.", 1, ["Alpha"]),
    # The name is changed for one of the same length, and of another.
    (["Omega"], "reported steady growth", 0, ["Gamma"]),
    (["Omega"], "reported steady growth", 0, ["Beta"]),
    (["Northern Germany", "Peru"], "reported steady growth", 0, ["Southern Germany", "Peru"]),
    (["Northern Germany", "Southern Germany"], "in all twelve regions", 0, ["Southern Germany"]),
]


@pytest.mark.parametrize("keep", [1, pytest.param(3, marks=pytest.mark.long)])
@pytest.mark.parametrize("form", ["\n\n", " ", "sections"])
@pytest.mark.parametrize(("before", "words", "nth", "after"), LOOK_ALIKES)
def test_words_of_another_are_never_moved_to(tmp_path, before, words, nth, after, form, keep):
    def text(names):
        if form == "sections":
            return "# Report\n\n" + "".join(SECTION.format(name) for name in names) + "## End\n\nThat was all.\n"
        return form.join(["A report of teams.", *(TEAMS.format(name) for name in names), "That was all."]) + "\n"

    shelf = Shelf(tmp_path, text(before), "a.md", keep)
    cited = shelf.excerpt(words, nth, "a.md")
    append_citation(tmp_path / "cited.jsonl", cited, cited=date(2026, 3, 5))
    line = (tmp_path / "cited.jsonl").read_bytes()
    assert shelf.resolver.resolve(Selector.of(cited)).status == "exact"
    shelf.write(text(after), "a.md")
    found = shelf.resolver.resolve(Selector.of(cited))
    assert found.status in ("changed", "ambiguous", "gone") and found.mark is None
    assert update_citations(tmp_path / "cited.jsonl", verify_citations(tmp_path / "cited.jsonl", shelf.resolver)) == 0
    assert (tmp_path / "cited.jsonl").read_bytes() == line


STORY = "A first line of it.\n\nThe lamp at the gate burned all night. The keeper slept until the morning bell.\n"


@pytest.mark.parametrize(
    ("after", "status"),
    [
        (STORY.replace("A first", "A new first"), "moved"),
        (f"Something new.\n\n{STORY}", "moved"),
        (STORY.replace("morning bell", "noon"), "exact"),
        (STORY.replace("\n", "\r\n"), "moved"),
        (STORY.replace("all night. ", "all night.\n\n"), "exact"),
        ("A last line of it.\n\nBirds. The lamp at the gate burned all night. The keeper slept.\n", "moved"),
        (STORY.replace("The lamp", "No lamp"), "changed"),
    ],
)
def test_what_stands_among_its_words_is_followed(tmp_path, after, status):
    shelf = Shelf(tmp_path, STORY)
    cited = shelf.excerpt("The lamp at the gate burned")
    shelf.write(after)
    found = shelf.resolver.resolve(Selector.of(cited))
    assert found.status == status and (found.mark is None) == (status == "changed")
    if found.mark:
        assert found.mark.text == cited.text


@pytest.mark.parametrize("words", ["burned all\nnight. The keeper\nslept", "The lamp at the gate\nburned"])
def test_other_line_ends_and_another_format_are_the_same_words(tmp_path, words):
    lines = (
        "A first line of it.\n\nThe lamp at the gate\nburned all\nnight. The keeper\nslept until the morning bell.\n"
    )
    shelf = Shelf(tmp_path, lines)
    cited = shelf.excerpt(words)
    shelf.write(lines.replace("\n", "\r\n"))
    found = shelf.resolver.resolve(Selector.of(cited))
    assert found.status in ("exact", "moved") and found.mark.text.replace("\r\n", "\n") == words
    shelf.rename("a.txt", "a.md", lines)
    found = shelf.resolver.resolve(Selector.of(cited))
    assert found.status == "moved" and found.mark.document_id == "a.md"
    assert found.mark.text.split() == words.split()


def test_a_renamed_file_with_markup_that_is_read_now_has_the_same_words(tmp_path):
    text = "# The gate\n\nThe lamp at the **gate** burned all night.\n"
    shelf = Shelf(tmp_path, text)
    cited = shelf.excerpt("The lamp at the **gate** burned")
    shelf.rename("a.txt", "a.md")
    found = shelf.resolver.resolve(Selector.of(cited))
    assert found.status == "moved" and found.mark.text == "The lamp at the gate burned"


def test_words_that_stand_in_another_document_now_are_told_and_not_followed(tmp_path):
    shelf = Shelf(tmp_path, STORY)
    cited = shelf.excerpt("The lamp at the gate burned")
    shelf.write("Elsewhere.\n\nThe lamp at the gate burned all night.\n", "b.txt")
    shelf.write("Nothing of it is left.\n")
    found = shelf.resolver.resolve(Selector.of(cited))
    assert found.status == "gone" and [(e.document_id, e.text) for e in found.elsewhere] == [("b.txt", cited.text)]
    (shelf.folder / "a.txt").unlink()
    index_corpus(shelf.settings, [shelf.folder])
    found = shelf.resolver.resolve(Selector.of(cited))
    assert found.status == "gone" and [e.document_id for e in found.elsewhere] == ["b.txt"]


def test_of_many_documents_that_have_the_words_the_first_are_told(tmp_path):
    shelf = Shelf(tmp_path, STORY)
    cited = shelf.excerpt("The lamp at the gate burned")
    for n in range(8):
        (shelf.folder / f"copy{n}.txt").write_text(f"Copy {n}.\n\nThe lamp at the gate burned all night.\n")
    shelf.write("Nothing of it is left.\n")
    found = shelf.resolver.resolve(Selector.of(cited))
    assert [e.document_id for e in found.elsewhere] == [f"copy{n}.txt" for n in range(5)]


def test_a_position_alone_says_nothing(tmp_path):
    resolver = Shelf(tmp_path, STORY).resolver
    with pytest.raises(CitationError, match="give the revision"):
        resolver.resolve(Selector("a.txt", span=Span(0, 7)))
    revision = resolver.document("a.txt").revision
    assert resolver.resolve(Selector("a.txt", revision[:16], Span(0, 7))).mark.text == "A first"


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("a b.", "x a b. y", ["a b."]),
        ("a\nb.", "x a\r\nb. y a b.", ["a\r\nb.", "a b."]),
        ("(a **b**)", "x (a b) y", ["(a b)"]),
        ("a b.", "x a  b, y", []),
        ("A b", "x a  b y", []),
        ("a, b", "x a  b y", []),
        ("…", "x", []),
    ],
)
def test_places_are_those_of_the_same_characters(words, text, expected):
    assert [text[slice(*place)] for place in places_of(words, text)] == expected


def test_an_update_keeps_what_is_not_followed_to_the_byte(tmp_path):
    shelf = Shelf(tmp_path, STORY)
    append_citation(tmp_path / "cited.jsonl", shelf.excerpt("burned all night"), cited=date(2026, 3, 5))
    before = json.loads((tmp_path / "cited.jsonl").read_text())
    shelf.write(STORY.replace("The lamp", "No lamp"))
    assert [v.resolution.status for v in verify_citations(tmp_path / "cited.jsonl", shelf.resolver)] == ["ambiguous"]
    update_citations(tmp_path / "cited.jsonl", verify_citations(tmp_path / "cited.jsonl", shelf.resolver))
    assert json.loads((tmp_path / "cited.jsonl").read_text()) == before
