"""Words that are pictures: recognised where Tesseract is installed, refused with the mending command where it is not."""

import io
import os
import shutil
from pathlib import Path
from time import monotonic

import pytest
from PIL import Image, ImageDraw, ImageFont
from worker_processes import alive, children

from indexer.documents.content import Content
from indexer.documents.formats.paged.scans import pictures, recognised_lines, tesseract
from indexer.documents.formats.paged.scans.languages import choose_languages
from indexer.documents.formats.paged.scans.pictures import read
from indexer.documents.formats.paged.scans.tesseract import RecognisedWord, RecognisedWords, mean_confidence, recognise
from indexer.documents.reader_version import reader_version
from indexer.documents.workers import process
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.engines.opening import open_jobs
from indexer.errors import ReadingError, RunCancelled, SettingsError
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.model import PageShape
from indexer.searching import Searcher
from indexer.settings import Settings
from tests.waiting import until

PROGRAM = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
WORDS = "A kite needs wind and a long string.\nIt rises when the infor-\nmation is read."


def page(words, size=(1000, 300), mode="L", ground=255, ink=0):
    drawn = Image.new(mode, size, ground)
    ImageDraw.Draw(drawn).text((40, 40), words, font=ImageFont.load_default(40), fill=ink)
    return drawn


def saved(picture, kind="PNG", **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def of(raw, name="a.png"):
    return read(Content.of_bytes(name, raw), "image/png")


@PROGRAM
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
def test_words_are_read_in_every_kind_of_picture_and_a_broken_word_is_one(kind):
    parsed = of(saved(page(WORDS), kind))
    assert parsed.text == "A kite needs wind and a long string. It rises when the information is read."
    assert [block.locator.page for block in parsed.blocks] == [1] and parsed.note == ""


@PROGRAM
def test_the_boxes_of_words_are_where_they_were_drawn():
    drawn = page("A kite\n\n\nneeds wind.", (900, 400))
    parsed = of(saved(drawn))
    assert parsed.page_map.shapes == (PageShape(900, 400),)
    for word in ("kite", "wind."):
        start = parsed.text.index(word)
        (box,) = parsed.page_map.boxes(start, start + len(word))
        edges = box.left * 900 - 4, box.top * 400 - 4, box.right * 900 + 4, box.bottom * 400 + 4
        inside = drawn.crop([round(edge) for edge in edges])
        assert recognised(inside) == [word]
        ImageDraw.Draw(drawn).rectangle(edges, fill=255)
    assert recognised(drawn) in (["A", "needs"], ["needs"])


def recognised(picture):
    padded = Image.new("L", (picture.width + 80, picture.height + 80), 255)
    padded.paste(picture, (40, 40))
    return [word.text for word in recognise(padded).words]


@PROGRAM
@pytest.mark.parametrize("turns", [1, 2])
def test_a_page_is_read_whichever_side_is_up_and_its_boxes_are_on_the_page_as_it_lies(turns):
    upright, turned = page(WORDS), page(WORDS).rotate(90 * turns, expand=True)
    parsed, straight = of(saved(turned)), of(saved(upright))
    assert parsed.text == straight.text
    box, expected = next(parsed.page_map.boxes(2, 6)), next(straight.page_map.boxes(2, 6))
    left, top, right, bottom = expected[1:]
    for _ in range(turns):  # a quarter to the left
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    assert box[1:] == pytest.approx((left, top, right, bottom), abs=0.01)


@PROGRAM
def test_a_photograph_is_turned_as_its_camera_says():
    turned = page(WORDS).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    exif[0x0132], exif[0x013B] = "2024:05:01 10:00:00", "Ann Lee"
    parsed = of(saved(turned, "JPEG", exif=exif))
    assert parsed.text.startswith("A kite needs wind") and parsed.page_map.shapes == (PageShape(1000, 300),)
    assert (parsed.about.author, parsed.about.date) == ("Ann Lee", "2024-05-01")


@PROGRAM
def test_every_page_of_a_tiff_is_read_and_words_on_no_ground_too():
    pages = [page(f"Page of the {word} kite.", (700, 120)) for word in ("first", "second")]
    parsed = of(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert [block.locator.page for block in parsed.blocks] == [1, 2] and len(parsed.page_map.shapes) == 2
    assert parsed.text == "Page of the first kite.\n\nPage of the second kite."
    clear = page("A kite needs wind.", (700, 120), "RGBA", (0, 0, 0, 0), (0, 0, 0, 255))
    assert of(saved(clear)).text == "A kite needs wind."


def test_an_unsure_page_is_named_and_its_paragraphs_stand_apart(monkeypatch):
    pages = iter(((90.0, ["bed", "bed", "", "Bed and", "bed."]), (60.0, ["kid", "kid", "", "Kid and", "kid."])))

    def seen(picture):
        trust, lines = next(pages)
        words = [
            RecognisedWord(word, trust, (1, n), n, 0.1 + 0.03 * at, 0.06 * n + 0.1, 0.12 + 0.03 * at, 0.06 * n + 0.14)
            for n, line in enumerate(lines)
            for at, word in enumerate(line.split())
        ]
        return RecognisedWords(tuple(words), 0)

    monkeypatch.setattr(recognised_lines, "recognise", seen)
    parsed = of(saved(page(""), "TIFF", save_all=True, append_images=[page("")]))
    assert (
        parsed.text == "bed bed\n\nBed and bed.\n\nkid kid\n\nKid and kid."
        and parsed.note == "page 2: read with little confidence"
    )
    assert mean_confidence([]) == 0.0


def test_a_doubtful_word_between_others_is_read_and_one_at_a_lines_end_is_a_mark(monkeypatch):
    rows = {"text": ["|", "a", "strong", "~", "wind", "ll"], "conf": [9, 96, 12, 9, 95, 9]}
    rows.update(dict.fromkeys(("block_num", "par_num", "line_num", "top"), [1] * 6))
    rows.update(left=[0, 50, 100, 200, 210, 300], width=[30] * 6, height=[20] * 6)
    monkeypatch.setattr(tesseract, "_recognised", lambda picture: rows)
    monkeypatch.setattr(tesseract, "_require_languages", lambda languages: None)
    assert [word.text for word in recognise(page("")).words] == ["a", "strong", "wind"]


@PROGRAM
@pytest.mark.parametrize("pitch", [60, 100])
def test_lines_far_apart_are_one_paragraph_where_their_sentences_run_on(pitch):
    drawn, font = page("", (1000, 800)), ImageFont.load_default(30)
    texts = [
        "The tenant pays the rent each month. The rent is due",
        "on the third working day. If the rent is late, a fee",
    ]
    for number, text in enumerate(2 * [*texts, "is added."]):
        ImageDraw.Draw(drawn).text((60, 60 + number * pitch), text, font=font, fill=0)
    paragraph = " ".join([*texts, "is added."])
    assert of(saved(drawn)).text == f"{paragraph}\n\n{paragraph}"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"no picture", "it is no picture of a kind that is known, whatever its name says, or a damaged one"),
        (
            saved(Image.new("L", (400, 300), 255))[:-30],
            "the picture is damaged: some of it is missing, or makes no sense",
        ),
        (saved(Image.new("1", (10_000, 10_000)), "TIFF", compression="group4"), "100,000,000 points; the limit is"),
        (saved(Image.new("1", (20_000, 20_000)), "TIFF", compression="group4"), "points, the limit"),
    ],
)
def test_what_is_no_picture_or_a_huge_one_is_refused_with_the_reason(raw, reason):
    with pytest.raises(ReadingError) as raised:
        of(raw)
    assert reason in str(raised.value)


