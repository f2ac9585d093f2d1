"""The pages as a reader without JavaScript gets them."""

import html
import re
from dataclasses import replace
from email.message import EmailMessage
from unittest.mock import Mock
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask import has_request_context

from indexer.errors import DocumentNotFound
from indexer.indexing import index_corpus
from indexer.model import Hit, Locator, Passage, Span, Verdict
from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.pages.asking.shown_hits import shown_hits
from search_ui.pages.results import match_position
from search_ui.pages.search_query import SearchQuery

QUESTION = "what does prolactin do after orgasm?"


def links(page, beginning):
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', page) if link.startswith(beginning)]


@pytest.fixture
def results(client):
    return client.get("/search", query_string={"q": QUESTION}).text


def test_the_first_page_offers_questions_that_find_their_answer(client, corpus_searcher):
    page = client.get("/").text
    status = corpus_searcher.status()
    assert "Ask your documents." in page and f"{status.documents} documents, {status.passages} passages" in page
    offered = links(page, "/search?")
    assert offered
    first = client.get(offered[0])
    assert first.status_code == 200 and "Nothing here answers" not in first.text


@pytest.mark.parametrize("address", ["/search", "/search?q=", "/search?q=++"])
def test_an_empty_question_leads_to_the_first_page(client, address):
    response = client.get(address)
    assert response.status_code == 302 and response.location == "/"


def test_the_first_page_with_a_question_leads_to_its_results(client):
    address = client.get("/", query_string={"q": "wind & kites", "kind": "list"}).location
    asked = parse_qs(urlsplit(address).query)
    assert urlsplit(address).path == "/search" and asked == {"q": ["wind & kites"], "kind": ["list"]}


def test_results_keep_the_question_and_mark_the_answer(results):
    assert f'value="{QUESTION}"' in results and f"<title>{QUESTION} – Passageway</title>" in results
    assert '<mark class="answer">' in results and re.search(r"<mark>[Pp]rolactin</mark>", results)
    assert 'role="status"' in results and re.search(r"\d+ results in \d+\sms", results)


def test_a_result_leads_to_its_passage_in_the_source(client, results):
    link = links(results, "/source/")[0]
    assert urlsplit(link).fragment == "passage" and parse_qs(urlsplit(link).query)["q"] == [QUESTION]
    source = client.get(link).text
    shown = source[source.index('id="passage"') :]
    assert source.count('id="passage"') == 1
    assert '<mark class="answer">' in shown and "The passage" in shown and re.search(r"lines? \d", shown)


def test_the_way_back_leads_to_the_result_it_came_from(client, results):
    source = client.get(links(results, "/source/")[0]).text
    back = links(source, "/search?")[0]
    assert f'id="{urlsplit(back).fragment}"' in results
    assert client.get(back).text.count("<article") == results.count("<article")


def test_matches_are_walked_in_reading_order_both_ways(client, results):
    page = client.get(links(results, "/source/")[0]).text
    for rel, step in (("prev", -1), ("next", 1)):
        here = page
        while link := re.search(rf'rel="{rel}"[^>]*href="([^"]+)"', here):
            before = int(re.search(r"(\d+) of \d+", here)[1])
            here = client.get(html.unescape(link[1])).text
            assert int(re.search(r"(\d+) of \d+", here)[1]) == before + step
            assert 'id="passage"' in here


def test_a_source_without_a_passage_shows_the_whole_document(client, corpus_searcher):
    document = corpus_searcher.document("key-points.txt")
    page = client.get("/source/key-points.txt").text
    assert page.count("<h1") == 1 and "<table" in page and "<ul" in page and 'id="passage"' not in page
    words = html.unescape(re.sub(r"<[^>]*>", " ", page)).split()
    assert [w for w in document.text.split() if w not in words and w not in ("|", "---|---")] == []


def test_a_passage_that_is_gone_is_said_to_be_gone(client):
    page = client.get("/source/faq.html?passage=00").text
    assert "no longer here" in page


