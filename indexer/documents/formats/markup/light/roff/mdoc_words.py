"""mdoc's macros inside of a line: each says what the words behind it are, up to the next one."""

from __future__ import annotations

from collections.abc import Callable

from indexer.documents.formats.markup.light.roff.roff_writing import RoffWriting

__all__ = ["MdocWords", "is_inline"]

#: Fonts of the words behind a macro.
_FONTS = {
    **dict.fromkeys(("Fl", "Nm", "Ic", "Cm", "Sy", "Cd", "Fn", "In"), "B"),
    **dict.fromkeys(("Ar", "Em", "Pa", "Va", "Vt", "Fa", "Ft"), "I"),
    **dict.fromkeys(
        ("Li", "Dv", "Er", "Ev", "Ad", "An", "Fr", "No", "Tn", "Sx", "Ms", "Lb", "St", "Mt", "Lk", "Xr", "Nd"), ""
    ),
    **dict.fromkeys(("%A", "%B", "%C", "%D", "%I", "%J", "%N", "%O", "%P", "%Q", "%R", "%T", "%U", "%V"), ""),
}
#: What stands around the rest of a line.
_AROUND = {
    "Op": "[]", "Dq": "“”", "Qq": '""', "Sq": "‘’", "Ql": "‘’", "Pq": "()", "Bq": "[]", "Brq": "{}", "Aq": "<>",
}  # fmt: skip
#: What begins or ends something over lines.
_OPENS = {"Oo": "[", "Do": "“", "Qo": '"', "So": "‘", "Po": "(", "Bo": "[", "Bro": "{", "Ao": "<"}
_CLOSES = {"Oc": "]", "Dc": "”", "Qc": '"', "Sc": "’", "Pc": ")", "Bc": "]", "Brc": "}", "Ac": ">"}
_SYSTEMS = {
    "Bx": "BSD", "Fx": "FreeBSD", "Nx": "NetBSD", "Ox": "OpenBSD", "Dx": "DragonFly", "Bsx": "BSD/OS", "Ux": "UNIX",
    "At": "AT&T UNIX",
}  # fmt: skip
_UNSEEN = frozenset(["Xo", "Xc", "Bk", "Ek", "Bf", "Ef", "Tg", "Es", "En", "Eo", "Ec", "Fo", "Fc", "Rs", "Re"])
_OTHERS = frozenset(["Ns", "Ap", "Pf", "Ta", "Sm", "Ex", "Rv"])
_CALLED = frozenset({*_FONTS, *_AROUND, *_OPENS, *_CLOSES, *_SYSTEMS, *_UNSEEN, *_OTHERS})
_CLOSING, _OPENING = frozenset(".,:;)]?!"), frozenset("([")
#: What a macro without words stands for.
_ALONE = {"Fl": "-", "Ar": "file ...", "Pa": "~", "Mt": "~", "Li": "", "Sx": ""}
_DEEPEST = 30


def is_inline(macro: str) -> bool:
    """Whether a macro says what words of a line are."""
    return macro in _CALLED


