"""Synonyms that all servers of an index share: looked at once a second, and kept while they cannot be read."""

from indexer.errors import ClusterUnavailable
from indexer.text.synonyms import RecordedSynonyms


class Place:
    """Where they stand: a text, or an error."""

    def __init__(self, there):
        self.there, self.reads = there, 0

    def read(self):
        self.reads += 1
        if isinstance(self.there, Exception):
            raise self.there
        return self.there


def test_they_are_looked_at_once_a_second_and_kept_while_they_cannot_be_read():
    now, place = [0.0], Place("a = b")
    synonyms = RecordedSynonyms("there", place.read, clock=lambda: now[0])
    first = synonyms.rules()
    assert len(first.rules) == 1 and synonyms.rules() is first and place.reads == 1
    place.there = "a = b\nc = d"
    assert synonyms.rules() is first, "not before a second is over"
    now[0] = 1.0
    second = synonyms.rules()
    assert len(second.rules) == 2 and second.digest != first.digest
    place.there, now[0] = ClusterUnavailable("it is silent"), 2.0
    assert synonyms.rules() is second
    place.there, now[0] = "", 3.0
    assert not synonyms.rules()


def test_where_they_were_never_read_a_fault_says_so_until_they_are():
    now, place = [0.0], Place(ClusterUnavailable("it is silent"))
    synonyms = RecordedSynonyms("there", place.read, clock=lambda: now[0])
    assert not synonyms.rules() and "it is silent" in synonyms.rules().faults[0].fault
    place.there, now[0] = "", 1.0
    assert synonyms.rules().faults == ()
