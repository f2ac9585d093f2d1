"""What each directive shows, by name: those of Docutils and Sphinx, and of what is used with them.

A directive that nobody knows shows its argument and its content. See
https://docutils.sourceforge.io/docs/ref/rst/directives.html and
https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html.
"""

from __future__ import annotations

import regex
from docutils import nodes
from docutils.parsers.rst.directives import unicode_code

from indexer.documents.formats.building import picture_name
from indexer.documents.formats.markup.admonitions import label_of
from indexer.documents.formats.markup.directive_names import CODE, LAID_OUT, UNSEEN, VERSIONED, version_note
from indexer.documents.formats.markup.light.rest.directive_call import DirectiveCall, Handler
from indexer.documents.formats.markup.light.rest.directive_tables import csv_table, list_table, titled_table
from indexer.documents.formats.markup.light.rest.glossaries import glossary, toctree

__all__ = ["LABEL", "handler_of"]

#: What stands in sentences, and hardly in the name of anything: a role, code, strong words, a stop behind a word.
_PROSE = regex.compile(r""":[\w.:+-]{1,60}:`|``|\*\*\w|\p{L}{2}[.:!?]\Z|(?:\p{L}{2,}[,;]?\s+){7}""")

#: The attribute of an admonition that has what it says of itself.
LABEL = "label"


def _nothing(call: DirectiveCall) -> list[nodes.Node]:
    return []


def _admonition(call: DirectiveCall) -> list[nodes.Node]:
    label = label_of(call.name, "") or call.name.capitalize()
    return [call.parsed_whole(nodes.admonition(**{LABEL: label}))]


def _titled(call: DirectiveCall) -> list[nodes.Node]:
    return [call.titled(call.title, nodes.container())]


def _versioned(call: DirectiveCall) -> list[nodes.Node]:
    """A note on a version: "Added in version 3.5", and what is said of it."""
    label, rest = version_note(call.name, call.title)
    box = nodes.admonition(**{LABEL: label})
    if rest:
        paragraph = nodes.paragraph(rest, "", *call.inline(rest))
        paragraph.line = call.line
        box += paragraph
    return [call.parsed(box)]


def _code(call: DirectiveCall) -> list[nodes.Node]:
    """Code as it is written; what stands behind the name is the language's."""
    found: list[nodes.Node] = []
    if caption := call.options.get("caption"):
        found.append(call.caption(caption, call.option_lines["caption"]))
    if call.source.strip():
        block = nodes.literal_block(call.source, call.source)
        block.line = call.offset + 1
        found.append(block)
    return found


def _written(call: DirectiveCall) -> list[nodes.Node]:
    """A formula or grammar, which may begin behind the name."""
    text = "\n".join(part for part in ("\n".join(call.argument).strip(), call.source) if part)
    block = nodes.literal_block(text, text)
    block.line = call.line if call.title else call.offset + 1
    return [block] if text else []


def _raw(call: DirectiveCall) -> list[nodes.Node]:
    """What goes into the page as it is; what is for print, or stands in another file, is not seen."""
    raw = nodes.raw("", call.source, format="html")
    raw.line = call.offset + 1
    return [raw] if "html" in call.title.lower().split() and call.source.strip() else []


def _parsed_code(call: DirectiveCall) -> list[nodes.Node]:
    block = nodes.literal_block(call.source, "", *call.inline(call.source, call.offset + 1))
    block.line = call.offset + 1
    return [block] if call.source.strip() else []


def _container(call: DirectiveCall) -> list[nodes.Node]:
    """What only says how its content looks, or when it is shown."""
    return [call.parsed(nodes.container())]


def _whole(call: DirectiveCall) -> list[nodes.Node]:
    return [call.parsed_whole(nodes.container())]


def _quotation(call: DirectiveCall) -> list[nodes.Node]:
    found: list[nodes.Node] = call.state.block_quote(call.content, call.offset) if call.content else []
    return found if found or not call.title else [call.parsed_whole(nodes.block_quote())]


def _line_block(call: DirectiveCall) -> list[nodes.Node]:
    block = nodes.line_block()
    for line in call.content:
        block += nodes.line(line, "", *call.inline(line.strip()))
    block.line = call.offset + 1
    return [block]


def _image(call: DirectiveCall) -> list[nodes.Node]:
    picture = nodes.image(alt=picture_name(call.options.get("alt", "")))
    picture.line = call.option_lines.get("alt", call.line)
    return [picture]


def _figure(call: DirectiveCall) -> list[nodes.Node]:
    """A picture with its caption, the first paragraph, and its legend."""
    inside = call.parsed(nodes.container())
    first = inside.children[0] if inside.children else None
    if isinstance(first, nodes.paragraph):
        caption = nodes.caption(first.rawsource, "", *first.children)
        caption.line = first.line
        inside.children[0] = caption
    return [*_image(call), inside]


