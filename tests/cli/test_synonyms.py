"""passageway synonyms: what the file says, finds and changes."""

import json
import logging

import pytest

from indexer.indexing import index_corpus
from indexer.indexing.quality import save_question
from indexer.settings import Settings

RULES = "corona = COVID-19\nmask, cover => veil\nprotect: news\nno rule\n"


@pytest.fixture
def index(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "virus.md").write_text("# Virus\n\nCOVID-19 spreads by droplets. Wear a mask indoors.\n")
    (tmp_path / "corpus" / "tea.md").write_text("# Tea\n\nTea takes three minutes.\n")
    settings = Settings.load(index=tmp_path / "index", workers=1)
    index_corpus(settings, [tmp_path / "corpus"])
    save_question(settings, "corona", "virus.md")
    save_question(settings, "how long does tea take?", "tea.md")
    return settings.index


def test_without_a_file_it_says_where_to_write_one(run, index):
    code, out, _ = run("synonyms", "--index", index)
    assert code == 0 and f"Write some into {index}/synonyms.txt" in out.replace("\n", " ")


def test_each_line_says_what_it_finds_and_what_is_wrong_names_its_line(run, index):
    (index / "synonyms.txt").write_text(RULES)
    level = logging.getLogger("passageway.synonyms").level
    code, out, err = run("synonyms", "--index", index)
    assert code == 3 and err == ""
    assert logging.getLogger("passageway.synonyms").level == level
    assert "corona (0) = COVID-19 (1)\nmask (1), cover (0) => veil (0)\nprotected: news\n" in out
    assert "synonyms.txt, line 4: 'no rule' has no" in out.replace("\n", " ")
    code, out, _ = run("synonyms", "--index", index, "--json")
    assert json.loads(out) == {
        "file": str(index / "synonyms.txt"),
        "rules": [
            {"line": 1, "both_ways": True, "others": [], "same": [], "common": [],
             "words": [{"text": "corona", "passages": 0}, {"text": "COVID-19", "passages": 1}]},
            {"line": 2, "both_ways": False, "words": [{"text": "mask", "passages": 1}, {"text": "cover", "passages": 0}],
             "others": [{"text": "veil", "passages": 0}], "same": [], "common": []},
        ],
        "protected": ["news"],
        "faults": [{"line": 4, "fault": "'no rule' has no \"=\" or \"=>\", and does not begin with \"protect:\""}],
        "questions": 0,
        "changes": [],
        "unchanged": [],
    }  # fmt: skip


def test_it_says_which_words_are_the_same_already_and_which_are_common(run, index, tmp_path):
    for number in range(5):
        (tmp_path / "corpus" / f"{number}.md").write_text(f"# Day {number}\n\nMasks are worn on day {number}.\n")
    index_corpus(Settings.load(index=index, workers=1), [tmp_path / "corpus"])
    rules = "masked, mask => masks, veil\nsee-through = see through = glass\nveil = masks\nwear => don\n"
    (index / "synonyms.txt").write_text(rules)
    lines = [line.strip() for line in run("synonyms", "--index", index)[1].splitlines()]
    same = "are the same to the index without this line"
    common = "is common in the passages: other words for it may mislead"
    assert [line for line in lines if same in line or common in line] == [
        f"masked and masks {same}",
        f"mask and masks {same}",
        f"masked {common}",
        f"mask {common}",
        f"see through and see-through {same}",
    ]
    first, second, *_ = json.loads(run("synonyms", "--index", index, "--json")[1])["rules"]
    assert first["same"] == [["masked", "masks"], ["mask", "masks"]] and first["common"] == ["masked", "mask"]
    assert second["same"] == [["see through", "see-through"]] and second["common"] == []


def test_of_a_question_that_is_answered_as_before_it_is_shown_what_answers_it_and_why(run, index):
    (index / "synonyms.txt").write_text("corona = COVID-19\nminutes = hours\n")
    wanted = ["--preview", "how many minutes does tea take?", "--preview", "who wears a mask?", "--index", index]
    code, out, _ = run("synonyms", *wanted)
    assert code == 0 and "0 of 2 questions answered otherwise." in out
    assert "= tea.md" in out and "though this is about words of it: minutes = hours" in out.replace("\n", " ")
    assert "= virus.md" in out and "the same, as no synonym is about words of it" in out
    found = json.loads(run("synonyms", *wanted, "--json")[1])
    assert found["changes"] == [] and [one["met"] for one in found["unchanged"]] == [["minutes = hours"], []]


def test_what_changes_is_shown_for_one_question_and_for_those_that_are_saved(run, index, tmp_path):
    (index / "synonyms.txt").write_text("corona = COVID-19\n")
    code, out, _ = run("synonyms", "--index", index, "--preview", "corona")
    assert code == 0 and "nothing -> answered" in out and "+ virus.md" in out
    assert "How many passages" not in out, "nobody asked for the list"
    assert "1 of 1 question answered otherwise." in out
    found = json.loads(run("synonyms", "--index", index, "--effects", "--json")[1])
    assert found["questions"] == 2
    assert [
        (c["question"], c["verdicts"], c["before"], [p["document_id"] for p in c["after"]]) for c in found["changes"]
    ] == [("corona", ["nothing", "answered"], [], ["virus.md"])]
    (tmp_path / "new.txt").write_text("corona = COVID-19\ntea = infusion\n")
    code, out, _ = run("synonyms", "--index", index, "--try", tmp_path / "new.txt")
    assert "0 of 2 questions answered otherwise." in out, "beside what holds now"
    assert run("synonyms", "--index", index, "--try", tmp_path / "none.txt")[0] == 2


def test_a_text_is_saved_in_place_of_what_holds(run, index, tmp_path):
    (index / "synonyms.txt").write_text("corona = COVID-19\n")
    (tmp_path / "new.txt").write_text("cuppa => tea\n")
    code, out, _ = run("synonyms", "--index", index, "--save", tmp_path / "new.txt")
    assert code == 0
    assert out.startswith(f"Saved in {index / 'synonyms.txt'}; it holds from now on:\ncuppa (0) => tea (1)")
    assert (index / "synonyms.txt").read_text() == "cuppa => tea\n"
    (tmp_path / "latin").write_bytes("Größe = Maß\n".encode("latin-1"))
    code, _, err = run("synonyms", "--index", index, "--save", tmp_path / "latin")
    assert code == 1 and "it is not UTF-8 text" in err
    assert (index / "synonyms.txt").read_text() == "cuppa => tea\n"
