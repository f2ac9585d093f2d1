"""Small files of each format in the registry, by key: what the contract is tried on, and what is mutated."""

import io
import tarfile
import zipfile
from io import BytesIO

from office_files import docx, p, pptx, r, shape, table
from PIL import Image, ImageDraw, ImageFont


def archive(files):
    """A ZIP archive of these files, by name."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 0, 0, 0)), raw, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def tarball(files, mode="w"):
    """A TAR archive of these files, by name."""
    made = BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as packed:
        for name, raw in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            packed.addfile(entry, BytesIO(raw))
    return made.getvalue()


def zipped(members):
    """A zip archive of texts by name, the same at any time."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return packed.getvalue()


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORKBOOK = {
    "xl/workbook.xml": f"""<workbook {_SHEET} xmlns:r="{_OFFICE}">
<sheets><sheet name="Prices" r:id="a"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="a" Type="{_OFFICE}/worksheet" Target="s.xml"/></Relationships>""",
    "xl/s.xml": f"""<worksheet {_SHEET}><sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>Plan</t></is></c><c t="str">
<v>Price</v></c></row><row><c r="A3" t="str"><v>Pro</v></c><c r="C3"><v>0.30000000000000004</v></c></row></sheetData>
<mergeCells><mergeCell ref="A3:B3"/></mergeCells><headerFooter><oddFooter>&amp;CPage &amp;P</oddFooter></headerFooter>
</worksheet>""",
}


def picture(words: str) -> bytes:
    """A PNG of these words in the letters that Pillow brings."""
    page = Image.new("L", (700, 120), 255)
    ImageDraw.Draw(page).text((20, 20), words, font=ImageFont.load_default(40), fill=0)
    file = io.BytesIO()
    file = BytesIO()
    page.save(file, "PNG")
    return file.getvalue()


