"""Links between documents lead to what is in the index, and nowhere else."""

import pytest

from indexer.model import Document
from search_ui.request.document_links import links_within

THERE = {"a/b.md", "a/c d.md", "a/notes/README.md", "top.md", "z.zip#in/x.md", "z.zip#in/y.md"}


def document(name, path=None):
    return Document(name, path or name, "", "x", "0" * 64, "text/markdown", ())


@pytest.mark.parametrize(
    ("name", "target", "found"),
    [
        ("a/b.md", "c%20d.md#part", "/source/a/c%20d.md"),
        ("a/b.md", "../top", "/source/top.md"),
        ("a/b.md", "/top.html?x=1", "/source/top.md"),
        ("a/b.md", "notes/", "/source/a/notes/README.md"),
        ("a/b.md", "https://example.org/b.md", "https://example.org/b.md"),
        ("z.zip#in/x.md", "y.md", "/source/z.zip%23in%2Fy.md"),
        *[
            ("a/b.md", target, "")
            for target in ("gone.md", "../../top.md", "javascript:x", "#part", "?q=1", "//a/b.md")
        ],
    ],
)
def test_a_path_means_the_document_beside_it(app, name, target, found):
    asked = []

    def is_there(known):
        asked.append(known)
        return known in THERE

    with app.test_request_context():
        link_to = links_within(is_there)
        made = document(name, "z.zip" if "#" in name else None)
        assert link_to(made, target) == found == link_to(made, target)
    assert len(asked) == len(set(asked)), "each name is looked up once"