def test_a_search_in_some_documents_says_so_and_offers_all(client):
    page = client.get("/search?q=tears&document=help/*").text
    chips = re.search(r'<ul class="chips".*?</ul>', page, re.DOTALL)[0]
    assert "folder:" in chips and "help" in chips and links(chips, "/search?") == ["/search?q=tears"]
    found = links(page, "/source/")
    assert found and all(link.startswith("/source/help/") and "document=help/*" in unquote(link) for link in found)


def shown(page):
    return re.findall(r'<li id="p-(\w+)"', page)


def test_pages_of_results_follow_one_another_without_repeating_any(client, corpus_searcher):
    first = client.get("/search?q=why+do+tears+come").text
    (later,) = [link for link in links(first, "/search?") if "page=2" in link]
    second = client.get(later).text
    assert len(shown(first)) == 10 and 'data-rank="11"' in second
    everything = corpus_searcher.ask("why do tears come", limit=20).hits
    assert shown(first) + shown(second) == [hit.passage.id for hit in everything]
    assert "/search?q=why+do+tears+come" in links(second, "/search?")


@pytest.mark.parametrize("page", ["0", "-4", "many", ""])
def test_a_page_that_makes_no_sense_is_the_first(client, page):
    assert shown(client.get(f"/search?q=tears&page={page}").text) == shown(client.get("/search?q=tears").text)


