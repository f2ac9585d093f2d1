"""Where sentences end in fifteen languages and more: golden cases, and what holds of any text.

Each line of a file in ``tests/golden/sentences`` is a paragraph; "¦" stands between its sentences.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.documents.splitting import SentenceSplitter

_GOLDEN = sorted((Path(__file__).parents[2] / "golden" / "sentences").glob("*.txt"))
_SPLITTER = SentenceSplitter()

#: What rules look at, put together at random.
_PIECES = list(" \n.?!…。！？।؟۔։።。」』«»„“”‘’()、，,:;¿¡") + [
    "z. B. ", "Nr. 5", "3. Oktober", " der 2. Weltkrieg", "II. Dünya", "ı", "1999 r. ", "XIX в. ", "т. е. ", "د. ", "डॉ. ",
    "と", "word", "Word", "5 Mio. Euro", "etc. ", "中", "かな", "한글", "e\u0301", "😀", "\u2028", "İ",
    "p. ex. ", "EE. UU. ",
]  # fmt: skip


def _sentences(text):
    return [text[start:end] for start, end in _SPLITTER.spans(text)]


@pytest.mark.parametrize("path", _GOLDEN, ids=lambda path: path.stem)
def test_sentences_end_where_their_language_ends_them(path):
    for line in path.read_text("utf-8").splitlines():
        wanted = [sentence.strip() for sentence in line.split("¦")]
        assert _sentences(line.replace(" ¦ ", " ").replace("¦", "")) == wanted, line


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join), st.integers(0, 5))
def test_whatever_is_no_white_space_lies_in_just_one_sentence(text, start):
    found = _SPLITTER.spans(text, min(start, len(text)))
    edges = [place for span in found for place in span]
    assert edges == sorted(edges)
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in found)
    covered = "".join(text[a:b] for a, b in found)
    assert "".join(covered.split()) == "".join(text[min(start, len(text)) :].split())


def test_what_is_short_in_one_language_ends_sentences_of_another():
    """The rules are of all languages at once: a word that is one elsewhere stays one."""
    for text in ("It is on. The lamp burns.", "Il gatto è mio. Il cane dorme.", "It is a NP. We wait."):
        assert len(_sentences(text)) > 1, text


def test_an_article_of_german_stands_before_an_ordinal_number_and_a_pronoun_behind_a_whole_one():
    assert len(_sentences("Sie wohnt im 2. Stock. Er wohnt im 3. Sie wohnt oben.")) == 3
    assert _sentences("Das Kapital beträgt 5 Mio. Euro. Es steigt.")[0] == "Das Kapital beträgt 5 Mio. Euro."
