"""LaTeX: its text as blocks with their lines."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.light.latex.latex_page import read
from tests.cpu import cpu_seconds, takes_less


def reading(text):
    return read(Content.of_bytes("a.tex", text.encode()), "text/x-tex")


def outline(text):
    found = reading(text)
    return [(b.kind.value, found.text[b.start : b.end]) for b in found.blocks]


def test_a_document_says_who_wrote_it_and_its_preamble_is_no_text():
    text = (
        "\\documentclass[a4paper]{article}\n\\usepackage{x}\n\\title{The \\emph{Title}\\thanks{Me}}\n"
        "\\author{Jane Doe\\thanks{X} \\and Bob}\n\\date{May 2020}\n\\begin{document}\n\\maketitle\n"
        "\\begin{abstract}\nWe do it.\n\\end{abstract}\nText.\n\\end{document}\nNot this.\n"
    )
    found = reading(text)
    assert (found.title, found.about.author, found.about.date) == ("The Title", "Jane Doe; Bob", "May 2020")
    assert [words for _, words in outline(text)] == [
        "The Title",
        "Jane Doe\nBob",
        "May 2020",
        "Abstract: We do it.",
        "Text.",
    ]
    assert [b.locator.lines for b in found.blocks] == [(3, 3), (4, 4), (5, 5), (9, 9), (11, 11)]


def test_sections_have_levels():
    found = reading("\\section{One}\\label{x}\nA.\n\\subsection*{Two \\textbf{b}}\nB.\n\\section[short]{Three}\nC.\n")
    assert [(b.level, found.text[b.start : b.end]) for b in found.blocks if b.level] == [
        (2, "One"), (3, "Two b"), (2, "Three"),
    ]  # fmt: skip
    assert found.title == "One" and found.blocks[3].headings == ("Two b",)
    assert [b.level for b in reading("\\chapter{A}\nx\n\\section{B}\ny\n").blocks if b.level] == [2, 3]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("``so'' `it' --- 1--2 it's", "“so” ‘it' — 1–2 it's"),
        (r"\"o\'{e}\c{c}\~n \v{s} \^\i{} \ss{} \o\AA", "öéçñ š î ß øÅ"),
        (r"50\% \& \$5 \#1 a\_b \{x\} a~b \LaTeX{} is\ldots", "50% & $5 #1 a_b {x} a b LaTeX is…"),
        (r"\textbf{b} \emph{e \texttt{t}} {\it i} \unknown[opt]{u}{v} \mbox{m}{}", "b e t i u v m"),
        (r"log\textsubscript{2}8, H\textsubscript{2}O, x\textsuperscript{2}3", "log₂8, H2O, x²3"),
        ("\\hbadness=800\\let\\a=\\b\\parindent=0pt \\parskip 3pt plus 1pt minus \\b"
         "\\newgeometry{top=1pt}\\skip0=1 a\\kern-1pt b \\n = 5, \\LaTeX=good.", "0=1 a b = 5, LaTeX=good."),
        (r"$\lambda$-calculus, $A$, \(B'\), $-1$, $\times$ and \(\infty\)", "λ-calculus, A, B′, −1, × and ∞"),
        (r"$10^6$ km$^2$ at 5$^\circ$C, CO$_2$, 10$^{-3}$, 5$^{th}$ $S^1$", "10⁶ km² at 5°C, CO2, 10⁻³, 5$^{th}$ S¹"),
        (r"$x_i$ $n^{k}$ $\foo$ $$A$$ \[B\] $ $ $H_0$ \(A", r"$x_i$ $n^{k}$ $\foo$ $$A$$ \[B\] $ $ H0 A"),
        (r"a\indexsee{ZF}{set theory}b \toprule[1pt] c \addlinespace[2pt]d\index{e}f", "ab c df"),
        (r"$a_b^2 + \alpha$ and \(x < y\)", r"$a_b^2 + \alpha$ and \(x < y\)"),
        (r"\verb|x_y%| \url{http://a.b/c_d%e} \href{http://x}{label}", "x_y% http://a.b/c_d%e label"),
        (r"see \ref{sec:x}, \cite[p. 3]{Knuth} \label{l}\index{no}\input{secret}", "see [sec:x], [Knuth, p. 3]"),
        ("one % not this\n  two\\\\ three", "one two\nthree"),
        (r"\textcolor{red}{shown} \includegraphics[width=1cm]{no.png}\vspace{1cm}end", "shown end"),
    ],
)  # fmt: skip
def test_commands(written, shown):
    assert outline(written + "\n") == [("paragraph", shown)]


def test_macros_of_the_document_without_arguments_are_what_they_stand_for():
    text = (
        "\\newcommand{\\HoTT}{Homotopy \\emph{Type} Theory}\n\\def\\me{\\HoTT!}\n\\begin{document}\n"
        "\\HoTT{} and \\me.\n\\end{document}\n"
    )
    assert outline(text) == [("paragraph", "Homotopy Type Theory and Homotopy Type Theory!.")]
    names = "abcdefghij"
    bomb = "".join(
        f"\\newcommand{{\\{a}}}{{{f'{chr(92)}{b} ' * 20}}}\n" for a, b in zip(names, names[1:], strict=False)
    )
    assert len(reading(bomb + "\\newcommand{\\j}{xxxxxxxxx}\n\\begin{document}\nx \\a\n").text) < 4 * len(bomb)
    assert outline("\\newcommand{\\a}{\\b}\n\\newcommand{\\b}{x\\a}\n\\begin{document}\n\\a\n") == [("paragraph", "x")]


def test_footnotes_stand_behind_their_paragraph():
    assert outline("A\\footnote{One \\emph{of} it.} b.\n\nC.\\footnote{Two}\n") == [
        ("paragraph", "A[1] b."), ("footnote", "[1] One of it."), ("paragraph", "C.[2]"), ("footnote", "[2] Two"),
    ]  # fmt: skip


def test_lists():
    text = (
        "\\begin{itemize}\n\\item One\n\\begin{enumerate}\n\\item in\n\\item[b)] side\n\\end{enumerate}\n"
        "\\item Two\n\nmore\n"
        "\\end{itemize}\n\\begin{description}\n\\item[Term] def\n\\end{description}\n"
        "\\begin{thebibliography}{9}\n\\bibitem{Knuth} The book.\n\\end{thebibliography}\nBehind.\n"
    )
    found = reading(text)
    assert [(b.kind.value, b.level, found.text[b.start : b.end]) for b in found.blocks] == [
        ("list_item", 1, "- One"), ("list_item", 2, "1. in"), ("list_item", 2, "b) side"), ("list_item", 1, "- Two"),
        ("list_item", 1, "more"), ("term", 0, "Term"), ("definition", 0, "def"), ("list_item", 1, "[Knuth] The book."),
        ("paragraph", 0, "Behind."),
    ]  # fmt: skip


def test_cells_stand_in_their_own_column():
    text = (
        "\\begin{tabular}{lll}\nDay & From & To \\\\ \\midrule\n\\multirow{2}{*}{Mon} & 8 & 12 \\\\\n & 14 & 18 \\\\\n"
        "\\multicolumn{2}{c}{closed} & - \\\\\n\\end{tabular}\n"
    )
    assert [words for _, words in outline(text)] == ["Day | From | To", "Mon | 8 | 12", " | 14 | 18", "closed |  | -"]


def test_code_and_formulas_stay_as_they_are():
    text = (
        "\\begin{verbatim}\n a % b\n   \\c\n\\end{verbatim}\n\\begin{lstlisting}[language=C]\nint x;\n\\end{lstlisting}\n"
        "\\begin{equation}\nE = mc^2\n\\end{equation}\n\n\\[ x = 1 \\]\n\n\\begin{tikzpicture}\n"
        "\\draw x;\n\\end{tikzpicture}\n"
    )
    assert outline(text) == [
        ("code", "a % b\n   \\c"),
        ("code", "int x;"),
        ("code", "E = mc^2"),
        ("code", "\\[ x = 1 \\]"),
    ]
    assert [b.locator.lines for b in reading(text).blocks] == [(2, 3), (6, 6), (9, 9), (12, 12)]


def test_tables_have_rows_and_captions():
    text = (
        "\\begin{table}\n\\caption[short]{The \\emph{cap}}\n\\begin{tabular}{lr}\n\\toprule\n"
        "A & \\textbf{B} \\\\\n\\midrule\n"
        "1 \\& 2 & two\nlines \\\\[2pt]\n3 & \\multicolumn{1}{c}{four} \\\\ \\hline\n\\end{tabular}\n\\end{table}\n"
    )
    assert outline(text) == [
        ("caption", "The cap"), ("table_header", "A | B"), ("table_row", "1 & 2 | two lines"), ("table_row", "3 | four"),
    ]  # fmt: skip
    assert [b.locator.lines for b in reading(text).blocks] == [(2, 2), (5, 5), (7, 8), (9, 9)]


def test_quotations_and_statements():
    text = (
        "\\newtheorem{mine}{My Theorem}\n\\begin{document}\n\\begin{quote}To be.\\end{quote}\n"
        "\\begin{mine}[Name]\nIt holds.\n"
        "\\end{mine}\n\\begin{proof}\nSo.\n\\end{proof}\n\\begin{center}\nMiddle.\n\\end{center}\n\\end{document}\n"
    )
    assert outline(text) == [
        ("quotation", "To be."), ("paragraph", "My Theorem (Name): It holds."), ("paragraph", "Proof: So."),
        ("paragraph", "Middle."),
    ]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "\\a{",
        "\\footnote{",
        "$ ",
        "\\[",
        "\\begin{a}\n",
        "\\begin{verbatim}",
        "\\a[",
        "\\begin{tabular}{l}",
        "\\verb|",
        "&",
    ],
)
def test_what_is_repeated_takes_time_in_proportion(unit):
    def of(length):
        return ("x" + unit * length)[:length]

    assert takes_less(10 * cpu_seconds(reading, of(20_000)) + 0.5, reading, of(80_000))
