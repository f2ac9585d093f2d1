"""Raised and lowered numbers never make another number of the one before them, in any format."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.raised_numbers import lowered, raised
from indexer.documents.formats.registry import format_of_name

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
    ],
)
def test_a_raised_or_lowered_number_is_no_digit_of_the_number_before(name, source, shown):
    form = format_of_name(name)
    assert form.reader()(Content.of_bytes(name, source.encode()), form.media_type).text.strip() == shown


def test_words_and_signs_stay_as_they_are():
    assert [raised(text) for text in ("th", "TM", "2+", "x", "1-", "[2]", "")] == [
        "th",
        "TM",
        "2+",
        "x",
        "1-",
        "[2]",
        "",
    ]
    assert [raised(text) for text in ("3–5", "-1/2", "(12)", "1, 2")] == ["³–⁵", "⁻¹/²", "⁽¹²⁾", "¹, ²"]
    assert [lowered("2", before) for before in ("H", "10", "a/", "²/", "", ")")] == ["2", "₂", "2", "₂", "2", "2"]