def test_a_page_past_the_last_says_so_and_leads_to_one_that_there_is(client, corpus_searcher):
    page = client.get("/search?q=tears&page=99").text
    last = -(-len(corpus_searcher.ask("tears", limit=100).hits) // 10)
    assert '<p class="said">There is no page 99.</p>' in page and f"/search?q=tears&page={last}" in links(
        page, "/search?"
    )
    assert "Ask in other words" not in page
    assert 'class="paging"' not in page
    assert shown(client.get(f"/search?q=tears&page={last}").text)


def test_where_no_page_has_anything_none_is_offered(client):
    page = client.get("/search?q=%22xyzzy+foo%22&page=3").text
    assert "There is no page" not in page and not [link for link in links(page, "/search?") if "page=" in link]


def test_a_question_over_the_limit_comes_back_in_the_box_with_a_counter(client):
    response = client.get("/search", query_string={"q": "why cry? " * 300, "document": "help/*"})
    assert response.status_code == 400 and 'value="why cry? why cry?' in response.text
    assert "2,699</span> of 2,000 characters" in response.text and 'name="document" value="help/*"' in response.text


def first_hit(page):
    return page[page.index('<article class="hit') : page.index("</article>")]


def test_the_answer_is_shown_large_where_the_verdict_is_answered_and_nowhere_else(client, corpus_searcher):
    asked = (QUESTION, "how do oxytocin and prolactin affect dogs", "best pizza in rome", "tears")
    verdicts = set()
    for question in asked:
        answer = corpus_searcher.ask(question)
        verdicts.add(answer.verdict)
        for number in (1, 2):
            page = client.get("/search", query_string={"q": question, "page": number}).text
            large = re.findall(r'<div class="best.*?</div>', page, re.DOTALL)
            if answer.verdict is Verdict.ANSWERED and number == 1 and answer.hits[0].answer:
                (text,), first = large, answer.hits[0]
                start, end = first.answer
                sentence = first.passage.text[start - first.passage.start : end - first.passage.start]
                assert html.unescape(re.sub("<[^>]*>", "", text)).split() == sentence.split()
                assert large[0] in first_hit(page) and 'class="whole"' in first_hit(page)
            else:
                assert large == []
    assert verdicts == set(Verdict)


def span_of(hit):
    return f"{hit.passage.start}-{hit.passage.end}"


def test_other_passages_are_a_line_each_with_what_they_say(client, corpus_searcher):
    question = "why do people cry after sex"
    hit = next(hit for hit in corpus_searcher.ask(question).hits if hit.others)
    page = client.get("/search", query_string={"q": question}).text
    article = re.search(rf'<li id="p-{hit.passage.id}".*?</article>', page, re.DOTALL)[0]
    assert f"+{len(hit.others)} in this document" in article
    article = client.get(html.unescape(re.search(r'href="([^"]*)#others"', article)[1])).text
    lines = re.findall(r'at=([\d-]+)[^"]*"><span class="said[^>]*>(.*?)</span> <span', article, re.DOTALL)
    assert [at for at, _ in lines] == [span_of(other) for other in hit.others]
    assert f"+{len(hit.others)} in this document" in article
    for (_, line), other in zip(lines, hit.others, strict=True):
        words = html.unescape(re.sub("<[^>]*>", "", line))
        assert words in other.passage.text and ("<mark" in line) == bool(other.marks or other.answer)


def test_what_is_typed_brings_suggestions_and_passages_and_records_nothing(client, corpus_searcher):
    piece = client.get("/typed?q=what+does+prolactin+do").text
    opened = links(piece.replace("data-opens=", "href="), "/source/")
    found = [parse_qs(urlsplit(link).query)["at"][0] for link in opened]
    hits = corpus_searcher.ask("what does prolactin do", limit=3).hits
    assert found == [span_of(hit) for hit in hits] and 'aria-label="Passages"' in piece
    assert "<html" not in piece and client.get("/typed?q=").text.strip() == ""
    assert client.get("/typed", query_string={"q": "x" * 3000}).text.strip() == ""
    assert 'class="passage-option"' not in client.get("/typed?q=best+pizza+in+rome").text
    only = client.get("/typed?q=tears&document=help/*").text
    assert re.findall(r"/source/([^/?]*)", only) and set(re.findall(r"/source/([^/?]*)", only)) == {"help"}


def test_a_title_or_heading_is_opened_where_it_stands(client):
    heading = client.get("/open", query_string={"q": "Oxytocin, more than a cuddle hormone"})
    assert heading.status_code == 302 and heading.location.startswith("/source/understanding/hormones.md?rev=")
    title = client.get("/open", query_string={"q": "Hormones and messenger substances"})
    assert title.location == "/source/understanding/hormones.md"
    nowhere = client.get("/open", query_string={"q": "no such heading anywhere"})
    assert nowhere.location == "/search?q=no+such+heading+anywhere"


def test_the_first_page_names_folders_and_formats_and_each_leads_to_its_documents(client, corpus_searcher):
    page = client.get("/").text
    collection = page[page.index('class="collection"') :]
    rows = re.findall(r'<a href="([^"]+)"><span class="what"[^>]*>(.*?)</span> <span class="of">(\d+)<', collection)
    folders = {row.path: row.documents for row in corpus_searcher.library(folder="").folders}
    assert folders and folders.items() <= {html.unescape(name): int(count) for _, name, count in rows}.items()
    assert ("/library?format=markdown", "Markdown") in {(address, name) for address, name, _ in rows}
    for address, name, count in rows:
        held = client.get(html.unescape(address)).text
        assert f"{count} document" in held, name


def test_what_is_attached_to_a_message_counts_as_what_it_is(tmp_path):
    message = EmailMessage()
    message["From"], message["Subject"] = "anna@example.org", "Keys"
    message.set_content("The list of all keys is attached.")
    message.add_attachment(b"Room,Key\nCellar,17\n", maintype="text", subtype="csv", filename="keys.csv")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "keys.eml").write_bytes(bytes(message))
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "c"])
    client = create_app(settings).test_client()
    assert re.findall(r'format=(\w+)"><span[^>]*>([^<]+)</span> <span class="of">(\d)', client.get("/").text) == [
        ("csv", "CSV", "1"),
        ("mail", "E-mail", "1"),
    ]
    held = client.get("/library?format=csv").text
    assert "1 document of the format CSV" in held and "#2/keys.csv" in html.unescape(held).replace("<wbr>", "")
    assert ">Keys</a>" not in held
    assert "1 document of the format" not in client.get("/library?format=nosuch").text