SAMPLES = {
    "picture": (picture("A kite needs wind."),),
    "plain": (
        b"Rain\n\nIt rained all day, and nobody went out.\n\n- a coat\n- a hat\n\n> so they say\n",
        "Soup: what?\r\n\r\nIs it hot?\r\nYes – “very”.\rA | B |\n---|---|\nx | y |\n".encode(),
        "\ufeffOne line of İstanbul, e\u0301 and 😀".encode("utf-16"),
        "Gr\xfc\xdfe aus der K\xfcche, 5 \x80 das St\xfcck.\n\nMahlzeit\n".encode("latin-1"),
    ),
    "rest": (
        b"=====\nTitle\n=====\n\n:Author: A <a@b.c>\n\n.. note:: A *note*\n   of it.\n\nUse\n---\n\nSo::\n\n    Begin\n\n"
        b"- a\n\n  1. b\n\nterm : c\n   d\n",
        b".. code-block:: c\n   :linenos:\n\n   Main\n\nOne\n===\n\n=== ===\nA   b\n=== ===\nc   d\n=== ===\n\n"
        b"+---+---+\n| e | f |\n+---+---+\n",
        b"PEP: 1\nTitle: T\nAuthor: A\n\n.. list-table:: X\n   :header-rows: 1\n\n   * - a\n     - b\n\n"
        b'.. csv-table::\n\n   1,"2"\n',
        b".. |s| replace:: x |t|\n.. |t| unicode:: 0x3b1\n.. [#n] foot\n.. _to:\n\n"
        b"|s| `t <u>`_ :class:`~a.b` [#n]_ ``l``\n\n"
        b".. glossary::\n\n   g\n      h\n\n.. py:function:: f(x)\n\n   :param x: y\n\n    quoted\n\n"
        b"    -- who\n\n| l\n|  m\n",
    ),
    "asciidoc": (
        b"= T\nA B <a@b.c>\nv1.0, 2020-01-01\n:n: x {n}\n\n"
        b"*b* _i_ `c` {n} link:u[l] footnote:[f] <<s,r>>\n\n[[s]]\n== S\n\n"
        b"NOTE: n\n\n* a\n** b\n+\nc\n\n. d\nt:: e\n+\n----\nf\n----\n",
        b".C\n[cols=2,options=header]\n|===\n|a |b\n\n|c\n|d\n2+|e\n|===\n\n[quote, W]\n____\nq +\nr\n____\n\n"
        b"[WARNING]\n====\nw\n\n image\n====\nimage::x[y]\ninclude::z[]\nifdef::a[]\nm\nendif::[]\n",
        b'[%header,format=csv]\n|===\nx,"y"\n1,2\n|===\n\nOld\n---\n\n"q"\n-- w\n\n'
        b'+++<b>p</b>+++ pass:[r] ((i)) "`k`" x^2^\n\n////\nc\n////\n',
    ),
    "markdown": (
        b"---\ntitle: Kites\n---\n# A *kite*\n\nNeeds [wind](x) &amp; a\nstring.\n\n1. one\n   - two\n\n"
        b"|A|B|\n|-|-|\n|x||\n",
        b"<details><summary>Why?</summary>\n\nBecause.\n\n</details>\n\n```py\ncode()\n```\n> quoted\n> twice\n",
        b"---\nquestion: Why?\ntags: [a, b]\ndescription: >-\n  d\n  e\n---\nA{#x}\n"
        b": b\n\n[^1]: f\n\n*[X]: y\n\n$$\nz\n$$\n",
        b'## H {#i}\n!!! tip "T"\n    one\n\n    - two\n\n> [!NOTE] n\n> text\n\n'
        b"::: x y\n[[A|b]] %%c%% ![[d|e]]\n:::\n{% if %}g{% endif %}\n",
        b'+++\ntitle = "T"\n+++\n{{< note >}}\n'
        b"a<br>b<ruby>c<rt>d</rt></ruby> ![alt](x) $e*f*g$\n{{< /note >}}\n\n%% h\n\ni %%\n",
        b'{"title": "T", "question": "Q?"}\n\n/// caption\nz\n///\n',
        "# Ünïcode 😀\r\n\r\nA line  \r\nbroken `x`\r\n\r\n<table><tr><td>a<td>b</table>\r\n".encode(),
    ),
    "html": (
        b"<html><head><title>T</title></head><body id=b><h1>Head</h1><p>One &amp; <b>two</b><p>three\n<pre> x\n y</pre>",
        b"<ul><li>a<ol start=3><li>b<li>c</ol><li>d</ul><table><tr><th>A<th>B<tr><td>1<td></table><dl><dt>Q?<dd>A</dl>",
        '<meta charset="shift_jis"><p>日本語<br>です<blockquote>引用</blockquote>'.encode("shift_jis"),
        b"<!doctype html>\n<main>\n<![CDATA[x]]><!-- a -->\n<p hidden>no<div>yes</div>\r\n<script>n()</script></main>",
    ),
    "jsonl": (
        b'{"_id": "a", "title": "T", "text": "Tea.\\n\\nHot water on leaves."}\n\n'
        b'{"_id": 2, "text": "\\ud800 \\u0130"}\n',
        b'\xef\xbb\xbf{"id": 1, "text": "one"}\r\nno json\r\n{"_id": true, "text": "x"}\r\n'
        b'{"_id": 1, "text": "again"}\n[1]',
    ),
    "mail": (
        b"Received: by x\r\nFrom: =?utf-8?q?=C3=A4?= <a@b.c>\r\nSubject: Tea\r\n"
        b"Date: Wed, 1 May 2024 10:00:00 +0200\r\n\r\n"
        b"Hello,\r\n\r\nOn 1 May 2024 Bob wrote:\r\n> so\r\n> they say\r\n\r\n- one\r\n-- \r\nAnn\r\n",
        b'From: a\nSubject: s\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'
        b"Content-Type: text/html\n\n<p>one<p>two\n--b\nContent-Disposition: attachment; filename=n.md\n\n"
        b"# Note\n\nwords\n--b\nContent-Type: message/rfc822\n\nFrom: b\nSubject: in\n"
        b"Content-Transfer-Encoding: base64\n\n"
        b"V2F0ZXI=\n--b--\n",
        b"Content-Type: text/html\n\n<p>one<p>two\n--b\n"
        b"Content-Disposition: attachment; filename=n.md\n\n# Note\n\nwords\n--b\n"
        b"Content-Type: message/rfc822\n\nFrom: b\nSubject: in\nContent-Transfer-Encoding: base64\n\nV2F0ZXI=\n--b--\n",
    ),
    "mbox": (
        b"From a@b Mon Jun 01 10:00:00 2009\nMessage-ID: <1@x>\nSubject: one\n\nText.\n>From me\n\n"
        b"From - Mon Jun 01 11:00:00 2009\nSubject: two\nContent-Type: text/html\n\n<p>three\n",
    ),
    "pdf": (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[0<</S/r>>]>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]"
        b"/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        b"4 0 obj<</Length 98>>stream\nBT/F 18 Tf 20 250 Td(Kites)Tj/F 10 Tf 0 -30 Td(They need wind and a)Tj "
        b"0 -12 Td(long string.)Tj ET\nendstream endobj\n5 0 obj<</Title(On kites)/CreationDate(D:20240501)>>endobj\n"
        b"trailer<</Root 1 0 R/Info 5 0 R>>\n%%EOF",
    ),
    "pptx": (
        pptx(
            shape("Kites", kind="title") + shape("They fly", "in wind.", kind="body 1") + shape("3", kind="sldNum 2"),
            shape("No title"),
            notes=shape("Say so.", kind="body 1"),
        ),
    ),
    "docx": (
        docx(
            p("Kites", "Title")
            + p("They ", runs="<w:ins>" + r("fly") + '</w:ins><w:r><w:footnoteReference w:id="1"/></w:r>')
            + table(["a", "b"], ["c", "d"])
            + '<w:sectPr><w:headerReference r:id="rId2"/></w:sectPr>',
            footnotes='<w:footnote w:id="1">' + p("In wind.") + "</w:footnote>",
            header1=p("A head"),
        ),
    ),
    "csv": (
        b'Name,Price,Note\r\nLamp,"1,50","bright,\r\nand ""warm"""\r\nChair,20\r\n\r\n',
        "sep=;\nTitle 2024;;\n\nÄ;2019;2020\nx;1,5;2\n\ny;3;4\n".encode("utf-16"),
        b'a|b\n\'x\'|"y\\"z"\n\nDear John,\nno table, this.\n',
    ),
    "tsv": (b'Term\tMeaning\nRain\tWater, that falls.\nSun\t"\n', b"1\t2\r3\t4\t5\r"),
    "zip": (archive({"docs/a.md": b"# Kites\n\nThey need wind.", "b.txt": b"Rain.", "p.png": b"\x89PNG\r\n\x1a\n"}),),
    "tar": (tarball({"docs/a.md": b"# Kites\n\nThey need wind.", "b.txt": b"Rain."}),),
    "excel": (zipped(_WORKBOOK),),
}
