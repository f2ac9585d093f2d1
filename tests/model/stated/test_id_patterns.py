"""Shell patterns on document ids do what the standard library's do, also where they are quick ways for folders."""

from fnmatch import fnmatchcase
from glob import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.model.stated.id_patterns import admitting

NAMES = st.text(alphabet="ab/*?[]#.\n", max_size=8)


@given(st.text(alphabet="ab/*?[]!#.\n", max_size=8), NAMES)
@example("[*]*", "*b")
@example("[*", "[*")
@example("[[]a]*", "[a]x")
@example("a[?", "a[?")
def test_a_pattern_admits_what_fnmatch_does(pattern, name):
    assert admitting(pattern)(name) == fnmatchcase(name, pattern)


@given(NAMES, NAMES)
def test_an_escaped_name_admits_itself_alone(name, other):
    assert admitting(escape(name))(other) == (name == other)
    assert admitting(f"{escape(name)}*")(name + other)


@given(st.lists(NAMES, min_size=1, max_size=3), NAMES)
def test_of_several_patterns_one_is_to_fit(patterns, name):
    assert admitting(tuple(patterns))(name) == any(fnmatchcase(name, pattern) for pattern in patterns)


def test_no_pattern_is_no_filter():
    assert admitting(None) is None


@pytest.mark.parametrize("pattern", ["", "*"])
def test_the_shortest_patterns(pattern):
    assert admitting(pattern)("a") == (pattern == "*") and admitting(pattern)("") is True
