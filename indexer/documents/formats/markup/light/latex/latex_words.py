"""The words of a piece of LaTeX: what its commands show, formulas as they are written."""

from __future__ import annotations

from itertools import count

import regex

from indexer.documents.formats.markup.light.latex.latex_formulas import plain_formula
from indexer.documents.formats.markup.light.latex.latex_signs import ACCENTS, SIGNS, accented
from indexer.documents.formats.markup.light.latex.latex_source import TOKEN, LatexSource
from indexer.documents.formats.markup.light.latex.latex_units import QUANTITIES, quantity
from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.documents.formats.raised_numbers import lowered, raised
from indexer.model import InlineKind

__all__ = ["LatexWords", "typeset"]

#: Commands of which nothing is shown, with the number of their arguments in braces.
_UNSEEN = {
    name: arguments
    for arguments, names in {
        0: "maketitle tableofcontents listoffigures listoftables newpage clearpage cleardoublepage appendix centering "
        "hline toprule midrule bottomrule noindent indent par bigskip medskip smallskip frontmatter mainmatter backmatter "
        "addlinespace pagebreak nolinebreak nopagebreak printbibliography printindex today endhead endfirsthead endfoot "
        "endlastfoot protect relax vfill",
        1: "label index input include includeonly bibliography bibliographystyle usepackage documentclass vspace vspace* "
        "hspace hspace* pagestyle thispagestyle hypersetup graphicspath nocite includegraphics includegraphics* cline "
        "cmidrule color pagenumbering phantom vphantom hphantom usetikzlibrary lstset pagecolor title author date "
        "thanks institute affiliation email bibitem selectlanguage addbibresource pgfplotsset theoremstyle lstinputlisting "
        "verbatiminput subfile enlargethispage setlist glsresetall makeindex geometry newgeometry linespread newlength "
        "newsavebox captionsetup hyphenation sisetup tcbset tikzset RequirePackage NeedsTeXFormat urlstyle markright "
        "DeclareGraphicsExtensions",
        2: "settowidth settoheight settodepth "
        "setlength addtolength setcounter addtocounter markboth rule fontsize raisebox newtheorem newtheorem* "
        "newcounter DeclareMathOperator DeclareMathOperator* newcommand newcommand* renewcommand renewcommand* "
        "providecommand providecommand* let numberwithin indexsee indexseealso",
        3: "definecolor addcontentsline newenvironment renewenvironment",
    }.items()
    for name in names.split()
}
#: Those of whose arguments only the last is shown.
_LAST_SHOWN = {
    "textcolor": 2, "colorbox": 2, "hyperref": 1, "parbox": 2, "multicolumn": 3, "multirow": 3, "resizebox": 3,
    "scalebox": 2, "foreignlanguage": 2, "hyperlink": 2, "hypertarget": 2, "rotatebox": 2, "fcolorbox": 3, "mintinline": 2,
}  # fmt: skip
_NAMED = regex.compile(
    r"(?:[cC]|auto|page|eq|name|v|title|full)?ref\*?$|(?:[pP]aren|text|auto|foot|[tT]ext)?[cC]ite\w*\*?$"
)
_MARKS = {
    **dict.fromkeys(("textbf", "strong"), InlineKind.STRONG),
    **dict.fromkeys(("emph", "textit", "textsl"), InlineKind.EMPHASIS),
    **dict.fromkeys(("texttt", "code", "lstinline", "nolinkurl", "path"), InlineKind.CODE),
    **dict.fromkeys(("sout", "st"), InlineKind.STRUCK),
    "textsubscript": InlineKind.SUBSCRIPT,
}
_FRACTIONS = frozenset(["nicefrac", "sfrac", "textfrac", "rfrac"])
#: What makes a block of its own, where it stands in the words of a link.
_APART = regex.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)|\\(?:begin|end|par|item|caption|(?:sub)*section)\b")
_ADDRESS_OF = regex.compile(r"\{([^{}]*)\}")
#: What is assigned to a register, as in "\\parindent=0pt" and "\\let\\a=\\b" (The TeXbook, chapter 24).
_DIMENSION = (
    r"(?:[+-]?(?:\d{1,9}(?:[.,]\d{0,9})?|[.,]\d{1,9})"
    r"(?:[ \t]*(?:true[ \t]*)?(?:p[tc]|in|bp|cm|mm|dd|cc|sp|e[xm]|fil{1,3})\b)?"
    r"|[+-]?\\[A-Za-z@]{1,100})"
)
_GLUE = rf"{_DIMENSION}(?:[ \t]*(?:plus|minus)[ \t]*{_DIMENSION}){{0,2}}"
_ASSIGNED = regex.compile(rf"={_GLUE}")
_LENGTH = regex.compile(rf"[ \t]*=?[ \t]*{_GLUE}")
_LENGTHS = frozenset([
    "parindent", "parskip", "baselineskip", "textwidth", "textheight", "hsize", "vsize", "topmargin", "oddsidemargin",
    "evensidemargin", "hoffset", "voffset", "leftskip", "rightskip", "hskip", "vskip", "kern", "tabcolsep", "hangindent",
    "hangafter", "lineskip", "topskip", "itemsep", "leftmargin", "unitlength", "hbadness", "vbadness", "tolerance",
])  # fmt: skip
_DEFINED = regex.compile(r"[ \t]*\\[A-Za-z@]+(?:#\d){0,9}")
#: Commands that show nothing, and how much of it in brackets: the height of a rule, or of what is left free.
_MEASURED = frozenset(
    ["addlinespace", "toprule", "midrule", "bottomrule", "linebreak", "pagebreak", "nolinebreak", "nopagebreak"]
)
_VERB = frozenset(["verb", "verb*", "lstinline"])
_QUOTES = (("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"), ("`", "‘"))
#: Commands inside one another's arguments, and macros inside one another.
_DEEPEST = 30


