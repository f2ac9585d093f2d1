"""What stands in the paragraphs of a Word file, as its reader sees it there."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from office_files import docx, p, r, table

from indexer.documents.content import Content
from indexer.documents.formats.office.word.word_file import read


def read_docx(body, **parts):
    return read(Content.of_bytes("a.docx", docx(body, **parts)), "")


def text_of(runs, **parts):
    return read_docx(p(runs=runs), **parts).text


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (r("one ") + r("two") + r("three"), "one twothree"),
        (r("a  \n\t b") + "<w:r><w:tab/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r>", "a b c\nd"),
        ("<w:r><w:t>a </w:t><w:cr/><w:t> b</w:t></w:r>", "a\nb"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail co</w:t><w:softHyphen/><w:t>op</w:t></w:r>", "e\u2011mail coop"),
        (r("10") + r("6", '<w:vertAlign w:val="superscript"/>') + r(" m"), "10⁶ m"),
        ('<w:hyperlink r:id="rId9">' + r("a link") + "</w:hyperlink>" + r(" there"), "a link there"),
        ("<w:smartTag><w:customXml>" + r("deep") + "</w:customXml></w:smartTag>", "deep"),
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + r("chosen") + "</w:sdtContent></w:sdt>", "chosen"),
        ('<x:future xmlns:x="urn:x">' + r("kept") + "</x:future>", "kept"),
        ("<w:bdo>" + r("gone into") + "</w:bdo>", "gone into"),
        (r("a") + "<w:commentReference/>" + '<w:commentRangeStart w:id="0"/>' + r("b"), "ab"),
    ],
)
def test_text_is_that_of_the_runs(runs, text):
    assert text_of(runs) == text


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (
            "<w:ins>" + r("new") + "</w:ins>" + "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>" + r(" word"),
            "new word",
        ),
        (
            "<w:moveFrom>" + r("here ") + "</w:moveFrom>" + r("then ") + "<w:moveTo>" + r("there") + "</w:moveTo>",
            "then there",
        ),
        ("<w:ins><w:del>" + r("never") + "</w:del></w:ins>" + r("ever"), "ever"),
    ],
)
def test_changes_are_accepted(runs, text):
    assert text_of(runs) == text


def test_paragraphs_whose_end_is_deleted_are_one():
    deleted = "<w:rPr><w:del/></w:rPr>"
    parsed = read_docx(p("One ", properties=deleted) + p("sentence.") + p("Two."))
    assert parsed.text == "One sentence.\n\nTwo."
    moved = p(properties="<w:rPr><w:moveFrom/></w:rPr>", runs="<w:moveFrom>" + r("away") + "</w:moveFrom>")
    assert read_docx(moved + p("stays")).text == "stays"
    assert read_docx(p("Last ", properties=deleted)).text == "Last"


def test_deleted_rows_and_cells_are_gone():
    cell = "<w:tc><w:tcPr><w:cellDel/></w:tcPr>" + p("old") + "</w:tc>"
    body = table(["a", "b", cell], ("<w:trPr><w:del/></w:trPr>", ["c", "d"]), ("<w:trPr><w:ins/></w:trPr>", ["e", "f"]))
    assert read_docx(body).text == "a | b\ne | f"


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ("<w:vanish/>", "seen"),
        ('<w:vanish w:val="true"/>', "seen"),
        ('<w:vanish w:val="0"/>', "hidden seen"),
        ('<w:rStyle w:val="Secret"/>', "seen"),
        ('<w:rStyle w:val="Secret"/><w:vanish w:val="false"/>', "hidden seen"),
        ("<w:webHidden/>", "hidden seen"),
    ],
)
def test_hidden_text_is_left_out(properties, text):
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert text_of(r("hidden ", properties) + r("seen"), styles=styles) == text


def field(instruction, result, begin=""):
    parts = (f'<w:fldChar w:fldCharType="begin">{begin}</w:fldChar>', f"<w:instrText>{instruction}</w:instrText>")
    mark = '<w:fldChar w:fldCharType="{}"/>'
    parts += ((mark.format("separate"), f"<w:t>{result}</w:t>") if result else ()) + (mark.format("end"),)
    return "".join(f"<w:r>{part}</w:r>" for part in parts)


def test_fields_are_read_by_their_results():
    assert text_of(r("page ") + field("PAGE", "3") + field("XE entry", "") + r(".")) == "page 3."
    assert text_of('<w:fldSimple w:instr="DATE">' + r("today") + "</w:fldSimple>") == "today"
    nested = field("IF " + "</w:instrText></w:r>" + field("REF x", "inner") + "<w:r><w:instrText>", "outer")
    assert text_of(nested) == "outer"


def test_a_field_may_reach_over_paragraphs_and_one_without_an_end_swallows_nothing():
    start, middle, end = field("TOC", "first").rpartition("<w:r>")
    assert read_docx(p(runs=start) + p("second") + p(runs=middle + end + r("third"))).text == "first\n\nsecond\n\nthird"
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("instruction")
    assert read_docx(p(runs=broken) + p("second")).text == "second"


def test_a_choice_from_a_list_is_read():
    entries = '<w:listEntry w:val="red"/><w:listEntry w:val="blue"/>'
    chosen = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    assert text_of(field("FORMDROPDOWN", "", chosen)) == "blue"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("", "☐"),
        ('<w:default w:val="1"/>', "☒"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
        ("<w:checked/>", "☒"),
    ],
)
def test_a_box_to_be_crossed_is_read(said, shown):
    box = f"<w:ffData><w:checkBox><w:sizeAuto/>{said}</w:checkBox></w:ffData>"
    assert text_of(field("FORMCHECKBOX", "", box) + r(" male")) == f"{shown} male"


def test_symbols_are_the_characters_that_they_show():
    symbols = (("Symbol", "F061"), ("Wingdings", "F0E0"), ("Symbol", "61"), ("Arial", "00E9"), ("Wingdings", "F09C"))
    runs = "".join(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>' for font, code in symbols)
    assert text_of(runs + '<w:r><w:sym w:font="x" w:char="zz"/></w:r>') == "α→αé"
    assert text_of(r("\uf0b7 a \uf0e0") + r("\uf0e0", '<w:rFonts w:ascii="Wingdings"/>')) == "• a ◊→"


def test_equations_are_text():
    def part(name, text):
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    fraction = f"<m:f><m:fPr/>{part('num', 'a+b')}{part('den', '2')}</m:f>"
    power = f"<m:sSup>{part('e', 'x')}{part('sup', '2')}</m:sSup>"
    root = f"<m:rad>{part('deg', '')}{part('e', 'n')}</m:rad>"
    limits = part("sub", "i=1") + part("sup", "n")
    total = f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>{limits}{part("e", "i")}</m:nary>'
    brackets = f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>{part("e", "k")}</m:d>'
    assert (
        text_of(r("so ") + f"<m:oMath>{fraction}<m:r><m:t>=</m:t></m:r>{power}</m:oMath>" + r(".")) == "so (a+b)/2=x²."
    )
    assert text_of(f"<m:oMath>{root}{brackets}</m:oMath>") == "√(n)[k]"
    gone = "<w:del><m:r><m:t>3</m:t></m:r></w:del><m:r><w:del><m:t>2</m:t></w:del></m:r>"
    assert text_of(f"<m:oMath>{gone}<m:r><w:ins><m:t>4</m:t></w:ins></m:r>{power}</m:oMath>") == "4x²"
    assert text_of(f"<m:oMathPara><m:oMath>{total}</m:oMath></m:oMathPara>") == "∑_(i=1)ⁿ i"


def test_how_characters_are_read_stands_behind():
    ruby = "<w:r><w:ruby><w:rt>" + r("とう") + "</w:rt><w:rubyBase>" + r("東") + "</w:rubyBase></w:ruby></w:r>"
    parsed = read_docx(p(runs=ruby + r("です")))
    assert [(b.kind.value, parsed.text[b.start : b.end]) for b in parsed.blocks] == [
        ("paragraph", "東です"),
        ("annotation", "東 (とう)"),
    ]


def test_a_large_first_letter_belongs_to_its_word():
    drop = p("D", properties='<w:framePr w:dropCap="drop"/>')
    assert read_docx(drop + p("rop caps.")).text == "Drop caps."


def test_what_newer_and_older_programs_show_is_read_once():
    twice = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    assert text_of("<w:r>" + twice.format("<w:t>new</w:t>", "<w:t>old</w:t>") + "</w:r>") == "new"
    assert text_of("<w:r>" + twice.format("<w:drawing/>", "<w:t>old</w:t>") + "</w:r>") == "old"
    assert read_docx(twice.format(p("new"), p("old"))).text == "new"


def test_a_strict_file_is_read_as_any_other():
    raw = docx(p("Strict words.", "Heading1") + p("Body."))
    strict = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(strict, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
                b"http://purl.oclc.org/ooxml/wordprocessingml/",
            )
            new.writestr(name, text)
    assert read(Content.of_bytes("a.docx", strict.getvalue()), "").title == "Strict words."
