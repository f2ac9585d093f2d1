"""A table of words sees what the Analyzer sees, token for token."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()
PIECES = [
    "post-coital", "IL-6", "U.S.", "U.S.A", "e.g.", "3.5", "400,000", "1.2.3-x", "-1.5", "don't", "don’t", "İs", "é",
    "e\u0301", "幸福", "我很幸福吗", "ー々", "カタカナ", "한국어", "😀", "\u2028", "\r\n", "\x00", "a" * 150, "9" * 70, 
    "x-" * 50,     "'s", "--", "\ufeff", "oxy\u00adtocin", "שלום", "कि", "A.B", "a.b.",
    ".\u02bc.", "1,", "١٢٣", "ﬁne", "\ud800", " ",
]  # fmt: skip


ANY = st.one_of(st.sampled_from(PIECES), st.sampled_from(" .,-'a1B\n\x1c\x85\u3000\xa0"), st.text(max_size=5))


@given(st.lists(ANY, max_size=30))
def test_tokens_of_the_table_are_those_of_the_analyzer(pieces):
    text, table = "".join(pieces), ANALYZER.table()
    found = table.text(text)
    assert table.tokens(found) == ANALYZER.tokens(text)
    assert found.gaps is None or len(found.gaps) == len(found.rows)


def test_a_full_table_makes_room_for_another(monkeypatch):
    monkeypatch.setattr("indexer.text.analysis.word_table._MOST", 3)
    analyzer = Analyzer()
    table = analyzer.table()
    assert analyzer.table() is table
    table.text("many words of a text")
    assert analyzer.table() is not table and not analyzer.table()


def test_of_each_position_the_form_that_phrases_see_is_marked():
    table = Analyzer().table()
    row = table["post-coital,"]
    forms = range(table.first_form[row], table.first_form[row + 1])
    words = {number: word for word, number in table.phrases.items()}
    assert [(words[table.phrase[f]], table.step[f], table.part[f], table.last[f]) for f in forms] == [
        ("postcoital", 0, 0, 0), ("post", 0, 1, 1), ("coital", 1, 1, 1),
    ]  # fmt: skip
    assert table.width[row] == 12 and table.steps[row] == 2