def test_files_of_two_endings_are_of_the_format_that_they_were_read_as(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("a.md", "b.rst.inc", "c.rst.inc"):
        (corpus / name).write_text("Pots\n====\n\nWater is poured into a pot.\n")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [corpus])
    page = create_app(settings).test_client().get("/").text
    assert re.findall(r'format=(\w+)"><span[^>]*>([^<]+)</span> <span class="of">(\d)', page) == [
        ("rest", "reStructuredText", "2"),
        ("markdown", "Markdown", "1"),
    ]


def test_examples_say_what_they_are_about_and_are_of_several_folders(corpus_searcher):
    offered = corpus_searcher.example_questions(6)
    assert len(offered) == 6 and len(set(offered)) == 6
    assert not [q for q in offered if re.search(r"\b(it|they|this|that|one)\b", q, re.IGNORECASE)]
    folders = {corpus_searcher.ask(q, limit=1).hits[0].passage.path.rpartition("/")[0] for q in offered}
    assert len(folders) > 1


def test_several_values_of_a_facet_are_searched_by_at_once(client):
    asked = "?q=tears&document=help/*&document=faq.html&kind=text"
    page = client.get(f"/search{asked}").text
    ids = [
        link.split("?")[0].removeprefix("/source/")
        for link in links(page + client.get(f"/related{asked}").text, "/source/")
    ]
    assert {name.split("/")[0] for name in ids} == {"help", "faq.html"}
    ticked = re.findall(r'<input type="checkbox" name="(\w+)" value="([^"]+)" checked>', page)
    assert sorted(ticked) == [("document", "faq.html"), ("document", "help/*"), ("kind", "text")]
    chips = links(re.search(r'<ul class="chips".*?</ul>', page, re.DOTALL)[0], "/search?")
    assert len(chips) == 3


def test_a_misspelt_word_is_told_and_can_be_searched_for_as_typed(client):
    page = client.get("/search?q=what+does+oxitocin+do").text
    assert 'Searched for <em dir="auto">oxytocin</em>' in page and "<mark>Oxytocin</mark>" in page
    (typed,) = [link for link in links(page, "/search?") if "as_typed=1" in link]
    as_typed = client.get(typed).text
    assert "No passage has: oxitocin." in as_typed and "<mark>Oxytocin</mark>" not in as_typed


def test_facets_narrow_the_search_and_chips_widen_it_again(client):
    page = client.get("/search?q=tears").text
    aside = page[page.index('id="narrow"') :]
    counts = {html.unescape(href): int(count) for href, count in re.findall(r'href="([^"]+)">.*?"of">(\d+)<', aside)}
    narrowed = next(link for link in counts if "document=help/" in link.replace("%2F", "/"))
    ids = [p["document_id"] for p in client.get("/api/v1/search" + narrowed.removeprefix("/search")).json["hits"]]
    assert ids and all(name.startswith("help/") for name in ids)
    tables = client.get("/api/v1/search?q=tears&kind=list&limit=100").json
    assert {hit["kind"] for hit in tables["hits"]} == {"list"}
    counted = tables["facets"]["passages"]
    assert tables["facets"]["kinds"] == [{"name": "list", "count": counted, "pattern": "list", "title": ""}]
    filtered = client.get("/search?q=tears&kind=list&kind=text&document=help/*").text
    chips = links(re.search(r'<ul class="chips".*?</ul>', filtered, re.DOTALL)[0], "/search?")
    assert len(chips) == 3 and sum("kind=list" in chip for chip in chips) == 2


def test_facets_show_what_documents_are_called(client):
    facets = client.get("/api/v1/search?q=tears").json["facets"]["documents"]
    page = client.get("/search?q=tears").text
    said = re.findall(r'<span class="what"[^>]*>(.*?)</span>', page[page.index('id="narrow"') :], re.DOTALL)
    words = [html.unescape(re.sub("<[^>]+>", "", text)).replace("\u200b", "") for text in said]
    assert all(facet["title"] for facet in facets) and len({facet["title"] for facet in facets}) == len(facets)
    assert {facet["title"] for facet in facets[:6] if len(facet["title"]) < 80} <= set(words)
    assert not {facet["name"] for facet in facets} & set(words)