class LatexWords:
    """Reads pieces of one file. ``macros`` are those without arguments that it defines; what they add is about as long as
    the file at most. ``notes`` waits for who writes them; ``signs`` say in what is shown what is set apart."""

    def __init__(self, source: LatexSource, macros: dict[str, str], signs: MarkSigns) -> None:
        self._source = source
        self._signs = signs
        self._macros = macros
        self._budget = len(source.text)
        self._numbers = count(1)
        self.notes: list[str] = []

    def of(self, start: int, end: int, depth: int = 0) -> str:
        """What is shown of a piece."""
        parts: list[str] = []
        at = start
        while at < end:
            token = TOKEN.match(self._source.text, at, end)
            if token is None:
                break
            text, at = self.token(token, end, depth)
            parts.append(text)
        return "".join(parts)

    def token(self, token: regex.Match[str], end: int, depth: int = 0) -> tuple[str, int]:
        """What one token shows, with its arguments, and where what is behind it begins."""
        if token["address"] is not None:
            return self._signs.around(token["address"], InlineKind.LINK, token["address"]), token.end()
        if token["link"]:
            return self._link(token, depth)
        if token["command"] is not None:
            return self._command(token["command"], token.end(), end, depth)
        if token["math"]:
            return self._formula(token["math"], token.start(), token.end(), end)
        if token["text"]:
            return typeset(token["text"]) if token["text"].strip("\r\n") else " ", token.end()
        return (" " if token["paragraph"] or token["sign"] else ""), token.end()

    def _link(self, token: regex.Match[str], depth: int) -> tuple[str, int]:
        """``\\href`` with the address that the token has, and its words."""
        follows = self._source.text.startswith("{", token.end())
        group = self._source.group(token.end()) if follows and depth < _DEEPEST else None
        if group is None or _APART.search(self._source.text, group[0], group[1]):
            return "", token.end()
        address = _ADDRESS_OF.search(token["link"])
        words = self.of(group[0], group[1], depth + 1)
        return self._signs.around(words, InlineKind.LINK, address[1].replace("\\", "") if address else ""), group[2]

    def _formula(self, mark: str, start: int, at: int, end: int) -> tuple[str, int]:
        """A formula as it is written, up to the mark that ends it in the same paragraph."""
        text = self._source.text
        close = text.find(mark, at, min(end, at + 3000))
        while close > 0 and text[close - 1] == "\\":
            close = text.find(mark, close + 1, min(end, at + 3000))
        if close < 0:
            return mark, at
        written, behind = text[at:close], text[close + len(mark) : close + len(mark) + 1]
        plain = plain_formula(written, text[max(start - 2, 0) : start], behind) if mark == "$" else None
        return plain or text[start : close + len(mark)], close + len(mark)

    def _command(self, name: str, at: int, end: int, depth: int) -> tuple[str, int]:
        text = self._source.text
        if name in ("(", "["):
            close = text.find("\\" + {"(": ")", "[": "]"}[name], at, min(end, at + 3000))
            written, before = text[at : max(close, at)], text[max(at - 4, 0) : at - 2]
            plain = plain_formula(written, before, text[close + 2 : close + 3]) if name == "(" else None
            return (plain or text[at - 2 : close + 2], close + 2) if close >= 0 else ("", at)
        if name in _VERB and at < end:
            close = text.find(text[at], at + 1, min(end, at + 1000))
            return (self._signs.around(text[at + 1 : close], InlineKind.CODE), close + 1) if close > 0 else ("", at)
        if name in self._macros and depth < _DEEPEST and self._budget > 0:
            return self._expanded(name, depth), at
        if name in ACCENTS and (name not in SIGNS):
            return self._accent(name, at, end, depth)
        if name in SIGNS:
            option = self._source.option(at) if name == "\\" or name in _MEASURED else None
            if option is not None:
                return SIGNS[name], option[2]
            space = 1 if name.isalpha() and text[at : at + 1] == " " else 0
            return SIGNS[name], at + space
        return self._with_arguments(name, at, depth)

    def _expanded(self, name: str, depth: int) -> str:
        definition = self._macros[name]
        self._budget -= len(definition) + 1
        macros = {key: self._macros[key] for key in self._macros if key != name}
        inner = LatexWords(LatexSource(definition), macros, self._signs)
        inner._budget = self._budget
        words = inner.of(0, len(definition), depth + 1)
        self._budget = inner._budget - len(words)
        return words

    def _accent(self, name: str, at: int, end: int, depth: int) -> tuple[str, int]:
        group = self._source.group(at)
        if group is not None and depth < _DEEPEST:
            return accented(name, self._signs.unsigned(self.of(group[0], group[1], depth + 1))), group[2]
        text = self._source.text
        at += text[at : at + 1] == " "
        if text[at : at + 2] in ("\\i", "\\j"):
            return accented(name, text[at + 1]), at + 2
        letter = text[at : at + 1] if at < end else ""
        return (accented(name, letter), at + 1) if letter.isalpha() else ("", at)

    def _with_arguments(self, name: str, at: int, depth: int) -> tuple[str, int]:
        option = self._source.option(at)
        behind = option[2] if option else at
        if name == "def":
            definition = _DEFINED.match(self._source.text, at)
            return "", self._behind(definition.end(), 1) if definition else at
        if name in ("begin", "end"):
            return "", self._behind(at, 2 if self._source.text.startswith("{minipage}", at) else 1)
        if name.startswith("index") or name in _UNSEEN:
            arguments = _UNSEEN.get(name, 1)
            at = behind if name in _MEASURED else at
            return "", self._assigned(name, self._behind(behind if arguments else at, arguments))
        group = self._source.group(behind)
        if group is None:
            return "", self._assigned(name, at)
        if depth >= _DEEPEST:
            return "", at
        if name in QUANTITIES or name in _FRACTIONS:
            return self._of_numbers(name, group)
        if name in ("footnote", "footnotetext", "endnote"):
            return self._note(group, depth)
        if _NAMED.match(name):
            keys = self._source.text[group[0] : group[1]].strip()
            return f"[{keys}{f', {self.of(option[0], option[1], depth + 1)}' if option else ''}]", group[2]
        if name in _LAST_SHOWN:
            return self._last_of(behind, _LAST_SHOWN[name], depth)
        words = self.of(group[0], group[1], depth + 1)
        before = self._source.text[max(at - len(name) - 3, 0) : at - len(name) - 1]
        number = _shifted(name, words, before, self._source.text[group[2] : group[2] + 1])
        if number != words:
            return number, group[2]
        if name in _MARKS:
            return self._signs.around(words, _MARKS[name]), group[2]
        return f"{words} " if self._has_more(name, group[2]) else words, group[2]

    def _has_more(self, name: str, at: int) -> bool:
        """Whether a command that nobody knows here has another argument behind: its words are others."""
        return (
            not name.startswith(("text", "math"))
            and self._source.text.startswith("{", at)
            and (not self._source.text.startswith("{}", at))
        )

    def _assigned(self, name: str, at: int) -> int:
        """Where what is behind a command begins, and behind what is assigned to it: a number, a length or a command."""
        found = (_LENGTH if name in _LENGTHS else _ASSIGNED).match(self._source.text, at)
        return found.end() if found else at

    def _of_numbers(self, name: str, first: tuple[int, int, int]) -> tuple[str, int]:
        """A quantity with its unit, or a fraction on the line."""
        groups, text = [first], self._source.text
        wanted = 2 if name in _FRACTIONS else QUANTITIES[name][0]
        while len(groups) < wanted and (group := self._source.group(groups[-1][2])):
            groups.append(group)
        written = [text[start:end] for start, end, _ in groups]
        shown = "/".join(written) if name in _FRACTIONS or len(groups) < wanted else quantity(name, written)
        return shown, groups[-1][2]

    def _note(self, group: tuple[int, int, int], depth: int) -> tuple[str, int]:
        number = next(self._numbers)
        words = self.of(group[0], group[1], depth + 1)
        self.notes.append(f"[{number}] {' '.join(words.split())}")
        return f"[{number}]", group[2]

    def _behind(self, at: int, arguments: int) -> int:
        """Where what is behind so many arguments begins."""
        for _ in range(arguments):
            option = self._source.option(at)
            at = option[2] if option else at
            group = self._source.group(at)
            if group is None:
                break
            at = group[2]
        return at

    def _last_of(self, at: int, arguments: int, depth: int) -> tuple[str, int]:
        group = None
        for _ in range(arguments):
            option = self._source.option(at)
            following = self._source.group(option[2] if option else at)
            if following is None:
                break
            group, at = following, following[2]
        return (self.of(group[0], group[1], depth + 1), group[2]) if group else ("", at)


def _shifted(name: str, words: str, before: str, behind: str) -> str:
    """A number that is raised or lowered in the characters for it, other words as they are."""
    if name in ("textsuperscript", "up"):
        return raised(words, before)
    return lowered(words, before, behind) if name == "textsubscript" else words


def typeset(text: str) -> str:
    """Text with the dashes and quotation marks that LaTeX makes of hyphens and apostrophes."""
    for written, shown in _QUOTES:
        text = text.replace(written, shown)
    return text
