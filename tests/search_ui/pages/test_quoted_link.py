"""A link says what has become of its quotation, and never marks anything else."""

import html
import re

import pytest

from indexer.indexing import index_corpus
from indexer.model import Span
from indexer.model.excerpts import excerpt_of
from indexer.quoting.resolver import Resolver
from indexer.settings import Settings
from search_ui.app import create_app
from tests.search_ui.results_alone import copied_from, results_alone

OLD = {
    "stays.txt": "The heron waits by the pond.\n",
    "moves.txt": "The kestrel hovers over the old mill.\n",
    "changes.txt": "In all 21 of the owls were seen at night near the barn, and never by day.\n",
    "goes.txt": "The last bittern boomed in the reeds of the eastern marsh.\n",
    "renamed.txt": "A wren sang from the hedge before it was light.\n",
    "vanishes.txt": "Swifts scream over the roofs.\n",
    "twice.txt": "One swan.\n",
}
NEW = {
    "stays.txt": "The heron waits by the pond.\n\nIt is a patient bird.\n",
    "moves.txt": "Something new stands first.\n\nThe kestrel hovers over the old mill.\n",
    "changes.txt": "In all 12 of the owls were seen at night near the barn, and ever by day.\n",
    "goes.txt": "Somebody drained it and built a car park.\n",
    "new-name.txt": OLD["renamed.txt"],
    "twice.txt": "Zwei: One swan.\n\nDrei: One swan.\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A client after the documents have changed, and the links to what stood in them before."""
    folder = tmp_path_factory.mktemp("linked")
    corpus = folder / "corpus"
    settings = Settings.load(index=folder / "index")
    links = {}
    for texts in (OLD, NEW):
        corpus.mkdir(exist_ok=True)
        for file in corpus.iterdir():
            file.unlink()
        for name, text in texts.items():
            (corpus / name).write_text(text)
        index_corpus(settings, [corpus])
        if not links:
            resolver = Resolver(settings)
            links = {name: excerpt_of(d := resolver.document(name), Span(0, len(d.text))).link for name in OLD}
    return create_app(settings).test_client(), links


def shown(page):
    """What a page says has become of the words, and its marked texts."""
    said = re.search(r'<p id="resolution"><strong>(\w+)\.', page)[1]
    return said, [html.unescape(m) for m in re.findall(r'<mark class="quoted">(.*?)</mark>', page, re.DOTALL)]


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("stays.txt", 200, "Exact"),
        ("moves.txt", 200, "Moved"),
        ("renamed.txt", 200, "Moved"),
        ("changes.txt", 200, "Changed"),
        ("goes.txt", 200, "Gone"),
        ("vanishes.txt", 404, "Gone"),
        ("twice.txt", 200, "Ambiguous"),
    ],
)
def test_a_link_says_what_became_of_its_words_and_marks_only_them(made, name, status, said):
    client, links = made
    response = client.get(links[name])
    marked = [OLD[name].strip()] if said in ("Exact", "Moved") else []
    assert response.status_code == status and shown(response.text) == (said, marked)
    # The mark is the whole of what is set apart: no other kind of mark stands on the page.
    assert response.text.count("<mark") == len(marked)


def test_what_changed_stands_beside_what_was_quoted(made):
    client, links = made
    page = client.get(links["changes.txt"]).text
    assert re.findall(r"<del>(.*?)</del>", page) == ["21", "never"]
    assert re.findall(r"<ins>(.*?)</ins>", page) == ["12", "ever"]
    then = html.unescape(re.search(r'href="([^"]+)">Read the document as it was', page)[1])
    earlier = client.get(then).text
    assert "21 of the owls" in re.sub(r"<[^>]*>", "", earlier) and "This is an earlier text" in earlier


def test_several_places_are_all_listed(made):
    client, links = made
    page = client.get(links["twice.txt"]).text
    places = [html.unescape(link) for link in re.findall(r'href="([^"]+)">See line', page)]
    assert len(places) == 2
    assert [shown(client.get(place).text)[0] for place in places] == ["Exact", "Exact"]


def test_words_without_a_kept_revision_are_the_links_own(made):
    client, _ = made
    page = client.get("/source/goes.txt?rev=0123456789abcdef&at=0-9&quote=never+kept+anywhere").text
    assert "no longer kept: these are the words of the link" in page and shown(page) == ("Gone", [])


@pytest.mark.parametrize("at", ["5-3", "x", "-", "3-3", "9" * 50 + "-1"])
def test_a_place_that_is_none_is_not_found(made, at):
    assert made[0].get("/source/stays.txt", query_string={"quote": "heron", "at": at}).status_code == 404


def test_the_endpoint_says_the_same(made):
    client, links = made
    for name, status in (("stays.txt", "exact"), ("changes.txt", "changed"), ("vanishes.txt", "gone")):
        query = links[name].partition("?")[2]
        assert client.get(f"/api/v1/resolve?document_id={name}&{query}").json["status"] == status
    for query in ("", "&prefix=x"):
        assert client.get(f"/api/v1/resolve?document_id=stays.txt{query}").status_code == 400


def test_places_can_be_asked_for_in_utf16_units(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("😀 owl and owl\n")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "corpus"])
    client = create_app(settings).test_client()
    asked = "/api/v1/resolve?document_id=a.txt&quote=owl&offsets=utf16&at=11-14"
    given = client.get(asked).json
    assert (given["status"], given["mark"]["start"]) == ("exact", 11)
    assert client.get("/api/v1/cite?document_id=a.txt&offsets=utf16&at=11-14").json["start"] == 11


