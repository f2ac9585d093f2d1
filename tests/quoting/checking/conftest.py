"""A small corpus whose words a test can count."""

import pytest

from indexer.indexing import index_corpus
from indexer.quoting.checking import Checker
from indexer.settings import Settings

TEA = """# The history of tea

Tea was drunk in China long before the year 1100. Merchants carried it along the northern road for 21 weeks, and it did
not spoil.

## Preparation

Pour 1.5 litres of boiling water over the leaves. Wait four minutes; it's the leaf, not the clock, that decides. Then
lift the leaves out, and serve at once.

A second infusion is weaker. Some drinkers prefer the second infu-
sion to the first, since it is less bitter.
"""
COFFEE = """Notes on coffee

Coffee beans are roasted at 200 degrees. The grinder should be cleaned every week, or the oils turn rancid.

The oldest roasting house in the harbour still turns its drum by hand.
"""
PAGE = "<title>On salt</title><p>Salt <em>keeps</em> fish for months.</p><p>It was once paid as a wage to soldiers.</p>"


@pytest.fixture(scope="session")
def drinks(tmp_path_factory):
    """Settings of an index of three documents: tea.md, coffee.txt, salt.html."""
    folder = tmp_path_factory.mktemp("drinks")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in {"tea.md": TEA, "coffee.txt": COFFEE, "salt.html": PAGE}.items():
        (corpus / name).write_text(text, "utf-8")
    settings = Settings.load(index=folder / "index")
    index_corpus(settings, [corpus])
    return settings


@pytest.fixture(scope="session")
def checker(drinks):
    return Checker(drinks)
