"""The check as a page and as an endpoint: verdicts beside the draft, and errors that keep what was typed."""

import html
import io
import re
from dataclasses import replace

import docx
import pytest

from indexer.cli.writers import check as check_command
from indexer.documents.formats.registry import DRAFT_FORMATS, FORMATS, endings
from indexer.quoting.checking import Checker, Contrary, ContraryKind, check_json
from search_ui.api import writers_schemas as written
from search_ui.app import create_app
from search_ui.pages.writers.checked_draft import report_of
from search_ui.request import writer_service


@pytest.fixture(scope="module")
def sentence(corpus_searcher):
    """A sentence of the corpus with a "not" in it."""
    text = corpus_searcher.document("understanding/hormones.md").text
    return re.search(r"People whose mood[^.]*\.", text)[0]


def page_of(client, **form):
    return client.post("/check", data=form, content_type="multipart/form-data")


def text_in(page):
    return html.unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1])


def plain(fragment):
    return html.unescape(re.sub(r"<[^>]*>", "", fragment))


def test_the_endpoint_gives_the_object_of_the_command(client, corpus_settings, sentence):
    draft = f"It says “{sentence}” and “{sentence.replace('more', 'less')}”. 😀 “Zebras recite it backwards daily.”"
    given = client.post("/api/v1/check", json={"text": draft}).json
    meant = check_json(Checker(corpus_settings).check(draft))
    assert {**given, "seconds": 0} == {**meant, "seconds": 0}
    assert {item["verdict"] for item in given["items"]} >= {"verbatim", "altered", "no_source"}
    assert all(draft[item["start"] : item["end"]] == item["text"] for item in given["items"])


def test_its_answer_is_just_what_the_description_says(client, sentence):
    parts = " … ".join([" ".join(sentence.split()[:6]), " ".join(sentence.split()[-5:])])
    draft = f"“{sentence}” “{parts}” “{sentence.replace('more', 'less')}” In faq.html: “{sentence}”"
    response = client.post("/api/v1/check", json={"text": draft})
    written.Checked.model_validate_json(response.data, strict=False)
    assert {item["verdict"] for item in response.json["items"]} == {"verbatim", "elided", "altered", "misattributed"}


def test_offsets_can_count_utf16_units_of_the_draft(client, sentence):
    draft = f"😀😀 “{sentence}”"
    item = client.post("/api/v1/check?offsets=utf16", json={"text": draft}).json["items"][0]
    units = draft.encode("utf-16-le")
    assert units[2 * item["start"] : 2 * item["end"]].decode("utf-16-le") == item["text"] == sentence


@pytest.mark.parametrize(
    ("raw", "name", "form", "line"),
    [
        ("“{}”".encode(), "draft.txt", {}, 1),
        ("# Head\n\n“**{}**”".encode(), "draft.md", {}, 3),
        ("<p>“<b>{}</b>”</p>".encode(), "draft.html", {}, 1),
        ("<p>“<b>{}</b>”</p>".encode(), "draft.bin", {"format": "html"}, 1),
        ("\ufeff“{}”".encode("utf-16"), "draft", {}, 1),
    ],
)
def test_a_file_is_read_by_its_ending_in_any_encoding(client, sentence, raw, name, form, line):
    codec = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    raw = raw.decode(codec).format(sentence).encode(codec)
    sent = {"file": (io.BytesIO(raw), name), **form}
    items = client.post("/api/v1/check", data=sent, content_type="multipart/form-data").json["items"]
    found = [i for i in items if i["kind"] == "quotation"]
    assert [(i["verdict"], i["line"]) for i in found] == [("verbatim", line)]


