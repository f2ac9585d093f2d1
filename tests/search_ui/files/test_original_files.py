"""A document's own file: never a page of this site, and only while it is what was indexed."""

import pytest

from indexer.errors import PageNotDrawn, PicturesBusy
from indexer.indexing import index_corpus
from indexer.settings import Settings
from search_ui.app import create_app
from tests.made_pdf import REPORT, pdf

REPORT_PDF = "winter%20report.pdf"


@pytest.fixture(scope="module")
def paged_client(paged_settings):
    app = create_app(paged_settings)
    yield app.test_client()
    app.extensions["passageway.originals"].close()


def test_a_page_comes_as_a_picture_that_a_browser_keeps_and_asks_again_for(paged_client):
    answer = paged_client.get(f"/page/{REPORT_PDF}?n=2&width=800")
    assert (answer.status_code, answer.mimetype) == (200, "image/png") and answer.data.startswith(b"\x89PNG")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert (
        answer.headers["X-Content-Type-Options"] == "nosniff"
        and "default-src 'none'" in answer.headers["Content-Security-Policy"]
    )
    again = paged_client.get(f"/page/{REPORT_PDF}?n=2&width=800", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = paged_client.get(f"/page/{REPORT_PDF}?n=3", headers={"If-None-Match": answer.headers["ETag"]})
    assert other.status_code == 200 and other.headers["ETag"] != answer.headers["ETag"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/page/{REPORT_PDF}?n=4", 404),
        (f"/page/{REPORT_PDF}?n=0", 404),
        (f"/page/{REPORT_PDF}?n=1&width=90000", 400),
        ("/page/note.html?n=1", 404),
        ("/page/none.pdf?n=1", 404),
        ("/page/../../etc/passwd?n=1", 404),
        ("/original/none.pdf", 404),
        ("/original/../i/catalog.sqlite", 404),
    ],
)
def test_what_is_not_there_is_said(paged_client, address, status):
    answer = paged_client.get(address)
    assert answer.status_code == status and answer.mimetype == "text/html"


def test_a_file_is_kept_and_never_a_page_of_this_site(paged_client):
    answer = paged_client.get("/original/note.html?open=1")
    assert answer.data.startswith(b"<h1>Bees</h1>") and answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename=note.html"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    answer.close()


def test_a_pdf_can_be_opened_where_the_browser_reads_it(paged_client):
    kept, shown = (paged_client.get(f"/original/{REPORT_PDF}{more}") for more in ("", "?open=1"))
    assert kept.data == shown.data == pdf(*REPORT, roman=True)
    assert kept.mimetype == "application/octet-stream" and shown.mimetype == "application/pdf"
    assert kept.headers["Content-Disposition"] == 'attachment; filename="winter report.pdf"'
    assert shown.headers["Content-Disposition"].startswith("inline")
    policy = shown.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "script-src" not in policy
    assert "sandbox allow-scripts allow-downloads" in policy
    part = paged_client.get(f"/original/{REPORT_PDF}?open=1", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.data) == (206, b"%PDF")


def test_a_part_of_a_file_is_a_file_of_its_own(paged_client):
    name = "box.zip%23sea%2Fwalrus.pdf"
    kept = paged_client.get(f"/original/{name}")
    assert kept.data.startswith(b"%PDF") and kept.headers["Content-Disposition"] == "attachment; filename=walrus.pdf"
    assert paged_client.get(f"/page/{name}?n=1").mimetype == "image/png"
    page = paged_client.get(f"/source/{name}?q=walruses").text
    assert (
        "/page/box.zip%23sea%2Fwalrus.pdf?n=1" in page and "/original/box.zip%23sea%2Fwalrus.pdf?open=1#page=1" in page
    )


def test_a_page_that_cannot_be_drawn_is_said_and_its_text_is_there(paged_client, monkeypatch):
    def fail(*_):
        raise PageNotDrawn("page 1 cannot be drawn (PdfiumError: data format error)")

    monkeypatch.setattr(paged_client.application.extensions["passageway.originals"], "picture", fail)
    answer = paged_client.get(f"/page/{REPORT_PDF}?n=1")
    assert answer.status_code == 422 and "Page 1 cannot be drawn" in answer.text
    assert "damp kills more colonies" in paged_client.get(f"/source/{REPORT_PDF}").text


def test_while_too_many_pages_are_drawn_the_next_comes_later(paged_client, monkeypatch):
    def busy(*_):
        raise PicturesBusy("Many pages are being drawn just now. Try again in a moment.")

    monkeypatch.setattr(paged_client.application.extensions["passageway.originals"], "picture", busy)
    answer = paged_client.get(f"/page/{REPORT_PDF}?n=1")
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "2" and "Many pages" in answer.text


def test_a_file_that_has_changed_or_gone_is_not_shown_as_the_one_that_was_indexed(tmp_path):
    corpus = tmp_path / "c"
    corpus.mkdir()
    (corpus / "a.pdf").write_bytes(pdf(*REPORT))
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [corpus])
    client = create_app(settings).test_client()
    (corpus / "a.pdf").write_bytes(pdf(*REPORT[:2]))
    for address in ("/page/a.pdf?n=1", "/original/a.pdf"):
        answer = client.get(address)
        assert answer.status_code == 409 and "has been changed since it was indexed" in answer.text
    page = client.get("/source/a.pdf?leaf=1").text
    assert "<img" not in page and "/original/" not in page and "as it was indexed" in page
    (corpus / "a.pdf").unlink()
    for address in ("/page/a.pdf?n=1", "/original/a.pdf"):
        assert client.get(address).status_code == 410
