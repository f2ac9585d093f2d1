"""A result alone: what a page of results would be heavy with."""

import html
import re

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Settings
from search_ui.app import create_app
from tests.search_ui.results_alone import copied_from, results_alone

QUESTION = "what does prolactin do after orgasm?"


def test_a_result_tells_why_it_is_there_in_numbers_that_add_up(client, corpus_searcher):
    question = "how common is crying after prolactin"
    pages = results_alone(client, q=question)
    reasons = [page[page.index('class="why"') :] for page in pages]
    hits = corpus_searcher.ask(question).hits
    assert len(reasons) == len(hits) > 1
    missing = set()
    for why, hit in zip(reasons, hits, strict=True):
        rows = re.findall(r'<tr><th scope="row" dir="auto">(.*?)</th><td>(.*?)</td>', why)
        assert [(name, found == "not found") for name, found in rows] == [
            (t.typed, not t.fields) for t in hit.why.terms
        ]
        assert all(re.fullmatch(r"(\d+ × [a-z ]+(, )?)+|not found", found) for _, found in rows)
        missing |= {found == "not found" for _, found in rows}
        numbers = [float(n) for n in re.findall(r'class="number">([\d.]+)<', why[why.index("What its score") :])]
        assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=0.05)
    assert missing == {True, False}


def test_what_can_be_copied_is_the_text_its_citation_and_a_link_that_finds_back(client, corpus_searcher):
    hit = corpus_searcher.ask(QUESTION).hits[0]
    answer, quote, citation, link = copied_from(results_alone(client, q=QUESTION)[0])[:4]
    assert quote == hit.passage.text
    assert hit.answer and answer == quote[hit.answer.start - hit.passage.start : hit.answer.end - hit.passage.start]
    assert hit.passage.place in citation and hit.passage.revision[:12] in citation and citation.endswith(link)
    target = client.get(link.removeprefix("http://localhost")).text
    assert 'id="passage"' in target and 'class="notice"' not in target


def test_a_page_of_results_has_no_word_of_a_passage_twice_beside_its_lines_and_leads_to_each_result(client):
    page = client.get("/search", query_string={"q": QUESTION}).text
    ids = re.findall(r'<li id="p-(\w+)"', page)
    assert (
        len(ids) > 1 and "data-copy" not in page and 'class="total"' not in page and '<ul class="lines-of' not in page
    )
    for passage in ids:
        assert re.search(rf'href="/result\?[^"]*id={passage}#copy"', page)
        assert re.search(rf'href="/result\?[^"]*id={passage}#why"', page)


def test_it_has_all_styles_and_what_is_near_it_and_is_told_by_its_passage(client, corpus_searcher):
    hits = corpus_searcher.ask(QUESTION).hits
    pages = results_alone(client, q=QUESTION)
    assert len(pages) == len(hits)
    for page, hit in zip(pages, hits, strict=True):
        assert all(style in page for style in ("BibTeX", "CSL-JSON", "Markdown"))
        assert page.count('class="where"') == len(hit.others) + len(hit.duplicates)
        assert html.escape(hit.passage.text.split("\n")[0][:20], quote=False)[:8] in re.sub("<[^>]+>", "", page)
    assert any(hit.others for hit in hits)


def test_what_cannot_be_asked_leads_to_where_it_is_said(client):
    assert client.get("/result").location == "/"
    assert client.get("/result?q=" + 3000 * "a" + "&id=x").location.startswith("/search?q=aaa")


def test_of_a_passage_that_is_no_result_any_more_there_is_what_can_be_copied_and_why_it_has_no_score(
    client, corpus_searcher
):
    hits = corpus_searcher.ask("crying").hits
    other = next(
        p for p in corpus_searcher.passages("help/when-tears-come.txt") if all(p.id != h.passage.id for h in hits)
    )
    answer = client.get(f"/result?q=prolactin&kind=table&id={other.id}")
    assert answer.status_code == 200
    assert other.text in copied_from(answer.text) and "BibTeX" in answer.text and 'class="why"' not in answer.text
    assert re.search(
        r'class="note no-more">[^<]*not among them any more\. <a href="/search\?q=prolactin&amp;kind=table"',
        answer.text,
    )


def test_of_a_passage_that_the_index_has_not_any_more_it_is_said_so(client):
    answer = client.get("/result?q=crying&kind=table&id=none")
    assert answer.status_code == 404 and "<h1>This passage is not in the index any more</h1>" in answer.text
    assert re.search(r'class="note no-more">.* <a href="/search\?q=crying&amp;kind=table"', answer.text)


def test_copies_of_one_title_are_called_by_their_paths(tmp_path):
    for version in ("v1", "v2", "v3"):
        (tmp_path / "corpus" / version).mkdir(parents=True)
        text = (
            "# Backups\n\nA backup of the whole cluster is made by the command that is called snapshot, every night.\n"
        )
        (tmp_path / "corpus" / version / "backups.md").write_text(text)
    settings = Settings.load(index=tmp_path / "index", semantic="off")
    index_corpus(settings, [tmp_path / "corpus"])
    (alone,) = results_alone(create_app(settings).test_client(), q="how is a backup of the cluster made?")
    named = re.findall(r'class="where"><span dir="auto">(.*?)</span>', alone)
    assert sorted(named) == ["v1/backups.md", "v2/backups.md"]
