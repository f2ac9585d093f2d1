"""passageway changes DOCUMENT: what is said of the passages that are as they were."""

from types import SimpleNamespace

import pytest

from indexer.cli.printing.keeping.show_generations import show_document
from indexer.indexing.lifecycle.difference import DocumentDifference


@pytest.mark.parametrize(
    ("same", "line"), [(0, ""), (1, "1 passage is as it was."), (1200, "1,200 passages are as they were.")]
)
def test_passages_that_are_as_they_were_are_counted_where_there_are_any(capsys, same, line):
    unchanged = SimpleNamespace(same=True)
    show_document(DocumentDifference("a.md", "A", (unchanged,) * same))
    assert capsys.readouterr().out.strip().removeprefix("A (a.md)").strip() == line


def test_code_is_indented_as_it_is(capsys):
    passage = SimpleNamespace(text="\tif tea:\n\t\tpour()", headings=(), place="lines 1–2")
    added = SimpleNamespace(same=False, before=None, after=passage, removed=(), added=((11, 15),))
    show_document(DocumentDifference("a.md", "A", (added,)))
    assert capsys.readouterr().out.endswith("+     if tea:\n+         +[pour]+()\n")
