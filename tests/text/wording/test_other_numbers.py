"""Numbers, signs, units and hyphens that say something else, whatever Unicode or a typist makes of them."""

import unicodedata

import pytest

from indexer.text.wording import Stream, marked, occurrences

#: Quotation and source that do not say the same.
OTHERS = [
    ("12 cup", "Add ½ cup"),
    ("½ cup", "Add 12 cup"),
    ("112 cup", "1½ cup"),
    ("1½ cup", "112 cup"),
    ("2 cup", "½ cup"),
    ("1", "½ cup"),
    ("106 cells", "5 × 10⁶ cells"),
    ("10⁶ cells", "5 × 106 cells"),
    ("10 cells", "10⁶ cells"),
    ("10", "10^6 cells"),
    ("5 x2", "5 x²"),
    ("x²", "x2"),
    ("10⁻⁶", "10⁶"),
    ("10⁶", "10⁻⁶"),
    ("10^-6", "10^6"),
    ("10₂", "102"),
    ("₅ cells", "5 cells"),
    ("5 cells", "₅ cells"),
    ("① cup", "1 cup"),
    ("1 cup", "① cup"),
    ("5① cup", "51 cup"),
    ("⁶ cells", "6 cells"),
    (".25 mg", "25 mg"),
    ("25 mg", ".25 mg"),
    ("give .25 mg", "give 25 mg"),
    ("give 25 mg", "give .25 mg"),
    ("“.25 mg", "25 mg"),
    ("1,000", "1.000"),
    ("1.000", "1,000"),
    ("1.000", "1000"),
    ("−5 degrees", "5 degrees"),
    ("5 degrees", "−5 degrees"),
    ("at (-5 C)", "at (5 C)"),
    ("0, -5", "0, 5"),
    ("0, 5", "0, -5"),
    ("3 -5", "3 5"),
    ("5-6 mg", "5 6 mg"),
    ("5-6 mg", "56 mg"),
    ("5–6", "5 6"),
    ("said “-5 now", "said “5 now"),
    ("5 °C", "5 C"),
    ("5 C", "5 °C"),
    ("5 ℃", "5 C"),
    ("45°", "45"),
    ("45 N", "45° N"),
    ("5* hotel", "5 hotel"),
    ("5 hotel", "5* hotel"),
    ("a 5* hotel now", "a 5 hotel now"),
    ("5★ hotel", "5 hotel"),
    ("re-sign", "resign"),
    ("resign", "re-sign"),
    ("co-op", "coop"),
    ("1·5", "1 5"),
    ("1'000", "1 000"),
    ("5 / 6", "5 6"),
    ("5/6", "5 6"),
    ("5*3", "5 3"),
    ("٥- x -٥", "٥"),
    ("-٥ x", "٥ x"),
    ("5％ of", "5 of"),
    ("5% of", "5 of"),
    ("2ⁿ", "2n"),
    ("5′", "5"),
    ("~5 mg", "about 5 mg"),
    ("is ~5 mg", "is 5 mg"),
    ("2⁄3", "23"),
    ("23", "⅔"),
    ("m2", "m²"),
    ("5 m", "5 m²"),
    ("㏠", "21日"),
    ("5 mg", "5 µg"),
]

#: Quotation and source that do: only their form differs.
SAME = [
    ("5 °c now", "5 °C now"),
    ("5 °Ｃ", "5 °C"),
    ("212°f", "212 °F"),
    ("1/2 cup", "½ cup"),
    ("½ cup", "1/2 cup"),
    ("1 1/2 cup", "1½ cup"),
    ("1½ cup", "1 1/2 cup"),
    ("10^6 cells", "10⁶ cells"),
    ("10⁶ cells", "10^6 cells"),
    ("10^-6", "10⁻⁶"),
    ("H2O", "H₂O"),
    ("CO₂ rises", "CO2 rises"),
    ("C6H12O6", "C₆H₁₂O₆"),
    ("５", "5"),
    ("5", "５"),
    ("ﬁnal", "final"),
    ("Ⅳ", "IV"),
    ("chapter iv", "chapter Ⅳ"),
    ("5 °C", "5°C"),
    ("5 ℃", "5 °C"),
    ("5 ºC", "5 °C"),
    ("5 ° C", "5 °C"),
    ("*5* hotel", "5 hotel"),
    ("**5** hotel", "5 hotel"),
    ("5 hotel", "**5** hotel"),
    ("well known", "well-known"),
    ("nontoxic", "non-toxic"),
    ("re sign", "re-sign"),
    ("re-\nsign", "resign"),
    ("٥", "5"),
    ("5–6", "5-6"),
    ("5 – 6", "5-6"),
    ("-5 C", "−5 C"),
    ("5th", "5ᵗʰ"),
    ("5％", "5%"),
    ("𝐱 is", "x is"),
    ("㎞", "km"),
    ("㎡", "m²"),
    ("1,200", "1200"),
    ("3.5 kg", "3.5kg"),
    ("x² is", "X² is"),
    ("5*3", "5×3"),
    ("(5*) a", "(5*) a"),
    ("5* and 4* hotels", "5* and 4* hotels"),
    ("said¹ that", "said¹ that"),
    ("ＣＤ４", "CD4"),
    ("2⁄3", "⅔"),
]


def found(quote, source):
    stream = Stream.of(source)
    return [source[slice(*marked(stream, *place))] for place in occurrences(Stream.of(quote), stream)]


@pytest.mark.parametrize(("quote", "source"), OTHERS)
def test_what_says_something_else_does_not_stand(quote, source):
    assert not found(quote, source)


@pytest.mark.parametrize(("quote", "source"), SAME)
def test_what_is_written_otherwise_stands(quote, source):
    assert found(quote, source)


@pytest.mark.parametrize("sign", "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉①②⑨⑴⒈🄂½⅓¼⅒⅛㏠㋀")
@pytest.mark.parametrize("frame", ["{} cells", "the {} cells", "5{} cells", "{}5 cells", "the cells {}", "1.{} cells"])
def test_no_compatibility_form_of_a_figure_is_the_figure(sign, frame):
    plain = unicodedata.normalize("NFKC", sign).replace("\u2044", "")
    assert not found(frame.format(sign), f"x {frame.format(plain)} y")
    assert not found(frame.format(plain), f"x {frame.format(sign)} y")
    assert found(frame.format(sign), f"x {frame.format(sign)} y")
