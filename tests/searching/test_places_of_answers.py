"""A hit says where its answer stands, not only where the passage begins and ends."""

from dataclasses import replace

import pytest

from indexer.cli.printing.show import show_answer
from indexer.indexing import index_corpus
from indexer.model import About, Pages
from indexer.model.as_json import as_json
from indexer.searching import Searcher
from indexer.settings import Settings
from tests.made_pdf import pdf

SUBTITLES = """1
00:00:01,000 --> 00:00:03,000
Good evening, and welcome to the cellar.

2
00:00:05,500 --> 00:00:09,000
Lamp oil is kept in blue bottles beside the door.

3
00:00:24,000 --> 00:00:29,000
Wicks are cut every second week by the keeper.

4
01:02:10,000 --> 01:02:14,000
That was the tour of the lighthouse.
"""

PAGES = (
    [(72, 700, "Our lamps burn with a steady light. Their glasses are washed each"), (72, 686, "morning by the cook.")],
    [(72, 700, "The foghorn is sounded twice a minute. Its valve came from Leeds.")],
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    folder = tmp_path_factory.mktemp("places")
    (folder / "c").mkdir()
    (folder / "c" / "tour.srt").write_text(SUBTITLES)
    (folder / "c" / "tower.pdf").write_bytes(pdf(*PAGES))
    (folder / "c" / "rooms.txt").write_text(
        "The kitchen is green.\nThe bedroom has a round window.\nThe attic is dry.\n"
    )
    settings = Settings.load(index=folder / "i")
    index_corpus(settings, [folder / "c"])
    return Searcher(settings)


@pytest.mark.parametrize(
    ("question", "passage", "answer"),
    [
        ("Where is lamp oil kept?", "0:01–0:29", "0:05–0:09"),
        ("How often is the foghorn sounded?", "pages 1–2", "page 2"),
        ("Which room has a round window?", "lines 1–3", "line 2"),
    ],
)
def test_a_hit_names_the_place_of_its_answer(searcher, question, passage, answer, capsys):
    hit = (said := searcher.ask(question)).hits[0]
    assert (hit.passage.place, hit.place) == (passage, answer)
    show_answer(said, site="")
    assert f"{hit.passage.document_id}, {answer}\n" in capsys.readouterr().out


def test_the_json_of_an_answer_has_its_own_place(searcher):
    found = as_json(searcher.ask("How often is the foghorn sounded?").hits[0])
    assert found["page"] == 1 and found["place"]["last_page"] == 2
    assert (found["answer"]["page"], found["answer"]["lines"]) == (2, None)
    assert found["answer"]["place"] == {"last_page": 2}
    assert searcher.ask("How often is the foghorn sounded?").hits[0].locator.pages == Pages(2, 2)


def test_without_an_answer_it_names_the_passages(searcher):
    hit = searcher.ask("Why does the bishop of Rome ride bicycles to Leeds at Easter?").hits[0]
    assert hit.answer is None and hit.place == hit.passage.place


def test_no_passage_goes_over_a_long_silence(searcher):
    assert [passage.place for passage in searcher.passages("tour.srt")] == ["0:01–0:29", "1:02:10–1:02:14"]


def test_a_shell_names_a_document_once_and_days_without_their_time(searcher, capsys):
    said = searcher.ask("Which room has a round window?")
    hit = replace(said.hits[0], about=About(author="A. Keeper", date="2026-06-10T18:00:00+00:00"))
    show_answer(replace(said, hits=(replace(hit, others=(hit, hit)),)), site="")
    shown = capsys.readouterr().out
    assert "A. Keeper, 2026-06-10\n" in shown and "   also: line 2; line 2\n" in shown
