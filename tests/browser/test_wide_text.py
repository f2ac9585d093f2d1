"""Code and tables that are wider than the screen, and words that no line should break."""

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Settings

FLAGS = "\n".join(
    f"    --keep-{n:<24} which snapshots of the vault are kept, and for how many {n}" for n in ("days", "weeks")
)
MODES = "one of auto, off, fastest, better and max, as it was set when the vault was made, else auto"
MANUAL = f"""# Vault

The option `--prune-old` and the option `--keep-last` work together; so does the option `--prune-all` of them.

## Flags

```
restic forget takes these flags:
{FLAGS}
    --compression mode              compression mode of the vault, {MODES}
```

## Fields

| Name | Meaning | Kind |
|---|---|---|
| `snapshot_identifier` | Identifier of the snapshot | text |
| `repository/cold/atlas` | Place of the cold repository | text |
"""

LEASE = """# Lease

| Item of the boathouse | Who pays for it | Last inspected | Next inspection | Inspector |
|---|---|---|---|---|
| Slipway winch | the tenant, half of it the landlord | 2026-03-02 | 2027-03-02 | Mr Abernathy-Featherstone |
"""


@pytest.fixture(scope="module")
def manual_address(tmp_path_factory, serving):
    folder = tmp_path_factory.mktemp("wide")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "vault.md").write_text(MANUAL)
    (folder / "corpus" / "modes.md").write_text("# Modes\n\nThe compression mode of the vault is auto.\n")
    far = folder / "corpus" / "what the harbour office sent in the spring" / "leases of all boathouses, signed by both"
    far.mkdir(parents=True)
    (far / "boathouse three.md").write_text(LEASE)
    settings = Settings.load(index=folder / "index")
    index_corpus(settings, [folder / "corpus"])
    with serving(settings) as address:
        yield address


@pytest.mark.parametrize("width", [1280, 390])
def test_the_end_of_an_answer_in_wide_code_does_not_widen_the_page(open_page_at, manual_address, width):
    page = open_page_at(f"{manual_address}/search?q=compression+mode+of+the+vault", width=width)
    assert page.locator("pre mark.answer").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


HEIGHTS = "nodes => nodes.map(node => [node.textContent, node.getClientRects().length])"

#: How many lines the text of each cell takes; the sizes of the letters of a row, and of the one before it.
LINES_OF_TEXT = """nodes => nodes.map(node => {
    const range = document.createRange(); range.selectNodeContents(node);
    return [node.textContent, new Set([...range.getClientRects()].map(box => Math.round(box.top))).size];
})"""
SIZES = "row => [row, row.previousElementSibling].flatMap(r => [...r.children].map(c => getComputedStyle(c).fontSize))"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_words_of_code_and_cells_are_not_broken(open_page_at, manual_address, width):
    page = open_page_at(f"{manual_address}/source/vault.md", width=width)
    lines = dict(page.locator("code").evaluate_all(HEIGHTS))
    assert {"--prune-old", "--keep-last", "snapshot_identifier", "repository/cold/atlas"} <= set(lines)
    assert set(lines.values()) == {1}
    page.goto(f"{manual_address}/search?q=place+of+the+cold+repository")
    assert {lines for _, lines in page.locator(".best code").evaluate_all(HEIGHTS)} == {1}


def test_the_page_of_how_a_document_was_cut_keeps_the_spaces_of_code(open_page_at, manual_address):
    page = open_page_at(f"{manual_address}/library/split/vault.md")
    code = page.locator(".cut .text", has_text="--compression mode")
    assert "--compression mode              compression" in code.inner_text()


@pytest.mark.parametrize("touch", [False, True])
def test_a_long_path_is_cut_in_its_folders_and_a_date_is_not_broken(browser, manual_address, touch):
    width = 390 if touch else 1280
    with browser.new_context(viewport={"width": width, "height": 800}, has_touch=touch, is_mobile=touch) as context:
        page = context.new_page()
        page.goto(f"{manual_address}/search?q=who+pays+for+the+slipway+winch")
        name = page.locator(".place .file-name").first
        assert name.inner_text() == "boathouse three.md"
        assert name.evaluate("node => node.scrollWidth <= node.clientWidth")
        assert page.locator(".place .file-folders").first.evaluate("node => node.scrollWidth > node.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        dates = page.locator("td:visible", has_text="2026-03-02")
        assert {node[1] for node in dates.evaluate_all(LINES_OF_TEXT)} == {1}
        page.locator(".why > summary").first.click()
        sizes = page.locator(".why .total").first.evaluate(SIZES)
        assert len(set(sizes)) == 1


@pytest.mark.parametrize("width", [390, 320])
def test_an_address_in_a_heading_is_broken_and_of_folders_without_room_no_letter_is_left(
    open_page_at, serving, tmp_path, width
):
    name = "keeping-the-boats-of-the-village-dry-in-the-winter.md"
    (tmp_path / "corpus" / "guide").mkdir(parents=True)
    (tmp_path / "corpus" / "guide" / name).write_text(
        "# 0050301173720/http://www.example.org/results3?game=41\n\n"
        "## 2004/https://www.example.org/archive/results?of=the-boats\n\nA boat."
    )
    settings = Settings.load(index=tmp_path / "index", workers=1)
    index_corpus(settings, tmp_path / "corpus")
    with serving(settings) as address:
        page = open_page_at(f"{address}/search?q=boat", width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        line, folders, file = (
            page.locator(f".place {part}").bounding_box() for part in (".file", ".file-folders", ".of-file")
        )
        assert folders["y"] >= line["y"] + line["height"] > file["y"]


def test_a_table_of_the_passage_that_is_shown_is_a_table_on_a_phone_too(open_page_at, manual_address):
    page = open_page_at(f"{manual_address}/search?q=who+pays+for+the+slipway+winch", width=390)
    page.locator("h2 a").first.click()
    page.wait_for_url("**/source/**")
    shown = page.locator(".shown tr").evaluate_all("rows => rows.map(row => getComputedStyle(row).display)")
    assert len(shown) == 2 and set(shown) == {"table-row"}
