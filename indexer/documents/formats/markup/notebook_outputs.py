"""What came of the code of a notebook's cell, as far as it is words: its first lines, and of an error what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import regex

from indexer.documents.formats.text.decoding import mend_surrogates

__all__ = ["CellOutput", "outputs_of", "text_of"]

#: Lines of a result, and of what was printed, that are read; and code points of either. The rest is figures, as a rule.
_RESULT_LINES = 30
_PRINTED_LINES = 10
_LONGEST = 4000

#: Colours of a terminal (ECMA-48), and what a progress bar wrote over.
_ESCAPES = regex.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_OVERWRITTEN = regex.compile(r"^[^\n]*\r(?!\n)", regex.MULTILINE)

#: How Python writes an object that has no words: "<Figure size 432x288 with 1 Axes>", "[<lines.Line2D at 0x7f>]".
_OBJECT = regex.compile(r"\W*<[^<>\n]*(?:<[^<>\n]*>[^<>\n]*)*>\W*")

_LONGEST_OBJECT = 300

#: Names of the same things in nbformat 3, which has them beside one another.
_OLD = {"text/plain": "text", "text/markdown": "markdown", "text/html": "html"}


class CellOutput(NamedTuple):
    """The words of an output: ``kind`` is plain, markdown or html; ``is_cut`` says that there are more."""

    kind: str
    text: str
    is_cut: bool = False


def text_of(value: object) -> str:
    """A text of a notebook, which may be a list of its lines; "" for what is none."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    return mend_surrogates(value).replace("\r\n", "\n") if isinstance(value, str) else ""


def outputs_of(outputs: object) -> Iterator[CellOutput]:
    """The outputs of a cell that have words; what was printed to one stream is one."""
    printed = ""
    for output in outputs if isinstance(outputs, list) else []:
        if not isinstance(output, dict):
            continue
        if output.get("output_type") == "stream":
            printed += text_of(output.get("text"))
            continue
        yield from _first_lines(printed, _PRINTED_LINES)
        printed = ""
        yield from _error(output) if _is_error(output) else _result(output)
    yield from _first_lines(printed, _PRINTED_LINES)


def _is_error(output: Mapping[str, Any]) -> bool:
    return output.get("output_type") in ("error", "pyerr")


def _error(output: Mapping[str, Any]) -> Iterator[CellOutput]:
    """What an error says, without the way to it."""
    said = ": ".join(filter(None, (text_of(output.get("ename")).strip(), text_of(output.get("evalue")).strip())))
    yield from _first_lines(said, _PRINTED_LINES)


def _result(output: Mapping[str, Any]) -> Iterator[CellOutput]:
    data = output.get("data")
    held = {
        kind: text_of((data if isinstance(data, dict) else {}).get(kind, output.get(old))) for kind, old in _OLD.items()
    }
    plain = _clean(held["text/plain"])
    if held["text/markdown"].strip():
        yield from _whole("markdown", held["text/markdown"])
    elif not plain.strip() or (len(plain) <= _LONGEST_OBJECT and _OBJECT.fullmatch(plain)):
        yield from _whole("html", held["text/html"])
    else:
        yield from _first_lines(plain, _RESULT_LINES)


def _whole(kind: str, text: str) -> Iterator[CellOutput]:
    """Text with markup, which cannot be cut where one likes; nothing of one that is too long."""
    if text.strip():
        yield CellOutput(kind, text) if len(text) <= 4 * _LONGEST else CellOutput(kind, "", is_cut=True)


def _first_lines(text: str, most: int) -> Iterator[CellOutput]:
    text = _clean(text)
    lines = text.strip("\n").split("\n", most)
    shown = "\n".join(lines[:most])[:_LONGEST].rstrip()
    if shown:
        yield CellOutput("plain", shown, is_cut=len(lines) > most or len(shown) < len("\n".join(lines[:most]).rstrip()))


def _clean(text: str) -> str:
    return str(_OVERWRITTEN.sub("", _ESCAPES.sub("", text)))
