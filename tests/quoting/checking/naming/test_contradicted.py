"""What a draft names beside a quotation, and its source says otherwise of itself."""

import pytest

from indexer.indexing import index_corpus
from indexer.model.as_json import as_json
from indexer.quoting.checking import Checker, check_markdown, check_page
from indexer.quoting.checking.naming.claims import Claims, claims_in
from indexer.settings import Settings
from tests.made_pdf import pdf

STATED = """---
title: On herons
author: Anna Meyer and Jo Lang
date: 2019-05-02
---

# On herons

The heron waits among the reeds until the light is gone. Tom Quill saw it in winter.
"""
OTHER = "---\nauthor: Karl Müller\ndate: 2021\n---\n\n# On owls\n\nThe owl turns its head nearly all the way round.\n"
ABROAD = "---\nauthor: Иван Петров\n---\n\n# On geese\n\nThe goose flies south in a long wedge.\n"
USER = "---\nauthor: jbrandt\n---\n\n# On cranes\n\nThe crane dances on the meadow in March.\n"
EARLIER = STATED.replace("2019-05-02", "2017").replace("The heron waits", "The bittern booms at dusk. The heron hides")
SILENT = "# On moles\n\nThe mole digs a tunnel of several metres in a night.\n"
PAGES = (
    [(72, 700, "The otter swims upstream at dusk and sleeps by day.")],
    [(72, 700, "Its den has an entrance under the water line. It swims.")],
    [(72, 700, "In spring the young learn to dive in shallow pools. It swims.")],
    [(72, 700, "Fishermen in the valley have never liked the animal.")],
)
ANNEX = (
    [(72, 700, "Weasels are counted by their tracks.")],
    [(72, 700, "Snow keeps them.")],
    [(72, 700, "Sand does not.")],
)
LABELLED = ([(72, 700, "A badger leaves its sett after sunset.")], [(72, 700, "It digs for worms in wet meadows.")])


@pytest.fixture(scope="module")
def nature(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nature")
    (folder / "corpus").mkdir()
    texts = {"herons.md": STATED, "owls.md": OTHER, "moles.md": SILENT, "earlier.md": EARLIER, "geese.md": ABROAD}
    for name, text in {**texts, "cranes.md": USER}.items():
        (folder / "corpus" / name).write_text(text, "utf-8")
    (folder / "corpus" / "otters.pdf").write_bytes(pdf(*PAGES))
    (folder / "corpus" / "labelled.pdf").write_bytes(pdf(*LABELLED, roman=True))
    (folder / "corpus" / "annex.pdf").write_bytes(pdf(*ANNEX, labels="/S/D/P(A-)/St 2"))
    settings = Settings.load(index=folder / "index", semantic="off", workers=1)
    index_corpus(settings, [folder / "corpus"])
    return Checker(settings)


HERON = "“The heron waits among the reeds until the light is gone.”"
OTTER, DEN = "“The otter swims upstream at dusk and sleeps by day”", "“Its den has an entrance under the water line”"
YOUNG = "“In spring the young learn to dive in shallow pools”"


def contraries(checker, draft):
    items = [item for item in checker.check(draft).items if item.kind.value == "quotation"]
    return [(found.kind.value, found.draft, str(found.source)) for item in items for found in item.contraries]


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (f"{HERON} (Smith 2019)", [("author", "Smith", "Anna Meyer and Jo Lang")]),
        (f"{HERON} (Meyer & Smith 2019)", [("author", "Smith", "Anna Meyer and Jo Lang")]),
        (f"{HERON} (Meyer 2017)", [("year", "2017", "2019")]),
        (f"As Smith (2017) writes: {HERON}", [("author", "Smith", "Anna Meyer and Jo Lang"), ("year", "2017", "2019")]),
        (f"According to Smith, {HERON}", [("author", "Smith", "Anna Meyer and Jo Lang")]),
        (f"As the 2021 report says, {HERON}", [("year", "2021", "2019")]),
        (f"Laut Müller {HERON}", [("author", "Müller", "Anna Meyer and Jo Lang")]),
        (f"Laut Frau Eva Bode: {HERON}", [("author", "Bode", "Anna Meyer and Jo Lang")]),
        (f"Selon Dupont, {HERON}", [("author", "Dupont", "Anna Meyer and Jo Lang")]),
        (f"{OTTER} (p. 3)", [("page", "3", "page 1")]),
        ("“A badger leaves its sett after sunset.” (p. 2)", [("page", "2", "page i (1st of the file)")]),
        ("“Weasels are counted by their tracks.” (p. 3)", [("page", "3", "page A-2 (1st of the file)")]),
        (f"{OTTER} (S. 2–3)", [("page", "2–3", "page 1")]),
        (f"{HERON} — Karl Müller, On owls", [("author", "Müller", "Anna Meyer and Jo Lang")]),
        (f"Karl Müller writes: {HERON}", [("author", "Müller", "Anna Meyer and Jo Lang")]),
        (f"{HERON} (Dr. Smith, 2019)", [("author", "Smith", "Anna Meyer and Jo Lang")]),
        (f"{HERON} (WHO 2017)", [("year", "2017", "2019")]),
        (
            "“The heron waits among the green reeds until the light is gone.” (Smith 2019)",
            [("author", "Smith", "Anna Meyer and Jo Lang")],
        ),
    ],
)
def test_a_contrary_author_year_or_page_is_told(nature, draft, found):
    assert contraries(nature, draft) == found


