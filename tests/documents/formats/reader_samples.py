"""Small files of each format in the registry, by key: what the contract is tried on, and what is mutated."""

SAMPLES = {
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
    "pdf": (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[0<</S/r>>]>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]"
        b"/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        b"4 0 obj<</Length 98>>stream\nBT/F 18 Tf 20 250 Td(Kites)Tj/F 10 Tf 0 -30 Td(They need wind and a)Tj "
        b"0 -12 Td(long string.)Tj ET\nendstream endobj\n5 0 obj<</Title(On kites)/CreationDate(D:20240501)>>endobj\n"
        b"trailer<</Root 1 0 R/Info 5 0 R>>\n%%EOF",
    ),
}
