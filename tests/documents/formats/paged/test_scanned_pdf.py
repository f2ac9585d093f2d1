"""Pages of a PDF that are pictures of words: recognised where Tesseract is installed, named with the remedy where not."""

import io
import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont

from indexer.documents.content import Content
from indexer.documents.formats.paged.pdf import read
from indexer.documents.formats.paged.scans import doubts, scanned_page, tesseract
from indexer.errors import ReadingError, install

PROGRAM = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
FIRST = "A kite needs wind and a long string.\nIt rises when the infor-\nmation is read, all information."


def scan(words, turns=0):
    """A page of A5 at 150 dots an inch with these words."""
    page = Image.new("L", (870, 1240), 255)
    ImageDraw.Draw(page).text((60, 90), words, font=ImageFont.load_default(38), fill=0)
    return page.rotate(90 * turns, expand=True)


def pdf_of(pages):
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return file.getvalue()


def of(raw):
    return read(Content.of_bytes("a.pdf", raw), "application/pdf")


@PROGRAM
def test_a_scan_is_read_page_by_page_with_boxes_and_broken_words_whole():
    parsed = of(pdf_of([scan(FIRST), scan("The second page\nsays more.")]))
    assert parsed.text == (
        "A kite needs wind and a long string. It rises when the information is read, all information.\n\n"
        "The second page says more."
    )
    assert [block.locator.page for block in parsed.blocks] == [1, 2] and parsed.note == ""
    start = parsed.text.index("kite")
    (box,) = parsed.page_map.boxes(start, start + 4)
    assert box.page == 1 and 0.1 < box.left < 0.2 and box.right < 0.25 and 0.07 < box.top < box.bottom < 0.12


@PROGRAM
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_was_scanned_on_its_side_or_head_is_read_and_its_boxes_lie_on_the_page(turns):
    upright, parsed = of(pdf_of([scan(FIRST)])), of(pdf_of([scan(FIRST, turns)]))
    assert parsed.text == upright.text
    left, top, right, bottom = next(upright.page_map.boxes(2, 6))[1:]
    for _ in range(turns):
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    assert next(parsed.page_map.boxes(2, 6))[1:] == pytest.approx((left, top, right, bottom), abs=0.01)


@PROGRAM
def test_a_blank_scan_has_no_words():
    with pytest.raises(ReadingError, match="no words are in it, and none can be recognised"):
        of(pdf_of([scan("")]))


@PROGRAM
def test_beyond_the_pages_of_a_thick_book_nothing_is_recognised_and_that_is_said(monkeypatch):
    monkeypatch.setattr(scanned_page, "_MOST_PAGES", 1)
    parsed = of(pdf_of([scan("The first page."), scan("The second page.")]))
    assert parsed.text == "The first page." and "text is recognised on the first 1 pages" in parsed.note


def test_without_the_extra_the_page_and_the_remedy_are_named(monkeypatch):
    monkeypatch.setattr(scanned_page, "find_spec", lambda name: None)
    with pytest.raises(ReadingError) as raised:
        of(pdf_of([scan("Words")]))
    assert "page 1: scanned, a picture without text" in str(raised.value)
    assert str(raised.value).endswith(install("ocr"))


def test_without_the_language_its_package_is_named(monkeypatch):
    monkeypatch.setattr(tesseract, "installed_languages", lambda: frozenset())
    with pytest.raises(ReadingError, match="apt install tesseract-ocr-eng$"):
        of(pdf_of([scan("Words")]))


GERMAN = (
    "Die Lampe brennt in der Nacht, und der\nWärter ist nicht zu sehen. Er hat für das\nÖl einen Krug, den er mit auf "
    "den\nTurm nimmt, wenn es dunkel wird\nund die Schiffe über das Meer kommen."
)
ENGLISH = (
    "The lamp burns in the night, and the\nkeeper is not to be seen. He has a jug\nfor the oil that he takes with him "
    "to\nthe tower when it gets dark and\nthe ships come over the sea."
)


@PROGRAM
def test_a_scan_in_another_language_is_noted_with_the_command_that_mends_it(monkeypatch):
    parsed = of(pdf_of([scan(GERMAN), scan(ENGLISH)]))
    said = "page 1: it is evidently in German, and was read as eng, so that letters may be wrong: "
    command = "PASSAGEWAY_OCR_LANGUAGES=eng,deu passageway index FOLDER"
    install = "" if "deu" in tesseract.installed_languages() else "apt install tesseract-ocr-deu && "
    assert parsed.note == said + install + command
    monkeypatch.setattr(doubts, "installed_languages", lambda: frozenset({"eng"}))
    assert of(pdf_of([scan(GERMAN)])).note == f"{said}apt install tesseract-ocr-deu && {command}"


def recognised(text):
    return [tesseract.RecognisedWord(word, 90.0, (1, 1), 1, 0, 0, 1, 1) for word in text.split()]


def test_nothing_is_said_of_the_language_where_it_is_not_evident(monkeypatch):
    assert "German" in doubts.doubts(recognised(GERMAN)) and doubts.doubts(recognised(ENGLISH)) == ""
    assert doubts.doubts(recognised("Die Lampe brennt in der Nacht")) == ""  # too short
    assert doubts.doubts(recognised(" ".join(f"Zeile{n}" for n in range(60)))) == ""
    monkeypatch.setattr(doubts, "chosen_languages", lambda: ("eng", "deu"))
    assert doubts.doubts(recognised(GERMAN)) == ""
    monkeypatch.setattr(doubts, "chosen_languages", lambda: ("pol",))  # whose words are not known
    assert doubts.doubts(recognised(GERMAN)) == ""