def test_related_questions_are_a_page_of_their_own_and_none_of_the_results(client):
    page = client.get("/search?q=how+common+is+crying").text
    place = page[page.index('class="related-questions"') : page.index("</section>", page.index("related-questions"))]
    (address,) = set(re.findall(r'href="([^"]*)"', place))
    beside = client.get(html.unescape(address)).text
    found = beside[beside.index('class="questions-found"') :]
    questions = re.findall(r"<summary[^>]*>(.*?)</summary>", found)
    assert questions and all(question.endswith("?") for question in questions)
    best = re.findall(r'<h2 id="t-[^>]*><a href="([^"]*)"', page)
    assert best and not set(links(found, "/source/")) & {html.unescape(link) for link in best}
    assert 'href="/search?q=how+common+is+crying"' in beside and "data-none" not in beside


def test_related_questions_are_sought_only_where_they_are_asked_for(client, monkeypatch):
    monkeypatch.setattr(Searcher, "related", Mock(side_effect=AssertionError))
    assert 'class="related-questions"' in client.get("/search?q=how+common+is+crying").text
    assert 'class="related-questions"' not in client.get("/search?q=how+common+is+crying&page=2").text
    monkeypatch.setattr(Searcher, "has_questions", lambda self: False)
    assert 'class="related-questions"' not in client.get("/search?q=how+common+is+crying").text


def test_where_no_question_is_near_the_page_of_them_says_so(client, monkeypatch):
    assert client.get("/related").location == "/"
    assert client.get("/related?q=" + 3000 * "a").location.startswith("/search?q=aaa")
    monkeypatch.setattr(Searcher, "related", lambda *a, **k: ())
    page = client.get("/related?q=how+common+is+crying").text
    assert "No other question of these documents is near this one." in page and "data-none" in page


def test_the_first_results_are_sent_before_the_others_and_who_goes_away_leaves_nothing_open(client):
    address = "/search?q=how+common+is+crying"
    whole = client.get(address).text
    answer = client.get(address, buffered=False)
    first = next(answer.iter_encoded()).decode()
    assert 'class="hit' in first and "</html>" not in first and len(first) < len(whole) / 2
    assert not has_request_context()
    answer.close()
    parts = [part.decode() for part in client.get(address, buffered=False).iter_encoded()]
    times = re.compile(r"<[^>]*>[\d,.]+</[^>]*>|[\d,.]+\s(?:m?s|milliseconds|seconds)")
    assert times.sub("", "".join(parts)) == times.sub("", whole) and len(parts) == 2


def test_nothing_found_is_said_in_words_with_questions_that_are_answered(client):
    page = client.get("/search?q=best+pizza+in+rome").text
    assert "Nothing here answers that." in page and "pizza" in page and "Questions these documents do answer" in page


def test_no_further_page_is_offered_of_what_does_not_answer(client, corpus_searcher, monkeypatch):
    monkeypatch.setattr(SearchQuery, "size", 1)
    question = "how long does it take to fly to the moon"
    answer = corpus_searcher.ask(question, limit=1)
    assert answer.more and answer.verdict is Verdict.NOTHING
    page = client.get("/search", query_string={"q": question}).text
    assert shown(page) and 'class="paging"' not in page


def test_related_passages_are_said_to_be_only_related(client, corpus_searcher):
    question = "how do oxytocin and prolactin affect dogs"
    assert corpus_searcher.ask(question).verdict is Verdict.RELATED
    page = client.get("/search", query_string={"q": question}).text
    assert "No document answers this directly; these are related." in page and "Nothing here answers" not in page


class Renewing:
    """A Searcher during a run of indexing."""

    def __init__(self, searcher):
        self._searcher = searcher

    def __getattr__(self, name):
        return getattr(self._searcher, name)

    def status(self, **wanted):
        return replace(self._searcher.status(), writing="process 7 on here")


def test_a_renewal_is_told_on_every_page(corpus_settings, corpus_searcher):
    client = create_app(corpus_settings, Renewing(corpus_searcher)).test_client()
    for address in ("/", "/search?q=tears", "/source/faq.html"):
        assert "The index is being updated." in client.get(address).text