@PROGRAM
@pytest.mark.parametrize("picture", [Image.new("L", (800, 600), 255), Image.new("L", (16, 16), 0)])
def test_a_picture_without_words_is_skipped_with_the_reason(picture):
    with pytest.raises(ReadingError, match="no words can be recognised"):
        of(saved(picture))


@PROGRAM
def test_a_long_strip_is_within_what_tesseract_takes(monkeypatch):
    assert recognise(Image.new("L", (40, 40_000), 255)).words == ()
    monkeypatch.setattr(tesseract, "_LONGEST_SIDE", 60_000)
    with pytest.raises(ReadingError, match=r"text recognition failed \(.*too large"):
        recognise(Image.new("L", (40, 40_000), 255))


def test_a_tiff_of_more_pages_than_a_book_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "_MOST_PAGES", 2)
    dot = Image.new("L", (9, 9))
    with pytest.raises(ReadingError, match="it has 3 pages; the limit is 2"):
        of(saved(dot, "TIFF", save_all=True, append_images=[dot, dot]))


def test_what_is_missing_is_named_with_the_command_that_brings_it(monkeypatch):
    tesseract.installed_languages.cache_clear()
    monkeypatch.setattr(tesseract, "installed_languages", lambda: frozenset({"eng", "osd"}))
    choose_languages(("eng", "chi_sim", "deu"))
    with pytest.raises(
        ReadingError, match=r"lacks chi_sim, deu .*apt install tesseract-ocr-chi-sim tesseract-ocr-deu$"
    ):
        of(saved(page("Wind")))
    choose_languages(("eng",))


