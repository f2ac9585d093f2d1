"""Pages, the API and Python give one and the same list."""

import re
from random import Random

import pytest

from indexer.indexing import index_corpus
from indexer.searching import Searcher, pooling
from indexer.settings import Settings
from search_ui.app import create_app

WORDS = ["alder", "birch", "cedar", "dogwood", "elm", "fir", "ginkgo", "hazel", "ivy", "juniper", "larch", "maple"]


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    """Of an index of 45 documents, some nearly the same; and pools of 12 passages."""
    folder, chance = tmp_path_factory.mktemp("paging"), Random(3)
    (folder / "corpus").mkdir()
    said = ""
    for number in range(45):
        said = (
            ". ".join(" ".join(chance.choices(WORDS, k=8)).capitalize() for _ in range(3)) if number % 6 != 5 else said
        )
        (folder / "corpus" / f"{number:02}.txt").write_text(f"{said}.\n")
    made = Settings.load(index=folder / "index")
    index_corpus(made, [folder / "corpus"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pooling, "DEPTH", 12)
        yield made


@pytest.mark.parametrize(
    "question", ["elm fir", "which maple stands beside the larch?", '"elm fir" and some maple of the long row of trees']
)
def test_pages_and_the_api_give_the_list_that_python_gives(settings, question):
    listed = [hit.passage.id for hit in Searcher(settings).ask(question, limit=1000).hits]
    assert len(listed) > 20
    client = create_app(settings).test_client()
    on_pages, in_answers = [], []
    for page in range(1, 9):
        html = client.get("/search", query_string={"q": question, "page": page}).get_data(as_text=True)
        on_pages += re.findall(r'<li id="p-([0-9a-f]+)" data-rank="(\d+)"', html)
        asked = {"q": question, "limit": 7, "skip": 7 * (page - 1)}
        in_answers += [hit["passage_id"] for hit in client.get("/api/v1/search", query_string=asked).json["hits"]]
    assert on_pages == [(name, str(rank)) for rank, name in enumerate(listed, start=1)]
    assert in_answers == listed[:56]


def test_where_nothing_answers_three_of_the_closest_are_seen_and_the_others_a_click_away(tmp_path):
    sports = [
        "tennis",
        "chess",
        "rowing",
        "judo",
        "golf",
        "darts",
        "polo",
        "boxing",
        "sailing",
        "hockey",
        "squash",
        "curling",
    ]
    (tmp_path / "corpus").mkdir()
    for sport in sports:
        (tmp_path / "corpus" / f"{sport}.md").write_text(f"# {sport}\n\nThe club for {sport} meets on Monday.\n")
    made = Settings.load(index=tmp_path / "index")
    index_corpus(made, [tmp_path / "corpus"])
    client, asked = create_app(made).test_client(), {"q": "does the club serve unleavened bread at its annual dinner?"}
    assert client.get("/api/v1/search", query_string=asked).json["verdict"] == "nothing"
    first = client.get("/search", query_string=asked).get_data(as_text=True)
    ranks = [re.findall(r'<li id="p-[0-9a-f]+" data-rank="(\d+)"', part) for part in first.split('class="others"')]
    assert ranks == [["1", "2", "3"], ["4", "5", "6", "7", "8", "9", "10"]]
    assert "<summary>7 more passages</summary>" in first and '<ol class="hits" role="list" start="4">' in first
    second = client.get("/search", query_string={**asked, "page": 2}).get_data(as_text=True)
    assert 'data-rank="11"' in second and 'class="others"' not in second
    assert 'class="others"' not in client.get("/search?q=tennis+club").get_data(as_text=True)
