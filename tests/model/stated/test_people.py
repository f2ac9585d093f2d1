"""The names in a line of authors."""

import pytest

from indexer.model import names_of


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Jane Smith", ["Jane Smith"]),
        ("Smith, Jane", ["Smith, Jane"]),
        ("van der Berg, Jan", ["van der Berg, Jan"]),
        ("Smith, J., Doe, A. B.", ["Smith, J.", "Doe, A. B."]),
        ("Jane Smith, John Doe", ["Jane Smith", "John Doe"]),
        ("Jane Smith, John Doe, and Ann Lee", ["Jane Smith", "John Doe", "Ann Lee"]),
        ("Jane Smith & John Doe", ["Jane Smith", "John Doe"]),
        ("Anna Alt und Bert Bach", ["Anna Alt", "Bert Bach"]),
        ("Smith, Jane; Doe, John", ["Smith, Jane", "Doe, John"]),
        ("Plato, Aristotle, Kant", ["Plato", "Aristotle", "Kant"]),
        ("Jane Smith, PhD, John Doe, M.D.", ["Jane Smith", "John Doe"]),
        ("Jane  Smith <jane@example.org>", ["Jane Smith"]),
        ("Jane Smith1, John Doe2*", ["Jane Smith", "John Doe"]),
        ("Jane Smith et al.", ["Jane Smith"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("村上春樹、川端康成", ["村上春樹", "川端康成"]),
        ("Ann; Ann; ", ["Ann"]),
        ("Sandy Andrews", ["Sandy Andrews"]),
        ("", []),
        (" ; 12 ,", []),
    ],
)
def test_names_are_told_apart(author, names):
    assert list(names_of(author)) == names