def test_citations_in_every_style_lead_back(made):
    client, _ = made
    for style, sign in (
        ("plain", "“"),
        ("markdown", "> "),
        ("html", "<figure>\n<blockquote"),
        ("bibtex", "@misc"),
        ("csl-json", "["),
    ):
        given = client.get(f"/api/v1/cite?document_id=stays.txt&quote=heron+waits&style={style}").json
        assert given["citation"].startswith(sign)
        assert "heron" in given["citation"] and given["text_fragment"] == ":~:text=heron%20waits"
    assert shown(client.get(given["link"]).text) == ("Exact", ["heron waits"])


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("quote=zebra", 404, "are not in"),
        ("quote=swan&document_id=twice.txt", 409, "several times"),
        ("at=0-9999", 404, "no span"),
        ("", 400, "either"),
        ("at=0-3&quote=The", 400, "either"),
        ("at=0-3&style=mla", 400, "style"),
    ],
)
def test_what_cannot_be_cited_is_an_error_that_says_why(made, query, status, word):
    asked = query if "document_id" in query else f"document_id=stays.txt&{query}"
    response = made[0].get(f"/api/v1/cite?{asked}")
    assert response.status_code == status and word in response.json["detail"]


def test_the_source_has_its_citations_with_an_honest_link(made):
    client, links = made
    page = client.get(links["stays.txt"]).text
    cited = [html.unescape(text) for text in re.findall(r'<pre[^>]*class="cited"[^>]*>(.*?)</pre>', page, re.DOTALL)]
    assert len(cited) == 6 and all(link_of("stays.txt", client) in html.unescape(text) for text in cited)
    assert "only be opened on this computer" in page  # it is served at localhost
    assert "on this computer" not in client.get(links["stays.txt"], base_url="https://texts.example").text


def link_of(name, client):
    """The one link to the whole of a document as the API has it, which is everywhere the same."""
    text = NEW[name].split("\n\n")[0] + "\n"
    return client.get(f"/api/v1/cite?document_id={name}&at=0-{len(text)}").json["link"]


def test_a_link_is_short_and_the_same_wherever_it_is_copied(made):
    client, _ = made
    page = client.get("/search?q=patient+bird").text
    copied = next(text for text in copied_from(results_alone(client, q="patient bird")[0]) if text.startswith("http"))
    found = re.fullmatch(r"http://localhost(/source/stays\.txt\?rev=\w{16}&at=(\d+-\d+)&hash=\w+#passage)", copied)
    assert found and len(copied) < 120
    assert client.get(f"/api/v1/cite?document_id=stays.txt&at={found[2]}").json["link"] == found[1]
    assert shown(client.get(found[1]).text)[0] == "Exact"
    opened = html.unescape(re.search(r'<h2 id="t-[^>]*><a href="([^"]*)"', page)[1])
    assert opened == found[1].replace("#", "&q=patient+bird#")
    assert "The passage" in (there := client.get(opened).text) and "Exact" not in there and "<mark>bird</mark>" in there


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("stays.txt", "Exact"),
        ("moves.txt", "Moved"),
        ("changes.txt", "Lost"),
        ("twice.txt", "Ambiguous"),
        ("goes.txt", "Lost"),
    ],
)
def test_a_link_whose_revision_is_not_kept_shows_the_very_words_or_says_that_it_cannot(made, name, said):
    client, links = made
    address = re.sub(r"rev=\w+", "rev=" + "0" * 16, links[name])
    page = client.get(address).text
    assert shown(page) == (said, [OLD[name].strip()] if said in ("Exact", "Moved") else [])
    assert page.count("<mark") == (said in ("Exact", "Moved")) and "these are the words" not in page


def test_links_with_words_of_before_still_lead_there(made):
    client, _ = made
    link = (
        "/source/moves.txt?rev=0123456789abcdef&at=0-20&quote=The%20kestrel%20hovers&prefix=&suffix=%20over%20the%20old"
    )
    assert shown(client.get(link).text) == ("Moved", ["The kestrel hovers"])


@pytest.mark.parametrize("written", ["x", "!", "a" * 26, "a" * 50, "A" * 28])
def test_a_sum_that_is_none_is_an_error(made, written):
    assert made[0].get(f"/source/stays.txt?rev={'0' * 16}&at=0-5&hash={written}").status_code == 404


def test_a_position_without_its_revision_is_refused_and_no_text_is_called_gone(made):
    client, _ = made
    response = client.get("/api/v1/resolve?document_id=stays.txt&at=0-9")
    assert response.status_code == 400 and "give rev" in response.json["detail"]
    revision = client.get("/api/v1/resolve?document_id=stays.txt&quote=heron").json["mark"]["revision"]
    found = client.get(f"/api/v1/resolve?document_id=stays.txt&at=4-9&rev={revision}").json
    assert found["status"] == "exact" and found["mark"]["text"] == "heron"


@pytest.mark.parametrize("offsets", ["utf16", "codepoints"])
def test_words_at_several_places_are_a_problem_with_places_that_can_be_followed(tmp_path, offsets):
    text = "😀😀 One owl. 😀 One owl.\n"
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.txt").write_text(text, "utf-8")
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [tmp_path / "c"])
    client = create_app(settings).test_client()
    response = client.get(f"/api/v1/cite?document_id=a.txt&quote=One+owl&offsets={offsets}")
    assert (response.status_code, response.mimetype) == (409, "application/problem+json")
    places = response.json["places"]
    units = text.encode("utf-16-le")
    assert len(places) == 2
    for place in places:
        start, end = place["start"], place["end"]
        own = units[2 * start : 2 * end].decode("utf-16-le") if offsets == "utf16" else text[start:end]
        cited = client.get(f"/api/v1/cite?document_id=a.txt&at={start}-{end}&offsets={offsets}").json
        assert own == cited["text"] == "One owl" and (cited["start"], cited["end"]) == (start, end)
        assert client.get(cited["link"]).status_code == 200