def test_without_the_program_the_command_that_brings_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with Reading(ReadLimits()) as reading:
        (item,) = reading.content(Content.of_bytes("a.png", saved(page("Wind"))))
    assert item.reason.endswith("not installed: apt install tesseract-ocr")


@PROGRAM
def test_a_picture_is_indexed_found_at_its_page_and_verified(tmp_path):
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "kite.png").write_bytes(saved(page(WORDS)))
    (folder / "photo.jpg").write_bytes(saved(Image.new("RGB", (300, 300), (90, 120, 30)), "JPEG"))
    settings = Settings.load(index=tmp_path / "i", semantic="off")
    report = index_corpus(settings, [folder])
    assert report.added == ("kite.png",) and verify(settings).faults == ()
    assert [(one.path, one.reason) for one in report.skipped] == [
        ("photo.jpg", "no words can be recognised in the picture")
    ]
    hit = Searcher(settings).ask("What does a kite need?").hits[0]
    assert hit.passage.locator.page == 1 and "long string" in hit.passage.text
    assert index_corpus(settings, [folder]).unchanged == ("kite.png",)


@PROGRAM
def test_each_page_has_the_time_for_itself_and_a_run_can_be_stopped_between_them(tmp_path, monkeypatch):
    pages = [page(f"Page {n} of the scan", (700, 120)) for n in range(6)]
    raw = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    steps = []
    monkeypatch.setattr(process, "monotonic", lambda: monotonic() + 20 * len(steps))  # as if each page took 20 s more
    with Reading(ReadLimits(seconds=30)) as reading:
        (item,) = reading.content(Content.of_bytes("a.tif", raw), on_step=lambda: steps.append(1))
        assert item.text.count("of the scan") == 6 and len(steps) >= 6
    (tmp_path / "a.tif").write_bytes(raw)
    settings = Settings.load(index=tmp_path / "i", semantic="off")
    heard = []

    def progress(stage, done, total):
        heard.append(stage)
        if heard.count("read") == 3:  # the file itself, and two of its pages
            open_jobs(settings).cancel()

    with pytest.raises(RunCancelled):
        index_corpus(settings, [tmp_path / "a.tif"], progress=progress)
    assert 3 <= heard.count("read") < 8


@pytest.mark.long
@PROGRAM
def test_a_reading_that_is_broken_off_ends_tesseract_too():
    large, seen = Content.of_bytes("a.png", saved(Image.effect_noise((3000, 3000), 200))), []

    def interrupt():
        """As Ctrl-C does while the program runs."""
        seen.extend(until(lambda: programs_of(children(os.getpid()))))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Reading(ReadLimits()) as reading:
        list(reading.content(large, on_step=interrupt))
    until(lambda: not any(map(alive, seen)))


def programs_of(workers):
    """The processes in the groups of these workers, but for themselves, that have worked for a while."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        group, seconds = int(fields[2]), int(fields[11]) / os.sysconf("SC_CLK_TCK")
        if group in workers and int(stat.parent.name) != group and seconds > 0.3:
            found.append(int(stat.parent.name))
    return found


def test_the_languages_are_a_setting_by_which_files_are_read_again(monkeypatch):
    monkeypatch.setenv("PASSAGEWAY_OCR_LANGUAGES", "eng, deu")
    settings = Settings.load()
    assert settings.ocr_languages == ("eng", "deu") == ReadLimits.of(settings).languages
    assert reader_version(("eng", "deu")) != reader_version(("eng",))
    for wrong in ("--version", "e n g", ""):
        with pytest.raises(SettingsError, match="ocr_languages"):
            Settings.load(ocr_languages=wrong)
    assert os.environ["PASSAGEWAY_OCR_LANGUAGES"] == "eng, deu"
