"""What has changed on disk is looked at beside the requests: one look at a time, told with its age."""

from dataclasses import replace
from threading import Event

import pytest

from indexer.errors import IndexBusy
from indexer.model import CorpusChanges
from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui.request import corpus_look
from search_ui.request.corpus_look import CorpusLook
from tests.waiting import PATIENCE


@pytest.fixture
def status(corpus_settings):
    return Searcher(corpus_settings).status()


class Looks:
    """A look that tells how often it was taken, and waits to be let through where it is to."""

    def __init__(self, *, held=False, error=None):
        self.count, self.through, self.error = 0, Event(), error
        if not held:
            self.through.set()

    def __call__(self, settings, status):
        self.count += 1
        assert self.through.wait(PATIENCE)
        if self.error:
            raise self.error
        return CorpusChanges(status.generation, f"look {self.count}", 0.0)


def test_a_quick_look_is_waited_for_and_is_not_taken_again_at_once(status):
    looks = Looks()
    look = CorpusLook(Settings(), looks)
    assert look.last(status).changes is None and looks.count == 0
    for _ in range(3):
        found = look.renewed(status)
        assert found.changes.looked == "look 1" and not found.going_on
    assert looks.count == 1 and look.last(status) == found


def test_a_slow_look_keeps_no_page_waiting_and_there_is_one_at_a_time(status, monkeypatch):
    looks = Looks(held=True)
    look = CorpusLook(Settings(), looks)
    with monkeypatch.context() as patch:
        patch.setattr(corpus_look, "_WAIT", 0.05)
        for _ in range(2):
            found = look.renewed(status)
            assert found.changes is None and found.going_on
    looks.through.set()
    assert look.renewed(status).changes.looked == "look 1" and looks.count == 1


def test_what_was_found_of_another_generation_is_not_told(status):
    looks = Looks()
    look = CorpusLook(Settings(), looks)
    look.renewed(status)
    later = replace(status, generation=status.generation + 1)
    assert look.last(later).changes is None
    assert look.renewed(later).changes.generation == later.generation and looks.count == 2


@pytest.mark.parametrize("error", [IndexBusy("later"), RuntimeError("a fault")])
def test_a_look_that_fails_ends(status, error):
    look = CorpusLook(Settings(), Looks(error=error))
    found = look.renewed(status)
    assert found.changes is None and not found.going_on
