"""The lines of a file of synonyms: what each says, and what is wrong with it, by its number."""

import os

import pytest

from indexer.text.analysis import Analyzer
from indexer.text.synonyms import QuestionSynonyms, SynonymRule, SynonymsFile, read_rules


def test_two_ways_one_way_lists_protected_words_and_comments():
    found = read_rules(
        "\ufeff# health\ncorona = COVID-19   # as people say\n\nheart attack, MI => myocardial  infarction\n"
        "protect: news, C#\na = b = c\n"
    )
    assert found.faults == () and found.protected == ("news", "C#")
    first, second, third = found.rules
    assert first == SynonymRule(2, ("corona", "COVID-19"), ("corona", "COVID-19"), True)
    assert second == SynonymRule(4, ("heart attack", "MI"), ("myocardial infarction",), False)
    assert list(second.pairs) == [("heart attack", "myocardial infarction"), ("MI", "myocardial infarction")]
    assert len(list(third.pairs)) == 6 and third.in_words("a", "b") == "a = b" and second.in_words("x", "y") == "x => y"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("corona COVID-19", 'has no "=" or "=>"'),
        ("= COVID-19", "a word is missing"),
        ("a =>", "a word is missing"),
        ("a => b => c", 'one "=>"'),
        ("a = b => c", 'one "=>"'),
        ("a, a => a", "both sides have the same"),
        ("a = a", "twice the same"),
        ("protect:", "a word is missing"),
        ("protect: two words", "more than one word"),
        ("a b c d e f g h i => x", "more than 8 words"),
        ("x = " + "y" * 600, "603 characters|604 characters"),
        (" = ".join(f"w{n}" for n in range(30)), "too many"),
    ],
)
def test_what_is_wrong_names_its_line_and_the_others_hold(line, fault):
    found = read_rules(f"good = fine\n{line}\nold = aged\n")
    assert [rule.line for rule in found.rules] == [1, 3]
    (said,) = found.faults
    assert said.line == 2 and said.in_words.startswith("line 2: ")
    assert any(part in said.fault for part in fault.split("|"))


def test_other_words_are_found_by_their_stems_the_longest_phrase_first():
    known = QuestionSynonyms(
        read_rules("heart attack => myocardial infarction\nattack => assault\nCOVID-19 = corona\n"), Analyzer()
    )

    def others(question):
        return [
            (o.covered, o.single, o.pattern, o.said)
            for o in Analyzer().question(question, alternatives=known).alternatives
        ]

    assert others("what helps with heart attacks?") == [
        (("heart", "attack"), False, ("myocardi", "infarct"), "heart attack => myocardial infarction")
    ]
    assert others("attacks of bees") == [(("attack",), True, ("assault",), "attack => assault")]
    assert others("myocardial infarction") == [], "one way"
    assert others("covid-19 tests") == [(("covid19", "covid", "19"), True, ("corona",), "COVID-19 = corona")]
    assert others("corona") == [(("corona",), True, ("covid", "19"), "corona = COVID-19")]


def test_of_phrases_that_overlap_the_one_of_most_words_counts_and_of_as_many_the_first():
    rules = (
        "want to be => wish\nto be here anymore => crisis\nhere anymore now => soon\nbe => exist\nnow then => again\n"
    )
    known = QuestionSynonyms(read_rules(rules), Analyzer())

    def met(question):
        return [other.said for other in Analyzer().question(question, alternatives=known).alternatives]

    assert met("I want to be here anymore now then") == ["to be here anymore => crisis", "now then => again"]
    assert met("want to be here anymore") == ["to be here anymore => crisis"]
    assert met("I want to be, and here anymore now then") == ["want to be => wish", "here anymore now => soon"]
    assert met("be quick, want to be, be quick") == ["be => exist", "want to be => wish"], "a repeated one once"


def test_so_many_alternatives_of_a_question_are_enough():
    lines = "\n".join(f"apple => other{n}" for n in range(100)) + "\n" + "\n".join(f"w{n} => x{n}" for n in range(100))
    known = QuestionSynonyms(read_rules(lines), Analyzer())
    assert len(known.of(Analyzer().tokens("apple"))) == 20
    assert len(known.of(Analyzer().tokens(" ".join(f"w{n}" for n in range(100))))) == 60


def test_the_file_is_read_again_when_it_changes_and_looked_at_once_a_second(tmp_path):
    now, path = [0.0], tmp_path / "synonyms.txt"
    file = SynonymsFile(path, clock=lambda: now[0])
    assert not file.rules() and file.rules().faults == ()
    path.write_text("a = b\n")
    assert not file.rules(), "not before a second is over"
    now[0] = 1.0
    first = file.rules()
    assert len(first.rules) == 1 and first.digest
    now[0] = 2.0
    assert file.rules() is first
    path.write_text("a = b\nc = d\n")
    now[0] = 3.0
    assert len(file.rules().rules) == 2 and file.rules().digest != first.digest
    path.unlink()
    now[0] = 4.0
    assert not file.rules() and file.rules().digest == ""


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    (tmp_path / "latin").write_bytes("a = b\nGröße = Maß\n".encode("latin-1"))
    assert [(f.line, "UTF-8" in f.fault) for f in SynonymsFile(tmp_path / "latin").rules().faults] == [(2, True)]
    (tmp_path / "folder").mkdir()
    assert "no file" in SynonymsFile(tmp_path / "folder").rules().faults[0].in_words
    (tmp_path / "large").write_bytes(b"#" * (5 << 20))
    assert "larger than 4 MiB" in SynonymsFile(tmp_path / "large").rules().faults[0].fault
    os.mkfifo(tmp_path / "pipe")
    assert "no file" in SynonymsFile(tmp_path / "pipe").rules().faults[0].fault, "and nobody waits for it"


def test_what_is_wrong_is_said_once_in_a_process_and_again_where_it_was_mended_in_between(tmp_path, caplog):
    path = tmp_path / "synonyms.txt"
    for text, warned in (("tea\n", 1), ("tea\n", 1), ("tea\nmilk\n", 2), ("tea = char\n", 2), ("tea\n", 3)):
        path.write_text(text)
        SynonymsFile(path).rules()
        assert len(caplog.records) == warned