def passage(name, start):
    return Passage(name, "d", "0", start, start + 4, "text", (), "", (Span(start, start + 4),), Locator())


def test_steps_from_a_passage_that_is_no_match():
    first, other, last = passage("a", 0), 10, passage("c", 20)
    made = match_position([first, last], other)
    assert (made.count, made.position, made.earlier, made.later) == (2, None, first, last)
    assert match_position([first, last], -1).later is first and match_position([], other).count == 0


def test_a_hit_whose_document_has_changed_meanwhile_still_shows_its_text(corpus_searcher):
    answer = corpus_searcher.ask(QUESTION)

    def gone(name):
        raise DocumentNotFound(name)

    (section,) = shown_hits(answer.hits, gone)[0].sections
    hit: Hit = answer.hits[0]
    assert html.unescape(re.sub(r"<[^>]*>", "", section.parts[0].html)) == hit.passage.text


def test_a_file_that_has_changed_since_is_said_to_have(tmp_path):
    (tmp_path / "corpus").mkdir()
    path = tmp_path / "corpus" / "a.txt"
    path.write_text("Apples are red.")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "corpus"])
    client = create_app(settings).test_client()
    for address in ("/search?q=apples", "/source/a.txt"):
        assert 'class="since"' not in client.get(address).text
    path.write_text("Apples are green, mostly.")
    for address in ("/search?q=apples", "/source/a.txt"):
        assert "The file has been changed since it was indexed." in client.get(address).text
    path.unlink()
    for address in ("/search?q=apples", "/source/a.txt"):
        assert "The file is no longer there." in client.get(address).text


def test_an_index_without_documents_says_what_to_do(tmp_path):
    (tmp_path / "corpus").mkdir()
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "corpus"])
    client = create_app(settings).test_client()
    page = client.get("/").text
    assert "There are no documents yet." in page and "passageway index" in page
    assert client.get("/search?q=apples").status_code == 200
    assert client.get("/api/v1/suggest?q=apples").json == {"suggestions": []}
    assert client.get("/api/v1/documents").json == {"documents": [], "next": None, "count": 0, "folders": []}


def test_a_table_that_is_laid_out_shows_its_header_row_once_and_a_list_its_lead_in(tmp_path):
    rows = "".join(f"| ticket {n} | {n} pounds | gate {n} |\n" for n in range(100, 160))
    table = f"# Tickets\n\nAll of them:\n\n| Ticket | Its price | Gate |\n|---|---|---|\n{rows}"
    items = "".join(f"- soup number {n}, with as much salt as it can bear and no more\n" for n in range(60))
    (tmp_path / "tickets.md").write_text(table)
    (tmp_path / "soup.md").write_text(f"# Soup\n\nDo not add these:\n\n{items}")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "tickets.md", tmp_path / "soup.md"])
    client = create_app(settings).test_client()
    for first in shown_texts(client.get("/search", query_string={"q": "price of ticket 155"}).text):
        words = re.sub("<[^>]+>", "", first)
        assert "155 pounds" in words and words.count("Its price") == 1
    for first in shown_texts(client.get("/search", query_string={"q": "soup number 57"}).text):
        assert "soup number 57" in re.sub("<[^>]+>", "", first)
        assert '<p class="lead-in" dir="auto">Do not add these:</p>' in first


def shown_texts(page):
    """What is shown of the first result: its answer or the lines around it, and its whole passage."""
    first = page[page.index('<article class="hit') : page.index("</article>")]
    at_once, _, whole = first.partition('<details class="whole">')
    return [at_once, whole.partition("</details>")[0]] if whole else [at_once]


def test_the_first_results_are_sent_at_once(client):
    whole = client.get("/search?q=how+common+is+it").text
    parts = iter(client.get("/search?q=how+common+is+it", buffered=False).response)
    first = next(parts).decode()
    assert 1 <= first.count('<article class="hit') < whole.count('<article class="hit')
    rest = b"".join(parts).decode()
    bare = re.compile(r"in \d+\sms")
    assert bare.sub("", first + rest) == bare.sub("", whole) and rest.endswith("</html>")
