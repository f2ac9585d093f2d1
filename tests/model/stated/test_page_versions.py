"""Versions are told by paths and named in questions; years and other numbers are none."""

import pytest

from indexer.model.stated.page_versions import meant, page_version, versions_named


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("docs/v3.5/install.md", ("docs/install.md", (3, 5), "v3.5")),
        ("v10/hooks.md", ("hooks.md", (10,), "v10")),
        ("guide/2.0/forms.html", ("guide/forms.html", (2, 0), "2.0")),
        ("docs/4.2.x/a.md", ("docs/a.md", (4, 2), "4.2.x")),
        ("versioned_docs/version-2.4/a.md", ("versioned_docs/a.md", (2, 4), "version-2.4")),
        ("docs/release-3/a.md", ("docs/a.md", (3,), "release-3")),
        ("docs/6.x/a.md", ("docs/a.md", (6,), "6.x")),
        ("docs/2024/a.md", None),
        ("docs/10/a.md", None),
        ("docs/a-v2.md", None),
        ("docs/version/a.md", None),
    ],
)
def test_the_version_of_a_page_is_a_folder_of_its_path(path, told):
    assert page_version(path) == told


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("how do I upgrade to v3.5?", {(3, 5)}),
        ("etcd 3.5 authentication", {(3, 5)}),
        ("from V2 to 3.0.1", {(2,), (3, 0, 1)}),
        ("what does version 4 change in 6.x?", {(4,), (6,)}),
        ("in 2024, with 5 nodes", set()),
        ("ipv6 and 1.5kg", set()),
    ],
)
def test_a_question_names_versions(words, named):
    assert versions_named(words) == named


@pytest.mark.parametrize(
    ("version", "named", "is_meant"),
    [
        ((3, 5), (3,), True),
        ((3, 5), (3, 5, 1), True),
        ((3,), (3, 5), False),
        ((3, 5), (3, 4), False),
        ((3, 5), (5,), False),
    ],
)
def test_a_version_is_meant_by_more_or_fewer_of_its_numbers(version, named, is_meant):
    assert meant(version, {named}) is is_meant
