"""The README's picture, made from the running product: a question, its answer, and the passage in its source.

    python -m tests.browser.pictures [FOLDER]

Writes ``answer-light.png`` and ``answer-dark.png`` to FOLDER, by default where the manual and the README have them, and
``answer-narrow-light.png`` and ``answer-narrow-dark.png``, one half below the other, for phones.
"""

from __future__ import annotations

import sys
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from indexer.indexing import index_corpus
from indexer.settings import Semantic, Settings
from search_ui.app import create_app
from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.web_server import served

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "/search?q=what+does+prolactin+do+after+orgasm%3F"

#: One half of the picture in CSS pixels; it is drawn at twice as many.
SIZES = {"": (760, 560), "narrow-": (390, 560)}


def main(folder: Path) -> None:
    """Draws all pictures."""
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        settings = Settings.load(index=Path(place) / "index", semantic=Semantic.OFF)
        index_corpus(settings, [ROOT / "corpus"])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with served(create_app(settings)) as address:
            for (shape, (width, height)), scheme in product(SIZES.items(), ("light", "dark")):
                page = browser.new_page(
                    viewport={"width": width, "height": height}, device_scale_factor=2, color_scheme=scheme
                )
                page.goto(address + QUESTION)
                halves = [seen(page)]
                page.locator("h2 a").first.click()
                page.wait_for_url("**/source/**")
                halves.append(seen(page))
                together(halves, below=bool(shape)).save(folder / f"answer-{shape}{scheme}.png", optimize=True)
        browser.close()


def seen(page: Page) -> Image.Image:
    """What a page shows, once it has come to rest."""
    page.wait_for_load_state("networkidle")
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def together(halves: list[Image.Image], *, below: bool) -> Image.Image:
    """Two pictures side by side or one ``below`` the other, with a thin line between, in few colours."""
    line, (width, height) = 2, halves[0].size
    size = (width, 2 * height + line) if below else (2 * width + line, height)
    whole = Image.new("RGB", size, (139, 133, 120))
    whole.paste(halves[0], (0, 0))
    whole.paste(halves[1], (0, height + line) if below else (width + line, 0))
    return whole.quantize(64, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "search_ui" / "static" / "pictures")
