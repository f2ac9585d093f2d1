"""Pictures of pages: drawn in a process with limits, kept, never of another file; harm costs its own page only."""

import os
import signal
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageOps

from indexer.documents.formats.registry import Format, format_of_name
from indexer.documents.rendering.original_reading import OriginalReading
from indexer.documents.sources.folder import Folder
from indexer.documents.sources.originals import Original
from indexer.documents.workers.process import Worker
from indexer.documents.workers.reading import ReadLimits
from indexer.errors import OriginalChanged, OriginalUnavailable, PageMissing, PageNotDrawn, PicturesBusy
from tests.documents.workers.worker_processes import children
from tests.made_pdf import HEIGHT, REPORT, WIDTH, filled_form, pdf, word_place

PDF = "application/pdf"


@pytest.fixture(scope="module")
def reading():
    reading = OriginalReading(ReadLimits())
    yield reading
    reading.close()


@pytest.fixture
def original(tmp_path):
    """Writes a file, and gives it as the original of a document."""

    def original(raw, name="a.pdf", media_type=PDF, digest=""):
        (tmp_path / name).write_bytes(raw)
        source = Folder(tmp_path)
        file = source.find_file(name)
        kind = format_of_name(name) or Format("picture", "pictures", "none", (media_type,), ())
        return Original(source, file, kind, "", digest or sha256(raw).hexdigest(), media_type)

    return original


def opened(png):
    return Image.open(BytesIO(png))


def test_a_page_is_drawn_at_the_width_asked_for_and_kept(reading, original):
    made = original(pdf(*REPORT))
    picture = opened(reading.picture(made, 2, 800))
    assert (picture.format, picture.size) == ("PNG", (800, 1036))
    left, top, right, bottom = word_place(REPORT[1], "kilograms")
    inside = picture.crop((int(left * 800), int(top * 1036), int(right * 800), int(bottom * 1036)))
    below = picture.crop((0, 400, 800, 1036))
    assert picture.mode == "L" and inside.getextrema()[0] < 90 and below.getextrema() == (255, 255)
    assert reading.picture(made, 2, 800) is reading.picture(made, 2, 800)


def test_what_was_filled_into_a_form_is_drawn(reading, original):
    picture = opened(reading.picture(original(filled_form("Walrus")), 1, WIDTH)).convert("L")
    left, top, right, bottom = ImageOps.invert(picture).getbbox()  # the field, from the upper left corner
    assert 72 <= left < right <= 400 and HEIGHT - 640 <= top < bottom <= HEIGHT - 600 and right - left > 60


def test_turned_and_cropped_pages_are_drawn_as_they_are_displayed(reading, original):
    turned = opened(reading.picture(original(pdf(*REPORT, page="/Rotate 90")), 1, 800))
    assert turned.size == (800, 619)
    cropped = opened(reading.picture(original(pdf(*REPORT, page="/CropBox[0 392 612 792]")), 1, 800))
    assert cropped.size == (800, 523)


@pytest.mark.parametrize(("size", "drawn"), [((3000, 1500), (800, 400)), ((40, 20), (40, 20))])
def test_a_picture_is_its_own_page_and_never_made_larger(reading, original, size, drawn):
    packed = BytesIO()
    Image.new("RGBA", size, (255, 0, 0, 128)).save(packed, "PNG")
    picture = opened(reading.picture(original(packed.getvalue(), "a.png", "image/png"), 1, 800))
    assert picture.size == drawn and picture.getpixel((5, 5)) == (255, 127, 127)


def test_a_page_that_is_not_there(reading, original):
    made = original(pdf(*REPORT))
    for page in (0, 4, -1):
        with pytest.raises(PageMissing, match="has 3 pages"):
            reading.picture(made, page, 800)
    with pytest.raises(PageMissing, match="has no pages that can be drawn"):
        reading.picture(original(b"words", "a.txt", "text/plain"), 1, 800)