class MdocWords:
    """Reads lines of one page: ``name`` is what it is about, of which macros without words speak."""

    def __init__(self, writing: RoffWriting) -> None:
        self._writing = writing
        self.name = ""
        self.spaced = True  # whether words are parted by spaces

    def of(self, tokens: list[str]) -> tuple[str, bool, bool]:
        """What a line's tokens show; whether it stands to what is before it, and whether what follows stands to it."""
        line = _Line(self.spaced)
        self._read(tokens, line, 0)
        self.spaced = line.spaced
        return "".join(line.parts), line.to_the_last, line.glued

    def _read(self, tokens: list[str], line: _Line, depth: int) -> None:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            if token not in _CALLED:
                line.add(self._writing.shown(token))
            elif token in _AROUND and depth < _DEEPEST:
                self._around(token, tokens[at:], line, depth)
                return
            else:
                at = self._macro(token, tokens, at, line)

    def _around(self, name: str, rest: list[str], line: _Line, depth: int) -> None:
        opening, closing = _AROUND[name][0], _AROUND[name][1]
        end = len(rest)
        while end > 0 and rest[end - 1] in _CLOSING:
            end -= 1
        closes = _closed_at(rest[:end])
        line.add(opening)
        line.glued = True
        self._read(rest[:closes], line, depth + 1)
        line.add(closing, to_the_last=True)
        self._read(rest[closes:], line, depth + 1)

    def _macro(self, name: str, tokens: list[str], at: int, line: _Line) -> int:
        if name in _OPENS:
            line.add(_OPENS[name])
            line.glued = True
        elif name in _CLOSES:
            line.add(_CLOSES[name], to_the_last=True)
        elif name in ("Ns", "Ap"):
            line.glue()
            if name == "Ap":
                line.add("'")
                line.glued = True
        elif name == "Pf":
            line.add(self._writing.shown("".join(tokens[at : at + 1])))
            line.glued = True
            return at + 1
        elif name == "Sm":
            line.spaced = tokens[at : at + 1] != ["off"]
            return len(tokens)
        elif name == "Ta":
            line.add("\t", to_the_last=True)
            line.glued = True
        elif name in _SYSTEMS:
            return self._system(name, tokens, at, line)
        elif name in ("Ex", "Rv"):
            return self._standard(name, tokens, line)
        elif name in _FONTS:
            return self._words(name, tokens, at, line)
        return at

    def _words(self, name: str, tokens: list[str], at: int, line: _Line) -> int:
        """The words behind a macro, up to the next one or to what ends a sentence."""
        end = at
        while end < len(tokens) and tokens[end] not in _CALLED:
            end += 1
        if name == "An" and tokens[at:end] in (["-split"], ["-nosplit"]):
            return end
        words = [self._writing.shown(token) for token in tokens[at:end]]
        if name == "Nm" and not self.name and words:
            self.name = self._writing.plain(words[0])
        if not words or words[0] in _CLOSING:
            alone = self.name if name == "Nm" else _ALONE.get(name, "")
            line.add(self._writing.font(alone, _FONTS[name]))
            line.glued = name == "Fl" and end == at and end < len(tokens)
        said = _SAID.get(name)
        while said is not None and words and words[0] in _OPENING:
            line.add(words.pop(0))
        behind: list[str] = []
        while said is not None and words and words[-1] in _CLOSING:
            behind.insert(0, words.pop())
        words = [*([said(words)] if words else []), *behind] if said is not None else words
        for word in words:
            mark = word in _CLOSING or word in _OPENING or (word == "|" and name == "Fl")
            shown = f"-{word}" if name == "Fl" and not mark else word
            line.add(shown if mark else self._writing.font(shown, _FONTS[name]))
        return end

    def _system(self, name: str, tokens: list[str], at: int, line: _Line) -> int:
        version = tokens[at] if at < len(tokens) and tokens[at][:1].isalnum() and tokens[at] not in _CALLED else ""
        system = _SYSTEMS[name]
        if name == "Bx":
            line.add(f"{version}{system}")
        elif name == "At" and version:
            line.add(f"Version {version[1:]} {system}" if version[0] == "v" else f"{system} {version}")
        else:
            line.add(f"{system} {version}".strip())
        return at + bool(version)

    def _standard(self, name: str, tokens: list[str], line: _Line) -> int:
        """The sentence that a formatter puts in on what a program or a function gives back."""
        names = [token for token in tokens if token not in ("Ex", "Rv", "-std")] or [self.name]
        what, one = f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else names[0], len(names) == 1
        if name == "Ex":
            exits = "utility exits" if one else "utilities exit"
            line.add(f"The {what} {exits} 0 on success, and >0 if an error occurs.")
        else:
            returns = "() function returns" if one else "() functions return"
            line.add(f"The {what}{returns} 0 on success, -1 on error.")
        return len(tokens)


def _closed_at(tokens: list[str]) -> int:
    """Where the first token is that closes something which none of those before it opened; behind the last without one."""
    opened = 0
    for at, token in enumerate(tokens):
        if token in _CLOSES and opened == 0:
            return at
        opened += (token in _OPENS) - (token in _CLOSES)
    return len(tokens)


class _Line:
    """Words of a line, with spaces between them where there are some."""

    def __init__(self, spaced: bool) -> None:
        self.parts: list[str] = []
        self.spaced = spaced
        self.glued = False  # the next word stands to the last one
        self.to_the_last = False  # the first word stands to the line before

    def glue(self) -> None:
        """Has the next word stand to the last one, or to the line before."""
        self.glued = True
        self.to_the_last |= not self.parts

    def add(self, word: str, *, to_the_last: bool = False) -> None:
        """Adds a word: a mark that closes stands to the one before it, one that opens to the next."""
        closes = to_the_last or word in _CLOSING
        self.to_the_last |= closes and not self.parts
        if self.parts and self.spaced and not (self.glued or closes) and word:
            self.parts.append(" ")
        self.parts.append(word)
        self.glued = word in _OPENING


def _reference(words: list[str]) -> str:
    return f"{words[0]}({words[1]}){''.join(words[2:])}" if len(words) > 1 else "".join(words)


def _called(words: list[str]) -> str:
    return f"{words[0]}({', '.join(words[1:])})"


def _linked(words: list[str]) -> str:
    return f"{' '.join(words[1:])}: {words[0]}" if len(words) > 1 else words[0]


#: Those whose words are put together in a way of their own.
_SAID: dict[str, Callable[[list[str]], str]] = {
    "Xr": _reference,
    "Fn": _called,
    "Lk": _linked,
    "In": lambda words: f"<{' '.join(words)}>",
    "Nd": lambda words: f"– {' '.join(words)}",
    "Fa": ", ".join,
}