def word_file(*paragraphs):
    made, written = docx.Document(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(written)
    return io.BytesIO(written.getvalue())


def test_a_file_that_is_no_text_is_checked_by_page_and_endpoint(client, sentence):
    sent = {"file": (word_file("Title", f"“{sentence}”"), "C:\\my drafts\\draft.docx")}
    (item,) = client.post("/api/v1/check", data=sent, content_type="multipart/form-data").json["items"][-1:]
    assert (item["verdict"], item["place"]["unit"], item["place"]["first"]) == ("verbatim", "paragraph", 2)
    page = page_of(client, text="mine", file=(word_file("Title", f"“{sentence}”"), "draft.docx"))
    assert page.status_code == 200 and ">verbatim<" in page.text and "quotation, paragraph 2" in page.text
    assert text_in(page.text) == "mine" and "draft.docx. Compared" in page.text


def test_a_file_can_be_called_what_it_is(client, sentence):
    sent = {"file": (word_file(f"“{sentence}”"), "x"), "format": "docx"}
    assert client.post("/api/v1/check", data=sent, content_type="multipart/form-data").json["items"]
    sent = {"file": (io.BytesIO(b"x"), "x"), "format": "poem"}
    answer = client.post("/api/v1/check", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 400 and "'poem' is none of plain, markdown" in answer.json["detail"]


def test_a_file_over_the_limits_is_told_so_and_the_text_typed_stays(client, monkeypatch):
    page = page_of(client, text="mine", file=(word_file("y" * 200_001), "long.docx"))
    assert page.status_code == 413 and "200,001 characters" in page.text and text_in(page.text) == "mine"
    monkeypatch.setattr("search_ui.api.sent_drafts.FILE_LIMIT", 2**18)
    page = page_of(client, text="mine", file=(io.BytesIO(b"x" * (2**18 + 1)), "large.txt"))
    assert page.status_code == 413 and "large.txt is too large" in page.text and text_in(page.text) == "mine"


def test_page_endpoint_and_command_offer_the_formats_of_the_table(client):
    page = client.get("/check").text
    offered = re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)</option>', page)
    assert offered == [("", "what it looks like"), *((form.key, form.name) for form in DRAFT_FORMATS.values())]
    assert f'accept="{",".join(endings(FORMATS))},text/*"' in page
    described = client.get("/api/v1/openapi.json").json["components"]["schemas"]
    assert described["Format"]["enum"] == list(DRAFT_FORMATS)
    assert described["Format"]["description"] == "How a draft is read."
    assert described["FileFormat"]["enum"] == [one.key for one in FORMATS]
    (style,) = [parameter for parameter in check_command.params if parameter.name == "style"]
    assert list(style.type.choices) == list(DRAFT_FORMATS)


@pytest.mark.parametrize(
    ("sent", "status", "word"),
    [
        ({"json": {}}, 400, "text"),
        ({"json": {"text": 3}}, 400, "text"),
        ({"json": {"text": "x", "format": "pdf"}}, 400, "format"),
        ({"json": {"text": "x", "name": "y"}}, 400, "name"),
        ({"json": []}, 400, ""),
        ({"data": "{", "content_type": "application/json"}, 400, ""),
        ({"data": "[" * 100_000, "content_type": "application/json"}, 400, ""),
        ({"data": "text", "content_type": "text/plain"}, 415, "multipart"),
        ({"data": {"text": "x"}, "content_type": "multipart/form-data"}, 400, "file"),
        ({"data": {"file": (io.BytesIO(b"%PDF-1.7 x"), "a.pdf")}, "content_type": "multipart/form-data"}, 400, "PDF"),
        ({"json": {"text": "x" * 200_001}}, 413, "200,001"),
        ({"json": {"text": "x" * 5_000_000}}, 413, ""),
        ({"json": {"text": "x"}, "headers": {"Sec-Fetch-Site": "cross-site"}}, 403, "another site"),
        ({"json": {"text": "x"}, "headers": {"Origin": "http://evil.example"}}, 403, "another site"),
    ],
)
def test_what_cannot_be_checked_is_a_problem_that_says_why(client, sent, status, word):
    response = client.post("/api/v1/check", **sent)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert word in response.json["detail"] and response.json["status"] == status


def test_its_own_page_and_programs_may_send(client):
    for headers in ({}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}):
        assert client.post("/api/v1/check", json={"text": "x"}, headers=headers).status_code == 200


def test_odd_text_is_checked(client):
    for text in ("", "\0", "\ud800 “\udfff”", "\u2028“a\u0301”\r\n", "“" * 5000, "שלום “עולם גדול מאוד”"):
        assert client.post("/api/v1/check", json={"text": text}).status_code == 200
        assert page_of(client, text=text.encode("utf-8", "replace").decode()).status_code in (200, 400)


def test_too_many_at_once_are_asked_to_come_again(corpus_settings, monkeypatch):
    monkeypatch.setattr(writer_service, "_WAIT", 0.0)
    monkeypatch.setattr(writer_service, "_AT_ONCE", 0)
    client = create_app(corpus_settings).test_client()
    response = client.post("/api/v1/check", json={"text": "x"})
    assert response.status_code == 503 and response.headers["Retry-After"] and "Try again" in response.json["detail"]
    page = page_of(client, text="my words")
    assert page.status_code == 503 and text_in(page.text) == "my words" and "Try again" in page.text