def test_nothing_is_drawn_of_another_file_than_the_one_that_was_indexed(reading, original, tmp_path):
    made = original(pdf(*REPORT))
    (tmp_path / "a.pdf").write_bytes(pdf(*REPORT[:1]))
    with pytest.raises(OriginalChanged):
        reading.content(made)
    with pytest.raises(OriginalChanged):
        reading.picture(original(b"%PDF-1.4 other", digest="0" * 64), 1, 801)
    (tmp_path / "a.pdf").unlink()
    with pytest.raises(OriginalUnavailable, match=r"a\.pdf cannot be read"):
        reading.content(made)


def laughing(levels=14):
    """A PDF whose page draws a form that draws another ten times, and so on: for ever, as far as anybody waits."""
    raw = pdf([(72, 700, "x")]).decode("cp1252").partition("xref")[0]
    for i in range(levels):
        inner = "0 0 1 1 re f" if i == levels - 1 else "/X Do " * 10
        resources = f"/Resources<</XObject<</X {101 + i} 0 R>>>>"
        raw += (
            f"{100 + i} 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 612 792]{resources}/Length {len(inner)}>>\n"
            f"stream\n{inner}\nendstream\nendobj\n"
        )
    raw = raw.replace("/Contents 4 0 R", "/Contents 5 0 R").replace("<</Font", "<</XObject<</X 100 0 R>>/Font")
    raw += "5 0 obj\n<</Length 5>>\nstream\n/X Do\nendstream\nendobj\n"
    return (raw + "trailer<</Root 1 0 R>>\n%%EOF\n").encode()


def test_a_page_that_never_comes_to_an_end_is_given_up_and_not_tried_again(original, monkeypatch):
    reading = OriginalReading(ReadLimits(seconds=1))
    made, over_time = original(laughing()), "drawing page 1 of a.pdf took more time than it may"
    with pytest.raises(PageNotDrawn, match=over_time):
        reading.picture(made, 1, 800)
    monkeypatch.setattr(Worker, "ask", lambda *_: pytest.fail("it is tried again"))
    with pytest.raises(PageNotDrawn, match=over_time):
        reading.picture(made, 1, 800)
    reading.close()


@pytest.mark.parametrize("raw", [b"%PDF-1.7 nothing", b"", pdf(*REPORT)[:300], b"\x89PNG\r\n\x1a\n" + bytes(99)])
def test_what_is_no_such_file_is_an_error_of_that_page_alone(reading, original, raw):
    for name, media_type in (("a.pdf", PDF), ("a.png", "image/png")):
        with pytest.raises(PageNotDrawn, match="page 1 cannot be drawn"):
            reading.picture(original(raw, name, media_type), 1, 800)


def test_a_page_of_no_size_and_one_that_is_too_long(reading, original):
    long = opened(reading.picture(original(pdf(*REPORT).replace(b"0 0 612 792", b"0 0 12 14400")), 1, 1600))
    assert long.width * long.height < 8_100_000 and long.height > 50 * long.width


def test_a_process_that_was_ended_from_outside_is_started_anew(reading, original):
    reading.picture(original(pdf(*REPORT)), 1, 799)
    before = children(os.getpid())
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert opened(reading.picture(original(pdf(*REPORT)), 1, 798)).width == 798


def test_who_comes_while_all_are_busy_is_told_so_at_once(reading, original):
    seats = [reading._admitted.acquire(blocking=False) for _ in range(5)]
    try:
        assert all(seats)
        with pytest.raises(PicturesBusy, match="Try again in a moment"):
            reading.picture(original(pdf(*REPORT)), 1, 797)
    finally:
        for _ in seats:
            reading._admitted.release()


def test_what_is_kept_is_bounded(original):
    reading = OriginalReading(ReadLimits(), kept=100)
    made = original(pdf(*REPORT))
    first = reading.picture(made, 1, 800)
    assert first == reading.picture(made, 1, 800) and first is not reading.picture(made, 1, 800)
    reading.close()


def test_the_bytes_of_a_file_are_those_that_were_indexed(reading, original):
    made = original(b"\x00<script>", "x.html", "text/html")
    content = reading.content(made)
    assert (content.name, content.read_bytes()) == ("x.html", b"\x00<script>")
