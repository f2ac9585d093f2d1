"""Which stretches are near a piece, which places of its words are the best, and which parts of it stand in order."""

import numpy as np
import pytest

from indexer.quoting.checking import piece_search
from indexer.quoting.checking.altered import resembles
from indexer.quoting.checking.verbatim import Elision, Match, best_matches, elision_in, matches
from indexer.quoting.checking.verdicts import PieceKind
from indexer.text.wording import Stream


class Similar:
    def __init__(self, similarity):
        self.similarity = similarity


@pytest.mark.parametrize(
    ("kind", "words", "share", "near"),
    [
        (PieceKind.QUOTATION, 8, 0.5, True), (PieceKind.QUOTATION, 8, 0.49, False), (PieceKind.QUOTATION, 7, 0.59, False),
        (PieceKind.QUOTATION, 7, 0.6, True), (PieceKind.SENTENCE, 7, 0.64, False), (PieceKind.SENTENCE, 7, 0.65, True),
        (PieceKind.SENTENCE, 20, 0.64, False), (PieceKind.SENTENCE, 20, 0.65, True), (PieceKind.QUOTATION, 1, 1.0, False),
        (PieceKind.QUOTATION, 2, 1.0, True), (PieceKind.SENTENCE, 1, 1.0, False),
    ],
)  # fmt: skip
def test_short_pieces_and_sentences_must_be_nearer_and_one_equal_word_is_too_few(kind, words, share, near):
    assert resembles(kind, words, Similar(share)) is near


class Sources:
    def __init__(self, texts):
        self.texts, self.read = texts, []

    def stream(self, document_id):
        self.read.append(document_id)
        return None, Stream.of(self.texts[document_id])


def best(sources, text, whole, named=()):
    told = []
    found = best_matches(sources, {0: Stream.of(text)}, {0: whole}, {0: named}, lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(1, len(whole) + 1))
    assert {(stage, total) for stage, _, total in told} <= {("compare", len(whole))}
    return found.get(0)


def test_a_named_document_comes_first_then_the_very_characters_then_the_order_of_ids():
    texts = {"a": "the LAMP burned", "b": "so the lamp burned.", "c": "the lamp burned", "d": "The lamp burned"}
    sources = Sources(texts)
    assert best(sources, "the lamp burned", ["a", "b", "c", "d"]) == Match("b", (3, 18), True, ("a", "c", "d"))
    assert sources.read == ["a", "b"]  # no other could be better
    sources.read.clear()
    assert best(sources, "the lamp burned", ["a", "b", "c", "d"], ["d"]) == Match("d", (0, 15), False, ("a", "b", "c"))
    assert sources.read == ["d"]
    assert best(sources, "the lamp burned", ["d", "a"]) == Match("a", (0, 15), False, ("d",))
    assert best(sources, "the lamp burned", ["c", "b"], ["a", "c"]) == Match("c", (0, 15), True, ("b",))
    assert best(sources, "a cold lamp", ["a"]) is None and best(sources, "lamp", []) is None


def test_so_many_documents_are_looked_into_where_the_form_differs(monkeypatch):
    monkeypatch.setattr(matches, "_DOCUMENTS", 2)
    sources = Sources(dict.fromkeys("abc", "the LAMP") | {"d": "the lamp"})
    assert best(sources, "the lamp", ["a", "b", "c", "d"]) == Match("a", (0, 8), False, ("b", "c", "d"))
    assert sources.read == ["a", "b"]


def test_in_one_document_the_very_characters_are_looked_for_among_so_many_places(monkeypatch):
    sources = Sources({"a": "A LAMP, a Lamp, “a lamp”, a lamp"})
    assert best(sources, "“a lamp”", ["a"]) == Match("a", (16, 24), True)
    assert best(sources, "a lamp", ["a"]) == Match("a", (17, 23), True)
    monkeypatch.setattr(matches, "_OCCURRENCES", 2)
    assert best(sources, "a lamp", ["a"]) == Match("a", (0, 6), False)
    assert best(Sources({"a": "lamp"}), "(lamp", ["a"]) == Match("a", (0, 4), False)  # nothing stands before it


def test_parts_stand_in_order_as_close_together_as_anywhere():
    source = Stream.of("one two x one y y two three; two one. one two z z three")
    parts = [Stream.of(word) for word in ("one", "two")]
    assert elision_in("a", parts, source) == Elision("a", ((0, 3), (4, 7)), (0,))
    found = elision_in("a", [*parts, Stream.of("three")], source)
    text = source.text
    assert [text[slice(*span)] for span in found.spans] == ["one", "two", "three"] and found.gaps == (2, 0)
    assert found.spans[0].start == 10
    assert elision_in("a", [Stream.of("three"), Stream.of("y")], source) is None
    assert elision_in("a", [Stream.of("none"), Stream.of("one")], source) is None
    assert elision_in("a", [Stream.of("two x one"), Stream.of("one y")], source) is None  # they would overlap


def test_the_parts_that_stand_closest_together_are_taken_wherever_the_first_begins():
    source = Stream.of("a lamp burned. Then a lamp went out and it stood still.")
    found = elision_in("a", [Stream.of("a lamp"), Stream.of("it stood")], source)
    assert [span.start for span in found.spans] == [20, 40] and found.gaps == (3,)


def test_seeds_that_stand_everywhere_are_left_out(monkeypatch):
    monkeypatch.setattr(piece_search, "_COMMON", 2)
    rows = np.array([(0, 1, 5, 9), (0, 1, 6, 9), (0, 1, 7, 9), (0, 2, 5, 9), (1, 1, 5, 9), (1, 1, 6, 9)])
    assert piece_search._rare(rows).tolist() == rows[3:].tolist()
    empty = np.zeros((0, 4), np.int64)
    assert piece_search._rare(empty).shape == (0, 4)


def test_seeds_are_handed_out_by_needle():
    rows = [np.array([(2, 1, 1), (0, 2, 2)]), np.array([(2, 3, 3), (1, 4, 4)])]
    found = {needle: piece.tolist() for needle, piece in piece_search._by_needle(rows).items()}
    assert found == {0: [[2, 2]], 1: [[4, 4]], 2: [[1, 1], [3, 3]]}
    assert piece_search._by_needle([]) == {} == piece_search._by_needle([np.zeros((0, 3), np.int64)])


def test_each_needle_document_and_beginning_has_a_number_of_its_own():
    """A needle may begin before its document does, where only its end stands there."""
    places = {
        (needle, document, begin): [needle, seed, document, begin + seed]
        for needle in (0, 1, 500) for document in (0, 1, 9000) for begin in (-70, -1, 0, 1, 5000) for seed in (80,)
    }  # fmt: skip
    numbers = piece_search._places(np.array(list(places.values())))
    assert len(set(numbers.tolist())) == len(places)
    again = piece_search._places(np.array([(n, 90, d, begin + 90) for n, d, begin in places]))
    assert again.tolist() == numbers.tolist()