def test_the_page_shows_the_whole_draft_with_a_note_on_each_piece(client, sentence):
    draft = f"First.\n\nIt says “{sentence}” & <b>no</b> “{sentence.replace('more', 'less')}”.\nAnd on."
    page = page_of(client, text=draft).text
    rows = re.findall(r'<div class="row">\n<p class="text" dir="auto">(.*?)</p>', page, re.DOTALL)
    shown = [plain(re.sub(r'<a class="ref.*?</a>', "", row)) for row in rows]
    assert " ".join(" ".join(shown).split()) == " ".join(draft.split())
    pieces, notes = re.findall(r'id="piece-(\d+)"', page), re.findall(r'id="note-(\d+)"', page)
    assert pieces == notes == [str(n) for n in range(1, len(pieces) + 1)]
    assert text_in(page) == draft


def test_what_is_altered_shows_both_texts_with_numbers_and_negations_first(client, corpus_searcher):
    text = corpus_searcher.document("faq.html").text
    source = re.search(r"In a survey of more than a thousand men[^.]*\.", text)[0]
    page = page_of(client, text=f"“{source.replace('had felt', 'had never felt').replace('survey', 'poll')}”").text
    note = re.search(r'<article class="verdict-note altered.*?</article>', page, re.DOTALL)[0]
    assert re.findall(r"<del>(.*?)</del>", note) == ["survey"]
    assert re.findall(r"<ins>(.*?)</ins>", note) == ["poll", "never"]
    assert note.index("negation: “never” added") < note.index("<del>") < note.index("“poll” for “survey”")
    assert plain(re.search(r"<dt>Source</dt><dd[^>]*>(.*?)</dd>", note)[1]) == source.rstrip(".")


def test_links_lead_to_the_exact_place(client, sentence):
    page = page_of(client, text=f"“{sentence}”").text
    link = html.unescape(re.search(r'href="(/source/[^"]+)"', page)[1])
    shown = client.get(link).text
    assert "<strong>Exact.</strong>" in shown and link.endswith("#passage")
    assert plain("".join(re.findall(r'<mark class="quoted">(.*?)</mark>', shown))) == sentence


def test_line_ends_of_a_form_are_those_that_were_typed(client, corpus_searcher):
    text = corpus_searcher.document("help/time-afterwards.txt").text
    words = re.search(r"\S+ \S+ \S+ \S+\n\S+ \S+ \S+", text)
    quote = words[0] if words else text[:40]
    page = page_of(client, text=f"“{quote}”".replace("\n", "\r\n")).text
    assert re.findall(r'class="called">(.*?)<', page) == ["verbatim"]


@pytest.mark.parametrize(
    ("form", "status", "word"),
    [
        ({"text": " \n"}, 400, "nothing to check"),
        ({"text": "y" * 200_001}, 413, "200,001 characters"),
        ({"text": "mine", "file": (io.BytesIO(b"PK\x03\x04zip"), "a.docx")}, 400, "a.docx cannot be read"),
    ],
)
def test_what_cannot_be_checked_keeps_the_text_typed(client, form, status, word):
    response = page_of(client, **form)
    assert response.status_code == status and word in response.text and 'role="alert"' in response.text
    assert text_in(response.text) == form["text"]


def test_a_body_beyond_all_limits_is_told_so(client):
    # Written out, as werkzeug's client keeps what is longer than half a megabyte in a file that it never closes.
    form = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"z" * 5_000_000 + b"\r\n--x--\r\n"
    assert client.post("/check", data=form, content_type="multipart/form-data; boundary=x").status_code == 413