@pytest.mark.parametrize(
    "draft",
    [
        f"{HERON} (Meyer 2019)",
        f"{HERON} (Meyer and Lang 2019, p. 4)",  # which has no pages
        f"{HERON} (MEYER 2019)",
        f"{HERON} (Meyer et al., 2019)",
        f"{HERON} (Berlin 2019)",
        f"{HERON} (WHO 2019)",
        f"{HERON} — Oscar Wilde, The reeds",  # who wrote nothing that is known
        f"Professor Smith says: {HERON}",
        f"{HERON} (Quill 2019)",  # whom it speaks of
        f"{HERON} (see above)",
        f"{HERON} (London)",
        f"Laut Gutachten {HERON}",  # a noun
        f"In 2021 somebody wrote that {HERON}",  # which says when he wrote
        "“The mole digs a tunnel of several metres in a night.” (Smith 2017, p. 3)",  # which says nothing of itself
        "“Tom Quill saw it in late winter.” (Meyer 2017)",  # altered, two have it
        "“Tom Quill … in winter.” (Meyer 2019)",  # with parts left out, two have it
        "“The owl turns its head nearly all the way round.” (Mueller 2021)",
        "“The goose flies south in a long wedge.” (Petrov 2019)",  # who is stated in another script
        "“The crane dances on the meadow in March.” (Brandt 2019)",  # whose name as a user is stated
        f"Meyer, unlike Smith (2017), said in 2019 that {HERON}",  # who is named in no form of a citation
        f"{YOUNG} (p. 1)",  # a number printed on it, behind a cover
        f"{OTTER} (p. 1)",
        "“Weasels are counted by their tracks.” (p. 2)",  # which is called A-2
        f"{OTTER} (pp. 1-2)",
        f"{OTTER} (p. 143)",  # a number printed on it
        f"{OTTER} (Smith 2019)",
        f"{OTTER} (p. 2), and {DEN} (p. 3).",  # as many off
        "“Tom Quill saw it in winter.” (Meyer 2017)",  # two have it
        "“It swims.” (p. 1)",  # it may be on several pages
        f"{HERON} (owls.md, 2021)",  # the name is wrong, which is told
    ],
)
def test_what_a_document_does_not_know_or_does_not_contradict_is_not_told(nature, draft):
    assert contraries(nature, draft) == []


