"""What directives and roles of Docutils and Sphinx show, and what unknown ones leave."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.light.rest.restructured import read


def reading(text):
    return read(Content.of_bytes("a.rst", text.encode()), "text/x-rst")


def outline(text):
    found = reading(text)
    return [(b.kind.value, found.text[b.start : b.end]) for b in found.blocks]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*a* **b** ``c*d*``", "a b c*d*"), (r"H\ :sub:`2`\ O, 10\ :sup:`6`, \*x*", "H2O, 10⁶, *x*"),
        ("`text <http://x.y>`_ `<http://x.y>`__ name_ a-b.c_, __init__", "text http://x.y name a-b.c, __init__"),
        ("`phrase ref`_, _`target`, `role`:class:", "phrase ref, target, role"),
        (":ref:`label <x>` :ref:`only-label` :doc:`/a/b`", "label only-label /a/b"),
        (":class:`~a.b.C` :py:meth:`C.m` :func:`!f` :c:func:`f()` :class:`.Foo`", "C C.m() f() f() Foo"),
        (":pep:`8` :rfc:`2822#x` :gh:`12` :own:`any thing` :own:`t <u>`", "PEP 8 RFC 2822 gh-12 any thing t"),
        (":menuselection:`A --> &B` :guilabel:`&Save && go` :samp:`f({x})` :kbd:`C-x`", "A ‣ B Save & go f(x) C-x"),
        (":math:`a < b > c` :code:`List<int>` :abbr:`LIFO (last in)`", "a < b > c List<int> LIFO (last in)"),
        ("2 * 3 ** 4, x*y*z, '*', \"`\", `un ended", "2 * 3 ** 4, x*y*z, '*', \"`\", `un ended"),
        ("`~a.b`", "b"), ("5 | 6 |x, a|b|", "5 | 6 |x, a|b|"),
    ],
)  # fmt: skip
def test_roles_and_marks(written, shown):
    assert outline(written + "\n") == [("paragraph", shown)]


def test_admonitions_say_their_kind():
    text = (
        ".. note:: One *line*\n   and more.\n\n   Next.\n\n.. warning::\n   :class: x\n\n   - item\n\n"
        ".. admonition:: My own\n\n   Text.\n"
    )
    assert outline(text) == [
        ("paragraph", "Note: One line and more."), ("paragraph", "Next."), ("paragraph", "Warning"),
        ("list_item", "- item"), ("heading", "My own"), ("paragraph", "Text."),
    ]  # fmt: skip
    assert outline("- .. seealso:: That\n") == [("list_item", "- See also: That")]
    assert outline(".. tip::\n\n   ::\n\n      x\n") == [("paragraph", "Tip"), ("code", "x")]


def test_notes_on_versions():
    text = (
        ".. versionadded:: 3.5\n   New.\n\n.. deprecated:: 3.1 Use *b*.\n\n.. versionchanged:: 2\n\n"
        ".. deprecated-removed:: 3.4 3.6\n\n   x\n"
    )
    assert [words for _, words in outline(text)] == [
        "Added in version 3.5: New.", "Deprecated since version 3.1: Use b.", "Changed in version 2",
        "Deprecated since version 3.4, removed in version 3.6: x",
    ]  # fmt: skip


def test_code_has_its_caption_but_not_its_options():
    text = (
        ".. code-block:: python\n   :linenos:\n   :caption: a.py\n\n   def f():\n\n       pass\n\n"
        ".. parsed-literal::\n\n   x *y*\n\n.. math:: a = b\n"
    )
    assert outline(text) == [("caption", "a.py"), ("code", "def f():\n\n    pass"), ("code", "x y"), ("code", "a = b")]
    assert [b.locator.lines for b in reading(text).blocks] == [(3, 3), (5, 7), (11, 11), (13, 13)]


def test_what_shows_nothing_leaves_nothing():
    text = (
        ".. contents:: All\n   :depth: 2\n\n.. index:: x\n\n.. highlight:: c\n\n.. raw:: latex\n\n"
        "   \\textbf{x}\n\n.. raw:: html\n   :file: x.html\n\n"
        ".. toctree::\n   :maxdepth: 1\n\n   a/b\n   Title <c>\n\nText.\n"
    )
    assert outline(text) == [("list_item", "- Title"), ("paragraph", "Text.")]


def test_html_for_the_page_is_what_a_reader_sees_of_it():
    raw = ".. raw:: html\n\n   <h3>Prices</h3><p>It costs <b>5</b> &euro;.</p>\n   <script>no()</script>\n"
    text = f"Before.\n\n{raw}\n.. list-table::\n\n   * - a\n     - .. raw:: html\n\n          <i>b</i><br>c\n"
    assert outline(text) == [
        ("paragraph", "Before."), ("heading", "Prices"), ("paragraph", "It costs 5 €."), ("table_row", "a | b c"),
    ]  # fmt: skip
    assert [b.locator.lines for b in reading(text).blocks[1:3]] == [(5, 5), (5, 5)]


def test_containers_leave_what_is_in_them():
    text = (
        ".. only:: html\n\n   In *it*.\n\n.. tabs::\n\n   .. tab:: One\n\n      a\n\n   .. tab:: Two\n\n"
        "      b\n\n.. topic:: On this\n\n   c\n\nd\n"
    )
    assert outline(text) == [
        ("paragraph", "In it."), ("heading", "One"), ("paragraph", "a"), ("heading", "Two"), ("paragraph", "b"),
        ("heading", "On this"), ("paragraph", "c"), ("paragraph", "d"),
    ]  # fmt: skip
    assert reading(text).blocks[-1].headings == ()


def test_pictures_with_captions():
    text = (
        ".. figure:: a.png\n   :alt: A cat\n\n   The *caption*.\n\n   The legend.\n\n.. image:: b.png\n\n"
        ".. image:: c.png\n   :alt: A dog\n"
    )
    assert outline(text) == [
        ("image", "A cat"), ("caption", "The caption."), ("paragraph", "The legend."), ("image", "A dog"),
    ]  # fmt: skip


def test_tables_as_lists_and_values():
    text = (
        ".. list-table:: Of *it*\n   :header-rows: 1\n\n   * - A\n     - B\n   * - a\n       c\n"
        '     -\n\n.. csv-table::\n   :header: x, "y, z"\n\n   1, *2*\n   "3\n   4", 5\n'
    )
    found = reading(text)
    assert outline(text) == [
        ("caption", "Of it"), ("table_header", "A | B"), ("table_row", "a c | "),
        ("table_header", "x | y, z"), ("table_row", "1 | 2"), ("table_row", "3 4 | 5"),
    ]  # fmt: skip
    assert [b.locator.lines for b in found.blocks[3:]] == [(11, 11), (13, 13), (14, 15)]
    assert outline(".. table:: T\n\n   == ==\n   a  b\n   == ==\n")[0] == ("caption", "T")


def test_glossaries():
    text = (
        ".. glossary::\n   :sorted:\n\n   one\n   two\n      It is *both*.\n\n      More.\n\n   three : key\n      x\n"
    )
    assert outline(text) == [
        ("term", "one"), ("term", "two"), ("definition", "It is both."), ("definition", "More."),
        ("term", "three"), ("definition", "x"),
    ]  # fmt: skip
    assert [b.locator.lines for b in reading(text).blocks] == [(4, 4), (5, 5), (6, 6), (8, 8), (10, 10), (11, 11)]


def test_descriptions_of_code():
    text = (
        ".. py:function:: open(a, *b)\n                 open(c)\n   :noindex:\n\n   Opens.\n\n"
        "   :param a: which\n\n.. py:class:: K\n\n   Text.\n"
    )
    assert outline(text) == [
        ("term", "open(a, *b)"), ("term", "open(c)"), ("definition", "Opens."), ("definition", "param a: which"),
        ("term", "K"), ("definition", "Text."),
    ]  # fmt: skip
    assert outline(".. class:: wide\n\n   Text.\n") == [("paragraph", "Text.")]
    assert outline(".. rst:role:: ref\n\n   Links.\n\n.. role:: red\n\nText.\n") == [
        ("term", "ref"), ("definition", "Links."), ("paragraph", "Text."),
    ]  # fmt: skip


def test_unknown_directives_are_read():
    text = ".. nobody:: knows *this*\n   :option: x\n\n   But *this*.\n\n.. other::\n\n   - a\n\n.. third:: argument\n"
    assert outline(text) == [
        ("term", "knows *this*"), ("definition", "But this."), ("list_item", "- a"), ("paragraph", "argument"),
    ]  # fmt: skip


def test_an_unknown_note_may_begin_behind_its_name():
    text = ".. legacy:: The :func:`load` of old is\n   slow, see :ref:`there <new>`.\n\n   Use :func:`pick`.\n"
    assert outline(text) == [("paragraph", "The load() of old is slow, see there."), ("paragraph", "Use pick().")]


def test_quotations_by_name():
    assert outline(".. epigraph::\n\n   To be.\n\n   -- Hamlet\n") == [
        ("quotation", "To be."),
        ("quotation", "— Hamlet"),
    ]
