"""Lines of reStructuredText -> docutils' tree of them, with nothing shared between documents.

Docutils' own ``Parser`` looks up directives and roles in tables of the whole process, to which documents add, and drops
long lines; so its state machine is run directly, with states whose directives are ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

import regex
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, languages, states
from docutils.statemachine import StateMachineWS, StringList
from docutils.utils import new_document

from indexer.documents.formats.markup.light.rest.directive_call import call_of
from indexer.documents.formats.markup.light.rest.directives import handler_of
from indexer.documents.formats.markup.light.rest.footnote_labels import number_notes
from indexer.documents.formats.markup.light.rest.inline_marks import InlineMarks

__all__ = ["parsed_tree"]

_LINE_END = regex.compile(r"\r\n|\n|\r")
_UNPRINTED = regex.compile(r"[\x00\v\f\x1c-\x1e\x85\u2028\u2029]")
_TAB = 8

#: Fields as mail has them, which a PEP and its like begin with.
_MAIL_FIELD = regex.compile(r"[A-Z][\w-]{1,30}:(?:[ \t]+\S.*)?$")
_LEAST_FIELDS = 3

#: Docutils copies the rest of what it reads for each list. It is given so many lines, and what follows to the next place
#: at which no block can go on.
_SEGMENT = 400
_BEGINS = regex.compile(r"\p{L}(?![.)]|\w{0,4}[.)](?:\s|$))")
_TABLE_BORDER = regex.compile(r"[ ]*=+(?: +=+)+ *$")
_BORDER = regex.compile(r"[ ]*=+[ =]*$")


def parsed_tree(text: str) -> nodes.document:
    """The tree of a text; what is wrong in it stands in the tree, and nothing is printed. Raises RecursionError where
    blocks are nested too deeply."""
    lines = [_UNPRINTED.sub(" ", line).expandtabs(_TAB).rstrip() for line in _LINE_END.split(text)]
    document = new_document("", _settings())
    machine = _DocumentMachine(_STATES, "RFC2822Body" if _begins_with_mail_fields(lines) else "Body")
    machine.read(lines, document)
    machine.unlink()
    number_notes(document)
    return document


@cache
def _settings() -> Any:
    """Those of all documents: docutils takes some milliseconds to put them together, and nothing changes them."""
    settings = get_default_settings(Parser)
    settings.report_level, settings.halt_level = 5, 6
    settings.warning_stream = False
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.smart_quotes = False
    settings.syntax_highlight = "none"
    return settings


def _begins_with_mail_fields(lines: Sequence[str]) -> bool:
    first = []
    for line in lines:
        if not line:
            break
        if not line.startswith(" "):
            first.append(line)
    return len(first) >= _LEAST_FIELDS and all(_MAIL_FIELD.match(line) for line in first)


def _segments(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where to cut a document so that no block is cut: before a line of text behind a blank one, outside of tables."""
    start, borders, before = 0, 0, ""
    for at, line in enumerate(lines):
        blank_before = at > 0 and not lines[at - 1]
        if borders == 0 and at - start >= _SEGMENT and blank_before and _BEGINS.match(line) and before[-2:] != "::":
            yield start, at
            start = at
        borders = _borders(lines, at, borders)
        before = line or before
    yield start, len(lines)


def _borders(lines: Sequence[str], at: int, borders: int) -> int:
    """How many borders of a simple table there were up to line ``at``; 0 behind its last one."""
    line = lines[at]
    if borders == 0:
        return 1 if _TABLE_BORDER.match(line) else 0
    if not _BORDER.match(line):
        return borders
    ends = borders == 2 or at + 1 == len(lines) or not lines[at + 1]
    return 0 if ends else borders + 1


class _DocumentMachine(states.RSTStateMachine):
    """Reads a document piece by piece; sections go on from one to the next."""

    def read(self, lines: Sequence[str], document: nodes.document) -> None:
        """Fills ``document``."""
        self.language = languages.get_language("en", document.reporter)
        self.match_titles = True
        self.document, self.reporter, self.node = document, document.reporter, document
        self.memo = SimpleNamespace(
            document=document, reporter=document.reporter, language=self.language, title_styles=[], section_level=0,
            section_bubble_up_kludge=False, inliner=InlineMarks(),
        )  # fmt: skip
        for start, end in _segments(lines):
            observer: Any = document.note_source
            self.attach_observer(observer)
            piece = StringList(list(lines[start:end]), items=[("", n) for n in range(start, end)])
            StateMachineWS.run(self, piece, start, initial_state=None if start == 0 else "Body")


def _directive(state: states.Body, match: Any, **presets: str) -> tuple[list[nodes.Node], bool]:
    """Reads a directive by our table, whatever its name."""
    machine: Any = state.state_machine
    line = machine.abs_line_number()
    block, _, offset, blank_finish = machine.get_first_known_indented(match.end(), strip_top=False)
    name = match.group(1).lower()
    call = call_of(name.rpartition(":")[2], block, offset, line, state)
    call.options.update({option: value for option, value in presets.items() if option not in call.options})
    found = handler_of(name, call)(call)
    for node in found:
        node.line = node.line or line
    return found, blank_finish or machine.is_next_line_blank()


def _without_registry(state: type[states.RSTState]) -> type[states.RSTState]:
    """A state of docutils with our directives, whose nested states are such as well."""

    def __init__(self: Any, state_machine: Any, debug: bool = False) -> None:
        state.__init__(self, state_machine, debug)
        self.nested_sm_kwargs = {"state_classes": _STATES, "initial_state": "Body"}

    members: dict[str, Any] = {"__init__": __init__, "nested_sm_cache": []}
    if issubclass(state, states.Body):
        *others, (_, pattern) = states.Body.explicit.constructs
        members["directive"] = _directive
        members["explicit"] = SimpleNamespace(
            patterns=states.Body.explicit.patterns, constructs=[*others, (_directive, pattern)]
        )
    return type(state.__name__, (state,), members)


_STATES = tuple(_without_registry(state) for state in states.state_classes)
