"""The compiled kernel is there, or it is said why not, and numpy answers."""

import pytest

from indexer.engines.whoosh.scoring import compiled, scored_by, warm_up
from indexer.errors import install


@pytest.fixture(autouse=True)
def cold(monkeypatch):
    monkeypatch.setattr(compiled._State, "kernel", None)
    monkeypatch.setattr(compiled._State, "fault", "")


def test_a_kernel_that_cannot_be_loaded_leaves_numpy_and_the_reason(monkeypatch):
    def fail(name):
        raise OSError("no place\nfor its cache")

    monkeypatch.setattr(compiled, "find_spec", lambda name: name)
    monkeypatch.setattr(compiled, "import_module", fail)
    assert warm_up() == scored_by() == "numpy (numba does not work here: no place for its cache)"
    assert compiled._State.kernel is None


def test_without_numba_numpy_scores_and_what_would_be_faster_is_named(monkeypatch):
    monkeypatch.setattr(compiled, "find_spec", lambda name: None)
    assert warm_up() == scored_by() and install("fast") in scored_by()
    assert compiled._State.kernel is None


def test_it_is_loaded_once(monkeypatch):
    pytest.importorskip("numba")
    assert warm_up() == "numba"
    kernel = compiled._State.kernel
    monkeypatch.setattr(compiled, "import_module", None)
    assert warm_up() == "numba" and compiled._State.kernel is kernel is not None
