"""Boxes of words and pictures of pages agree, however a page is turned or cropped: ink is under boxes, and nowhere else."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from indexer.documents.content import Content
from indexer.documents.formats.paged.pdf import read
from indexer.documents.rendering.drawing import draw
from tests.made_pdf import REPORT, pdf

PAGES = {
    "plain": "",
    "turned": "/Rotate 90",
    "upside-down": "/Rotate 180",
    "turned-back": "/Rotate 270",
    "cropped": "/CropBox[60 600 560 760]",
    "cropped-and-turned": "/CropBox[60 600 560 760]/Rotate 90",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_ink_is_where_the_words_are(page):
    raw = pdf(*REPORT, page=page)
    found = read(Content.of_bytes("a.pdf", raw), "application/pdf")
    words = [word.box for word in found.page_map.words() if word.box.page == 1]
    assert len(words) > 30
    picture = Image.open(BytesIO(draw(f"{page}", "application/pdf", lambda: raw, 1, 800)))
    width, height = picture.size
    pen = ImageDraw.Draw(picture)
    for _, left, top, right, bottom in words:
        box = left * width - 2, top * height - 2, right * width + 2, bottom * height + 2
        assert picture.crop(tuple(map(round, box))).getextrema()[0] < 110
    for _, left, top, right, bottom in words:
        pen.rectangle((left * width - 2, top * height - 2, right * width + 2, bottom * height + 2), fill=255)
    assert picture.getextrema()[0] > 200
