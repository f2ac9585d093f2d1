"""Small files of each format in the registry, by key: what the contract is tried on, and what is mutated."""

import bz2
import gzip
import io
import tarfile
import zipfile
from io import BytesIO
from urllib.parse import quote

from odf_files import flat, zipped_odf
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


def book(pages, *, spine=None, manifest=None, nav="", nav_in_spine=False, ncx="", guide="", more=None):
    """An EPUB whose chapters are ``pages``, by their paths beside its package document."""
    items = [f'<item id="{name}" href="{quote(name)}" media-type="application/xhtml+xml"/>' for name in pages]
    order = [f'<itemref idref="{name}"/>' for name in pages]
    files = {f"OEBPS/{name}": raw for name, raw in pages.items()} | (more or {})
    if nav:
        items.append('<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>')
        order += ['<itemref idref="nav"/>'] if nav_in_spine else []
        files["OEBPS/nav.xhtml"] = f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body>{nav}</body></html>'
    if ncx:
        items.append('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>')
        files["OEBPS/toc.ncx"] = ncx
    files["OEBPS/p.opf"] = f"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Kites</dc:title><dc:creator>Ann Lee</dc:creator>
<dc:creator>Bob</dc:creator><dc:date>2024-05-01</dc:date><dc:language>en</dc:language><dc:subject>kites</dc:subject>
<dc:subject>wind</dc:subject><dc:description>All about
kites.</dc:description></metadata><manifest>{manifest or "".join(items)}</manifest>
<spine>{spine or "".join(order)}</spine>{guide}</package>"""
    container = '<container><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>'
    files = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, **files}
    return archive({name: raw.encode() if isinstance(raw, str) else raw for name, raw in files.items()})


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
    "latex": (
        b"\\documentclass{a}\n\\newcommand{\\x}{X \\y}\n\\title{T}\\author{A \\and B}\n\\begin{document}\n\\section{S}\n"
        b"``q'' --- \\x{} $a_b$ \\\"o\\'{e} \\footnote{n} \\cite[p]{k} % c\n\n\\begin{itemize}\n\\item i\n"
        b"\\end{itemize}\n\\end{document}\n",
        b"\\begin{tabular}{l}\na & b \\\\\n\\midrule\nc & d\n\\end{tabular}\n\\begin{verbatim}\n v\n\\end{verbatim}\n"
        b"\\begin{theorem}[N]\nt\n\\end{theorem}\n\\[ f \\]\n\n\\verb|v| \\unknown[o]{u}\n"
        b"\\begin{equation}\ne\n\\end{equation}\n",
    ),
    "mediawiki": (
        b"{{I\n|a={{b}}}}\n'''A''' is<ref name=x>n</ref> [[b|c]].<ref name=x/>\n\n== H ==\n* i\n*# j\n;t:d\n"
        b"[[File:a|thumb|cap [[d]]]]\n[[Category:K]]\n<pre>\n x\n</pre>\n",
        b'{| class="w"\n|+ c\n! a !! b\n|-\n| d || style="x" | e\n{|\n| f\n|}\n|}\n<!-- g -->\n<ul><li>h</li></ul>\n'
        b"<table><tr><td>k</td></tr></table> <nowiki>''l''</nowiki> &amp; -{m}- [http://n o]\n p\n<poem>q\nr</poem>\n",
    ),
    "articles": (
        b'<?xml version="1.0"?>\n'
        b'<article xmlns="http://docbook.org/ns/docbook" xml:lang="en"><info><title>T</title><author>'
        b"<personname><firstname>A</firstname><surname>B</surname></personname></author><date>2020-01-01</date></info>\n"
        b'<section xml:id="s"><title>S</title><para>p <footnote><para>f</para></footnote> &amp; q</para>\n'
        b"<itemizedlist><listitem>"
        b"<para>i</para></listitem></itemizedlist><note><para>n</para></note><programlisting> c\n"
        b"  d</programlisting></section></article>",
        b"<article><front><article-meta><title-group><article-title>T</article-title></title-group><abstract><p>a</p></abstract>"
        b"</article-meta></front>\n"
        b"<body><sec id='x'><title>S</title><p>p<sup>2</sup> <xref>1</xref></p><table-wrap><caption><p>c</p>"
        b"</caption><table><thead><tr><th>h</th></tr></thead><tbody><tr><td>d</td></tr></tbody></table></table-wrap></sec></body>"
        b"<back><ref-list><title>R</title><ref><mixed-citation>m</mixed-citation></ref></ref-list></back></article>",
    ),
    "org": (
        b"#+TITLE: T\n#+AUTHOR: A\n# c\nI *b* /i/ =c= [[x][l]] a[fn:1]\n\n* TODO H :t:\n:P:\n:ID: x\n"
        b":END:\n- a\n  b\n  1. c\n- t :: d\n"
        b"| A | B |\n|---+---|\n| 1 |\n",
        b"** S\n#+BEGIN_SRC p\n c\n#+END_SRC\n#+begin_quote\nq\n#+end_quote\n: l\n[fn:1] n\n\\begin{x}\n"
        b"y\n\\end{x}\nend\\\\\nz\n",
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
    "notebook": (
        b"""{"cells": [{"cell_type": "raw", "source": "---\\ntitle: Kites\\nauthor: Ann Lee\\n---\\n"},
{"cell_type": "markdown", "source": ["# A *kite*\\n", "\\n", "|A|B|\\n|-|-|\\n|x|y|\\n"]},
{"cell_type": "code", "source": "fly(kite)", "outputs": [
{"output_type": "stream", "name": "stdout", "text": ["1%\\r100%\\n", "up\\n"]},
{"output_type": "execute_result", "data": {"text/plain": ["<Figure>"], "text/html": "<b>wind</b>"}},
{"output_type": "error", "ename": "KiteError", "evalue": "no wind", "traceback": ["\\u001b[31mx"]}]},
{"cell_type": "markdown", "source": "## Why\\n\\nBecause."}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""",
        b"""{"worksheets": [{"cells": [{"cell_type": "heading", "level": 2, "source": "Old"}, 7, {"cell_type": "code",
"input": "1 + 1", "outputs": [{"output_type": "pyout", "text": "2"}, {"output_type": "pyerr", "ename": "E"}]}]}],
"metadata": {"name": "n", "language": "Julia"}, "nbformat": 3}""",
    ),
    "srt": (
        b"1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>A kite</i>\r\nneeds wind.\r\n\r\n2\r\n00:00:09,000 --> 00:00:10,000"
        b"\r\n{\\an8}- Why?\r\n- Because it\r\n\r\n3\r\n00:00:10,050 --> 00:00:12,000 X1:1\r\nis so.\r\n",
        "1\n0:1 --> 0:2\n凧は\n風が要る。\n2\n00:00:02,1 --> 00:00:01,0\n42\n".encode("utf-16"),
    ),
    "vtt": (
        b"WEBVTT - Kites\nLanguage: en\n\nNOTE\nleft out\n\nSTYLE\n::cue { color: red }\n\nfirst\n"
        b"00:01.000 --> 00:02.000\n"
        b"<v Ann>A <c.x>kite</c> &amp; wind\n\n00:02.000 --> 00:03.000\n<v Ann>fly.\n\n00:03.000 --> 00:04.000\n"
        b"<v Bob>Yes.\n",
        b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\none line\n\n00:00:02.000 --> 00:00:02.010\none line\n \n\n"
        b"00:00:02.010 --> 00:00:04.000\none line\n<00:00:02.500><c> and another</c>\n",
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
    "rtf": (
        rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset2 Symbol;}}{\stylesheet{\s1 heading 1;}}"
        rb"{\info{\title Kites}}\pard\s1 Wind\par\pard \'c2\'e5\u1090?{\f1 a}{\footnote\chftn x}\par{\pntext\'b7\tab}"
        rb"one\par\trowd\intbl a\cell b\cell\row\pard{\header h}{\*\x y}\bin3 {{{end}",
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
    "zip": (archive({"docs/a.md": b"# Kites\n\nThey need wind.", "b.txt": b"Rain.", "p.mp3": b"ID3\x03\0"}),),
    "tar": (tarball({"docs/a.md": b"# Kites\n\nThey need wind.", "b.txt": b"Rain."}),),
    "excel": (zipped(_WORKBOOK),),
    "odt": (
        zipped_odf(
            "text",
            '<text:h text:outline-level="1">Kites</text:h><text:p>Wind<text:note><text:note-citation>1</text:note-citation>'
            "<text:note-body><text:p>From the west.</text:p></text:note-body></text:note>, a <text:s text:c='2'/>"
            "string.</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list><table:table><table:table-row>"
            "<table:table-cell><text:p>a</text:p></table:table-cell>"
            "<table:table-cell table:number-columns-repeated='9000'/></table:table-row></table:table>"
            "<text:p><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box>"
            "</draw:frame><text:soft-page-break/>end</text:p>",
            meta="<dc:title>On kites</dc:title>",
        ),
        flat("text", "<text:p>Flat.</text:p>"),
    ),
    "ods": (
        flat(
            "spreadsheet",
            '<table:table table:name="Prices"><table:table-row table:number-rows-repeated="3"><table:table-cell/>'
            '</table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>a</text:p>'
            '</table:table-cell><table:table-cell office:value-type="float" office:value="0.5" '
            'table:number-columns-repeated="2"/></table:table-row></table:table>',
        ),
    ),
    "odp": (
        flat(
            "presentation",
            '<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Why?</text:p></draw:text-box>'
            "</draw:frame><draw:rect><text:p>Because.</text:p></draw:rect></draw:page>",
        ),
    ),
    "epub": (
        book({"a.xhtml": "<html><body><h1>One</h1><p>Up.</p></body></html>", "b.xhtml": "<html><p>Down"}),
        book(
            {"a b.xhtml": "<html><h2 id='x'>H</h2><p>w</p></html>"},
            nav='<nav epub:type="toc"><ol><li><a href="a%20b.xhtml#x">First</a></li></ol></nav>',
        ),
    ),
    "calendar": (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260312T090000Z\r\nDURATION:PT1H\r\nSUMMARY:Tea at\r\n  four\r\n"
        b"LOCATION:Room 5\\, up\r\nORGANIZER;CN=Ann:mailto:a@b.c\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"begin:vcalendar\nX-WR-CALNAME:All\nBEGIN:VTODO\nSUMMARY:One\nDUE:20260312\nBEGIN:VALARM\nDESCRIPTION:no\nEND:VALARM\n"
        b"END:VTODO\nBEGIN:VJOURNAL\nDESCRIPTION:Two\\n\\nthree\n",
    ),
    "mediawiki_export": (
        b'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/"><siteinfo/>\n<page><title>E-mail</title><ns>0</ns>'
        b"<revision><timestamp>2024-05-02T00:00:00Z</timestamp><text>== On ==\nIt ''goes''.\n* a &amp;amp; b</text>"
        b"</revision>"
        b"<revision><timestamp>2023-05-02T00:00:00Z</timestamp><text>old</text></revision></page>\n"
        b"<page><title>A</title><redirect title='B'/><revision><text>#REDIRECT [[B]]</text></revision></page></mediawiki>",
        b"<?xml version='1.0'?>\n<mediawiki ><page><title>T</title><ns>10</ns><revision><text>x</text></revision></page>"
        b"<page><title>U</title><ns>1</ns><revision><model>wikitext</model><text>x</text></revision></page></mediawiki>",
    ),
    "packed": (
        gzip.compress(b"<!DOCTYPE html><html><body><h1>Tea</h1><p>Hot.</p></body></html>", mtime=0),
        bz2.compress(b"<mediawiki ><page><title>U</title><revision><text>x</text></revision></page></mediawiki>"),
    ),
    "chat": (
        b"""{"name": "Club", "messages": [{"from": "Anna", "date": "2024-06-03T18:20:00", "text": "The key is\\n\\nhere."},
{"type": "service", "actor": "Ben"}, {"from": "Ben", "text": ["See ", {"type": "link", "text": "x"}]}]}""",
        b"""[{"title": "A", "mapping": {"a": {"message": null}, "b": {"message": {"author": {"role": "user"},
"create_time": 1717400000.5, "content": {"parts": ["\\ud800 What?", 7]}}}}}, {"title": "A", "chat_messages": [
{"sender": "human", "text": "Hi", "created_at": "x"}]}, [[{"text": 1}]]]""",
    ),
    "manual_page": (
        b'.\\" c\n.de X\na\\\\$1\n..\n.ds Y y\n.TH T 1 2020\n.SH NAME\nt \\- a \\fBb\\fR \\*Y \\(em\n.X 1\n'
        b".TP\n.B \\-v\nv\n"
        b".IP \\(bu 2\ni\n.nf\nc\n d\n.fi\n.if n \\{\\\n.br\nn\\}\n.TS\ntab(:);\nl l.\na:T{\nb\nT}\n.TE\n.UR u\nw\n.UE\n",
        b".Dd May 5\n.Dt T 1\n.Os\n.Sh NAME\n.Nm t\n.Nd d\n.Sh SYNOPSIS\n.Nm\n.Op Fl v Ar a Ns b .\n.Bl -tag -width x\n"
        b".It Fl D Xo\n.Sm off\n.Oo Ar a : Oc Ar b\n.Sm on\n.Xc\nw\n.El\n.Bd -literal\nl\n.Ed\n.Bl -column a b\n"
        b".It a Ta b\n.El\n.Rs\n.%A a\n.%T t\n.Re\n.Ex -std\n.Dq Xr a 1 , Fn f x\n",
    ),
}
