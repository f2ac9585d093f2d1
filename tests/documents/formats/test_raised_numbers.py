"""Raised and lowered numbers never make another number of the one before them, in any format."""

import io

import pytest
from docx import Document
from pptx import Presentation

from indexer.documents.content import Content
from indexer.documents.formats.raised_numbers import lowered, raised
from indexer.documents.formats.registry import format_of_name
from indexer.documents.formats.text.mark_collector import MarkCollector
from indexer.model import InlineKind, InlineMark

_TAGS = (
    "2019<sup>1,2</sup>; 10<sup>–5</sup>; 10<sup>6.5</sup>; 101<sub>2</sub>; H<sub>2</sub>O; 1<sup>1</sup>/<sub>2</sub>"
)
_SHOWN = "2019¹,²; 10⁻⁵; 10⁶.⁵; 101₂; H2O; 1¹/₂"


@pytest.mark.parametrize(
    ("name", "source", "shown"),
    [
        ("a.md", _TAGS, _SHOWN),
        ("a.md", "12~10~ and 2019^1,2^ and H~2~O", "12₁₀ and 2019¹,² and H2O"),
        ("a.html", f"<p>{_TAGS}</p>", _SHOWN),
        ("a.html", "<p>it grows<sup><a href='#a'>1</a>,<a href='#b'>2</a></sup></p>", "it grows¹,²"),
        ("a.html", "<p><math><msup><mn>10</mn><mn>6</mn></msup></math>", "10⁶"),
        ("a.html", "<p><math><msup><mi>x</mi><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow></msup></math>", "x^(a+1)"),
        ("a.html", "<p><math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
        ("a.wiki", _TAGS, _SHOWN),
        ("a.adoc", "101~2~ and 10^-6^ and H~2~O", "101₂ and 10⁻⁶ and H2O"),
        ("a.org", "101_{2} and 10^{6} and H_{2}O", "101₂ and 10⁶ and H2O"),
        ("a.tex", r"10\textsuperscript{6} and 101\textsubscript{2} and H\textsubscript{2}O", "10⁶ and 101₂ and H2O"),
        ("a.tex", r"\SI{10}{\milli\gram} and \qty{5}{kg}, \num{2e-3}, \ang{90}", "10 mg and 5 kg, 2 × 10⁻³, 90°"),
        ("a.tex", r"\SI{3}{\kilo\gram\per\cubic\meter}, \SIrange{2}{5}{\celsius}", "3 kg/m³, 2 to 5 °C"),
        ("a.tex", r"\nicefrac{1}{2} cup", "1/2 cup"),
        ("a.rst", r"101\ :sub:`2` and 10\ :sup:`6`, H\ :sub:`2`\ O", "101₂ and 10⁶, H2O"),
        (
            "a.rtf",
            r"{\rtf1 101{\sub 2} and 10{\super -}{\super 5}, H{\sub 2}O, 5{\super th}}",
            "101₂ and 10⁻⁵, H2O, 5th",
        ),
        (
            "a.md",
            "2<sup>k</sup>, 2<sup>n+1</sup>, 10<sup>-x</sup>; 2<sup>e</sup> 5<sup>th</sup>",
            "2ᵏ, 2ⁿ⁺¹, 10⁻ˣ; 2e 5th",
        ),
        (
            "a.html",
            "<p>2<sup>k</sup>, SO<sub>4</sub><sup>2-</sup>, Ca<sup>2+</sup>, 1<sup>o</sup>",
            "2ᵏ, SO4²⁻, Ca2+, 1o",
        ),
        ("a.md", "log<sub>2</sub>8, log~10~100, log{sub}`2`8, log<sub>2</sub>x", "log₂8, log₁₀100, log₂8, log2x"),
        ("a.html", "<p>log<sub>2</sub>8, log<sub>1</sub><b>0</b>, C<sub>6</sub>H<sub>12</sub>", "log₂8, log₁0, C6H12"),
        ("a.wiki", "log<sub>2</sub>8 and H<sub>2</sub>O", "log₂8 and H2O"),
        ("a.adoc", "log~2~8 and H~2~O", "log₂8 and H2O"),
        ("a.org", "log_{2}8 and H_{2}O", "log₂8 and H2O"),
        ("a.rst", r"log\ :sub:`2`\ 8 and H\ :sub:`2`\ O", "log₂8 and H2O"),
        ("a.rtf", r"{\rtf1 log{\sub 1}{\sub 0}100 and H{\sub 2}O}", "log₁₀100 and H2O"),
        ("a.adoc", "2^k^ and 5^th^", "2ᵏ and 5th"),
        ("a.tex", r"2\textsuperscript{k} and 5\textsuperscript{th}", "2ᵏ and 5th"),
    ],
)
def test_a_raised_or_lowered_number_is_no_digit_of_the_number_before(name, source, shown):
    form = format_of_name(name)
    assert form.reader()(Content.of_bytes(name, source.encode()), form.media_type).text.strip() == shown


def test_words_and_signs_stay_as_they_are():
    assert [raised(text, "a") for text in ("th", "TM", "2+", "x", "1-", "[2]", "")] == [
        "th",
        "TM",
        "2+",
        "x",
        "1-",
        "[2]",
        "",
    ]
    assert [raised(text, "a") for text in ("3–5", "-1/2", "(12)", "1, 2")] == ["³–⁵", "⁻¹/²", "⁽¹²⁾", "¹, ²"]
    assert [lowered("2", before) for before in ("H", "10", "a/", "²/", "", ")")] == ["2", "₂", "2", "₂", "2", "2"]


def test_a_letter_or_sum_is_raised_only_where_it_would_change_the_number_before():
    exponents = {"k": "ᵏ", "n-1": "ⁿ⁻¹", "2k": "²ᵏ", "-x": "⁻ˣ", "2-": "²⁻", "b": "ᵇ", "(n+1)": "⁽ⁿ⁺¹⁾"}
    assert {text: raised(text, "10") for text in exponents} == exponents
    assert [raised(text, "x") for text in ("k", "2k", "2-")] == ["k", "2k", "2-"]
    for ordinal in ("e", "a", "o", "h", "m", "s", "r", "d", "st", "nd", "th", "er", "re", "ième"):
        assert raised(ordinal, "2") == ordinal


def test_a_sign_and_its_digits_are_one_number_though_they_come_one_after_another():
    found = MarkCollector()
    found.write("10")
    assert [found.shift(part, InlineKind.SUPERSCRIPT) for part in ("-", "1", "2")] == ["-", "⁻¹", "⁻¹²"]
    found.write(" 5")
    found.shift("t", InlineKind.SUPERSCRIPT)
    found.shift("h", InlineKind.SUPERSCRIPT)
    marked = found.take()
    assert (marked.words, [mark for mark in marked.marks if mark.start < mark.end]) == (
        "10⁻¹² 5th",
        [InlineMark(7, 9, InlineKind.SUPERSCRIPT, "")],
    )


def test_lowered_numbers_of_office_documents_are_no_digits_of_the_number_before(tmp_path):
    document = Document()
    paragraph = document.add_paragraph("101")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run(" and 10")
    for sign in "-5":
        paragraph.add_run(sign).font.superscript = True
    paragraph.add_run(", H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("O")
    paragraph.add_run(", log")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("8")
    assert _read(document, "a.docx") == "101₂ and 10⁻⁵, H2O, log₂8"
    slides = Presentation()
    box = slides.slides.add_slide(slides.slide_layouts[6]).shapes.add_textbox(0, 0, 9999, 9999).text_frame.paragraphs[0]
    for text, baseline in (("101", 0), ("2", -25000), (" and 10", 0), ("-", 30000), ("5", 30000)):
        run = box.add_run()
        run.text = text
        run._r.get_or_add_rPr().set("baseline", str(baseline))
    assert _read(slides, "a.pptx") == "101₂ and 10⁻⁵"


def _read(document, name):
    buffer = io.BytesIO()
    document.save(buffer)
    form = format_of_name(name)
    return form.reader()(Content.of_bytes(name, buffer.getvalue()), form.media_type).text.strip()