def test_of_citations_as_many_pages_off_another_is_told(nature):
    draft = f"{OTTER} (p. 2), and {DEN} (p. 3), and {YOUNG} (p. 1)."
    assert contraries(nature, draft) == [("page", "1", "page 3")]


def test_it_is_told_in_every_report(nature):
    check = nature.check(f"{HERON} (Smith 2017)\n")
    (item,) = (item for item in check.items if item.contraries)
    author = "the draft names Smith; the document says it is by Anna Meyer and Jo Lang"
    assert [contrary.in_words for contrary in item.contraries] == [
        author,
        "the draft names 2017; the document says it is of 2019",
    ]
    assert item.verdict == "verbatim"
    assert as_json(item)["contraries"] == [
        {"kind": "author", "draft": "Smith", "source": "Anna Meyer and Jo Lang"},
        {"kind": "year", "draft": "2017", "source": "2019"},
    ]
    assert author in check_markdown(check, name="draft") and author in check_page(check, name="draft")


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("(Meyer 2019, p. 14)", Claims(("Meyer",), 2019, (14, 14))),
        ("(vgl. Müller, 2019, S. 14f.)", Claims(("Müller",), 2019, (14, 14))),
        ("(Meyer & Lang, 2019: 14)", Claims(("Meyer", "Lang"), 2019, (14, 14))),
        ("(van der Berg 2003, pp. 143–7)", Claims(("Berg",), 2003, (143, 147))),
        ("(Smith, J., 2018; p. 4)", Claims(("Smith",), 2018, (4, 4))),
        ("(Smith, J., 2018, p. 3; Lang 2017, p. 9)", Claims()),  # any of which may be meant
        ("(Meyer, S. 2019)", Claims(("Meyer",), 2019)),
        ("(Meyer 2019, pp. 3, 7 and 9)", Claims(("Meyer",), 2019, (3, 9))),
        ("(Kant [1781] 2009)", Claims(("Kant",))),
        ("(O’Brien 2019)", Claims(("O’Brien",), 2019)),
        ("as Meyer’s (2019) report says", Claims(("Meyer",), 2019)),
        (", according to Meyer.", Claims(("Meyer",))),
        ("(Spring 2019)", Claims((), 2019)),
        ("(Juni 2019)", Claims((), 2019)),
        ("(20191)", Claims()),
        ("p53, p38 and p. 0.05", Claims()),
        ("According to Greek law,", Claims()),
        ("Laut Bürgerlichem Gesetzbuch:", Claims(("Gesetzbuch",), doubtful=True)),
        ("(World Bank 2019)", Claims(("Bank",), 2019)),
        ("(2019a)", Claims((), 2019)),
        ("— Meyer, On herons, 2019, p. 14", Claims(("Meyer",), 2019, (14, 14), doubtful=True)),
        ("” — Jane Austen, Emma", Claims(("Austen",), doubtful=True)),  # who may be no person
        ("Professor Quill writes that", Claims(("Quill",), doubtful=True)),
        ("Nobody writes that", Claims()),
        ("(Dr. Smith, 2019)", Claims(("Smith",), 2019)),
        ("(Prof. Dr. Anna Smith 2019)", Claims(("Smith",), 2019)),
        ("(WHO 2019)", Claims((), 2019)),  # whose name cannot be known
        ("(NHS England, 2019, p. 4)", Claims((), 2019, (4, 4))),
        ("(Berlin 2019)", Claims(("Berlin",), 2019, doubtful=True)),  # a place, or a name
        ("(Smith 2019, p. iv)", Claims(("Smith",), 2019)),
        ("rapport de 2021", Claims((), 2021)),
        ("(Table 4)", Claims()),
        ("(12)", Claims()),
        ("(notes of 2019 by others)", Claims()),
    ],
)
def test_what_is_claimed(text, claims):
    assert claims_in([text]) == claims


def test_of_each_kind_the_nearest_counts():
    assert claims_in(["(p. 3)", "As Meyer (2019, p. 9) says,"]) == Claims(("Meyer",), 2019, (3, 3))
