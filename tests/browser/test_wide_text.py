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


@pytest.fixture(scope="module")
def manual_address(tmp_path_factory, serving):
    folder = tmp_path_factory.mktemp("wide")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "vault.md").write_text(MANUAL)
    (folder / "corpus" / "modes.md").write_text("# Modes\n\nThe compression mode of the vault is auto.\n")
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
