"""The quick way to the ends of sentences gives what Punkt gives."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.documents.splitting.sentence_breaks import SentenceBreaks
from indexer.text.nltk_parts import nltk_module

_PIECES = list(" \n\t.?!…'\"”’)»]([{,;:-—。") + [
    "  ", ". ", "? ", '." ', "Dr", "dr.", "e.g", "A", "B.", "word", "Word.", "wörd", "3.5", "12.", "中", "J. S.", "etc",
    "...", ". . .", "--", "COVID-19.", "non-dr.", "u.s.", "\u00a0", "\u3000", "no.", "it's", "ſ.", "İ.",
]  # fmt: skip

_PUNKT = nltk_module("nltk.tokenize.punkt")
_PARAMETERS = _PUNKT.PunktParameters()
_PARAMETERS.abbrev_types = {"dr", "e.g", "no", "etc"}


class _Marks(_PUNKT.PunktLanguageVars):
    sent_end_chars = (".", "?", "!", "…")


TOKENIZER = _PUNKT.PunktSentenceTokenizer(_PARAMETERS, lang_vars=_Marks())
BREAKS = SentenceBreaks(TOKENIZER, frozenset(_PARAMETERS.abbrev_types))


@settings(max_examples=400)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
@example("He said “Go.” Then he left. (She did not.) Nor they!!! No. 5 is Dr. No.")
@example("One.\nTwo? Three…\n\nFour")
@example(". . . ?")
@example("It rains (a lot). . . . It pours (dr.)? . . Yes). .5 no")
@example("(a).\n\x1c\u2028) word. \x1f")
def test_sentences_begin_where_punkt_has_them_begin(text):
    assert BREAKS.starts(text) == {start for start, _ in TOKENIZER.span_tokenize(text)}


def test_a_plain_word_is_decided_without_punkt():
    asked = BREAKS._is_break.cache_info().misses
    assert BREAKS.starts("It rains. It pours! Does it? Yes.") == {0, 10, 20, 29}
    assert BREAKS.starts("It rains (a lot). It pours (dr.)! Yes.") == {0, 18, 34}
    assert BREAKS._is_break.cache_info().misses == asked