def _rubric(call: DirectiveCall) -> list[nodes.Node]:
    label = nodes.rubric(call.title, "", *call.inline(call.title))
    label.line = call.line
    return [label] if call.title else []


def _described(call: DirectiveCall) -> list[nodes.Node]:
    """What is described: a function, an option, a setting. Each line of the argument is one."""
    item = nodes.definition_list_item()
    for number, line in enumerate(call.argument):
        if line.strip():
            term = nodes.term("", "", nodes.Text(line.strip().rstrip("\\").strip()))
            term.line = term.children[0].line = call.line + number
            item += term
    item += call.parsed(nodes.definition())
    return [nodes.definition_list("", item)]


def _unknown(call: DirectiveCall) -> list[nodes.Node]:
    """Its words, whatever it does with them: a note may begin behind its name, and something may be described there."""
    if call.content and call.title and not _PROSE.search(call.title):
        return _described(call)
    return _whole(call)


def _replace(call: DirectiveCall) -> list[nodes.Node]:
    text = " ".join(part for part in (call.title, " ".join(call.source.split())) if part)
    return call.inline(text)


def _unicode(call: DirectiveCall) -> list[nodes.Node]:
    text = call.title.partition(" ..")[0]
    return [nodes.Text("".join(_character(code) for code in text.split()))]


def _character(code: str) -> str:
    try:
        return unicode_code(code)
    except ValueError:
        return code


def _role(call: DirectiveCall) -> list[nodes.Node]:
    """A role of the document's own: of those that are made of "raw", nothing is seen."""
    name, _, base = call.title.partition("(")
    call.state.inliner.roles[name.strip().lower()] = base.strip(") ").lower()
    return []


def _default_role(call: DirectiveCall) -> list[nodes.Node]:
    call.state.inliner.default_role = call.title.lower()
    return []


def _meta(call: DirectiveCall) -> list[nodes.Node]:
    """What it says of the document, for ``about_of``."""
    said = [*call.options.items(), *(_pair(line) for line in call.content)]
    return [nodes.meta(name=name.split()[0], content=value) for name, value in said if name and value]


def _pair(line: str) -> tuple[str, str]:
    name, _, value = line.strip().removeprefix(":").partition(":")
    return name.strip().lower(), value.strip()


# fmt: off
_BY_HANDLER: tuple[tuple[Handler, str], ...] = (
    (_raw, "raw"),
    (_admonition, """
        note warning tip hint important caution danger error attention seealso todo info information example question
        bug abstract summary success failure"""),
    (_written, "math productionlist grammar-snippet"),
    (_parsed_code, "parsed-literal"),
    (_whole, "centered acks availability impl-detail audit-event"),
    (_rubric, "rubric"),
    (_titled, """
        admonition topic sidebar tab tab-item group-tab tabbed card grid-item grid-item-card dropdown collapse details
        toggle expand"""),
    (_quotation, "epigraph highlights pull-quote blockquote"),
    (_line_block, "line-block"),
    (_image, "image thumbnail"),
    (_figure, "figure subfigure"),
    (titled_table, "table"),
    (csv_table, "csv-table"),
    (list_table, "list-table flat-table"),
    (glossary, "glossary"),
    (toctree, "toctree"),
    (_replace, "replace"),
    (_unicode, "unicode"),
    (_role, "role"),
    (_default_role, "default-role"),
    (_meta, "meta"),
    (_described, """
        function method staticmethod classmethod decorator decoratormethod attribute property data constant exception module
        describe object option envvar cmdoption confval setting directive type struct union enum enumerator macro member var
        opcode pdbcommand"""),
)
# fmt: on
_HANDLERS: dict[str, Handler] = {
    **{name: handler for handler, names in _BY_HANDLER for name in names.split()},
    **dict.fromkeys(UNSEEN, _nothing),
    **dict.fromkeys(CODE, _code),
    **dict.fromkeys(LAID_OUT, _container),
    **dict.fromkeys(VERSIONED, _versioned),
}

#: Names that mean another thing in a domain: "py:class" describes one, "class" says how something looks.
_IN_DOMAINS = frozenset(["class", "include", "namespace", "role"])


def handler_of(name: str, call: DirectiveCall) -> Handler:
    """What reads this use of the directive ``name``, which is in lower case and may begin with its domain ("py:class")."""
    domain, _, plain = name.rpartition(":")
    if plain in _IN_DOMAINS and (domain or (plain == "class" and "(" in call.title)):
        return _described
    return _HANDLERS.get(plain, _unknown)