def test_other_sites_cannot_have_a_draft_checked(client):
    assert client.post("/check", data={"text": "x"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_an_example_has_several_verdicts(client):
    draft = text_in(client.get("/check?example=1").text)
    found = client.post("/api/v1/check", json={"text": draft}).json["items"]
    assert [i["verdict"] for i in found if i["kind"] == "quotation"] == ["verbatim", "altered", "no_source"]


def test_a_draft_that_means_harm_stays_text(client, hostile_client):
    draft = "“<script>alert(1)</script> body words” </textarea><img src=x onerror=y> “The body has some words”"
    for page in (page_of(client, text=draft).text, page_of(hostile_client, text=draft).text):
        assert "<img" not in page and "<script>alert" not in page and page.count("</textarea>") == 1


def mends(page):
    """The values of the buttons that put in the source's wording."""
    return re.findall(r'name="use" value="([^"]+)"', page)


def test_the_wording_of_the_source_is_put_in_where_it_was_altered(client, sentence):
    wrong = sentence.replace("more", "less")
    draft = f"“{wrong}”\n\nThen: “{wrong}” and “a zebra recites the alphabet backwards”."
    page = page_of(client, text=draft).text
    every, first, second = mends(page)
    assert every == "all" and first != second
    mended = page_of(client, text=draft, use=second).text
    assert text_in(mended) == f"“{wrong}”\n\nThen: “{sentence}” and “a zebra recites the alphabet backwards”."
    assert "wording is in the text now" in mended and len(mends(mended)) == 1
    assert text_in(page_of(client, text=draft, use="all").text).count(sentence) == 2


def test_in_markup_only_what_was_typed_as_it_is_read_is_put_right(client, sentence):
    wrong = sentence.replace("more", "less")
    draft = f"# *Head*\n\n“{wrong}”\n"
    page = page_of(client, text=draft, format="markdown").text
    (key,) = mends(page)
    assert text_in(page_of(client, text=draft, format="markdown", use=key).text) == f"# *Head*\n\n“{sentence}”\n"
    marked = draft.replace("less", "**less**")
    assert mends(page_of(client, text=marked, format="markdown").text) == []


@pytest.mark.parametrize("key", ["1-000000000000", "x", "99-0"])
def test_a_draft_that_was_changed_since_is_not_changed_again(client, sentence, key):
    draft = f"“{sentence.replace('more', 'less')}”"
    page = page_of(client, text=draft, use=key).text
    assert text_in(page) == draft and "Nothing was put in" in page


@pytest.mark.parametrize("kind", ["html", "markdown", "docx"])
def test_the_report_is_a_file_with_links_that_lead_back(client, sentence, kind):
    draft = f"“{sentence.replace('more', 'less')}” and “a zebra recites the alphabet backwards”."
    given = client.post(f"/check/report/{kind}", data={"text": draft}, content_type="multipart/form-data")
    assert given.status_code == 200 and given.headers["Content-Disposition"].startswith("attachment; filename=")
    if kind == "docx":
        text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(given.data)).paragraphs)
    else:
        text = html.unescape(given.text)
    assert "altered" in text and "no source" in text and "“less” for “more”" in text and "score" not in text
    assert (sentence.rstrip(".") in text) == (kind != "markdown")  # which names what differs, and the place
    (link,) = set(re.findall(r"http://localhost(/source/understanding/hormones[^\s\")#]*)", text))
    assert "Exact." in client.get(link).text


def test_a_report_on_nothing_says_why_and_of_other_kinds_there_is_none(client):
    sent = {"data": {"text": " "}, "content_type": "multipart/form-data"}
    assert "nothing to check yet" in client.post("/check/report/html", **sent).text
    assert client.post("/check/report/pdf", **sent).status_code == 404


def test_scores_are_for_programs(client):
    page = page_of(client, text="Hormones and tears often come together after intimacy. Zebras do not.").text
    assert "closest" in page and "score" not in page and "Quotations only" not in page


def test_pasted_markdown_is_read_as_such_and_the_page_says_so(client):
    page = page_of(client, text="# A heading of the draft\n\n**Something** else.").text
    assert "what it looks like: Markdown" in page and "A heading of the draft" not in re.findall(
        r'class="piece[^>]*>([^<]*)', page
    )
    assert "what it looks like: plain text" in page_of(client, text="Something else.").text
    told = page_of(client, text="# A heading of the draft", format="plain").text
    assert "what it looks like<" in told and '<option value="plain" selected>' in told
    sent = {"text": "# A heading of the draft\n\nSomething else."}
    counts = [client.post("/api/v1/check", json=sent | more).json["items"] for more in ({}, {"format": "plain"})]
    assert [len(items) for items in counts] == [1, 2]


def test_what_is_found_where_the_piece_before_it_is_does_not_name_the_place_again(client, corpus_searcher):
    text = corpus_searcher.document("understanding/hormones.md").text
    said = re.search(r"Prolactin climbs.*?remain cautious\.", text)[0]
    notes = re.findall(r'<article class="verdict-note.*?</article>', page_of(client, text=said).text, re.DOTALL)
    assert len(notes) == 3 and ["origin" in note for note in notes] == [True, False, False]
    notes = re.findall(
        r'<article class="verdict-note.*?</article>',
        page_of(client, text=said.replace("It is thought", "It is not thought")).text,
        re.DOTALL,
    )
    assert ["origin" in note for note in notes] == [True, True, False]


def test_what_a_source_says_otherwise_of_itself_is_to_be_looked_at(corpus_settings, sentence):
    checked = Checker(corpus_settings).check(f"It says “{sentence}”")
    assert report_of(checked, {}).problems == ()
    contrary = Contrary(ContraryKind.YEAR, "2017", "2019")
    items = tuple(replace(item, contraries=(contrary,)) for item in checked.items)
    report = report_of(replace(checked, items=items), {})
    assert report.problems == (1,) and report.paragraphs[0].notes[0].problem
