"""Markdown -> readable text and blocks, by markdown-it-py: CommonMark with tables and strikethrough, and what the dialects
of Obsidian, MkDocs, Hugo, Jekyll, VitePress, Docusaurus, Pandoc and GitHub write besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import regex
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.admonitions import is_kind, label_of
from indexer.documents.formats.markup.commonmark.destinations import is_filled_in
from indexer.documents.formats.markup.commonmark.eastern_emphasis import eastern_emphasis
from indexer.documents.formats.markup.commonmark.inline_source import FORMULA, inline_source
from indexer.documents.formats.markup.commonmark.inline_tokens import inline_words
from indexer.documents.formats.markup.commonmark.rules.block_rules import add_block_rules
from indexer.documents.formats.markup.commonmark.rules.component_rules import is_mdx, tags_are_apart
from indexer.documents.formats.markup.commonmark.rules.directive_rules import is_myst
from indexer.documents.formats.markup.commonmark.token_blocks import TokenBlocks
from indexer.documents.formats.markup.front_matter import front_matter_of, write_front, write_question
from indexer.documents.formats.markup.template_files import markup_text
from indexer.documents.formats.protocol import ParsedDocument

__all__ = ["read", "read_markdown", "write_markdown"]

_CALLOUT = regex.compile(r"\[!(?P<kind>[\w-]+)(?:\|[^\]\n]*)?\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|$)")


def read(content: Content, media_type: str) -> ParsedDocument:
    """A Markdown file; raises ReadingError where it is no text, or blank."""
    text, note = markup_text(content)
    return replace(read_markdown(text, content.name), note=note)


def read_markdown(text: str, name: str = "") -> ParsedDocument:
    """The readable text of Markdown: markup dropped, blocks parted by line breaks. ``name`` is that of its file."""
    front = front_matter_of(text)
    body = text[front.end :]
    mdx = is_mdx(name, body)
    said = {"tags_apart": mdx or tags_are_apart(body), "front": front.end > 0, "myst": is_myst(body)}
    tokens = _parser(mdx).parse(body, said)
    title = inline_words(_title_parser().parseInline(front.title)[0].children or ()).text if front.title else ""
    builder = TextBuilder(title or ("" if front.question else None))
    first = next((token.content.strip() for token in tokens if token.type == "inline"), "")
    if first != front.question:
        write_question(builder, front)
    written = builder.count
    _write(builder, tokens, body, front.lines + 1)
    if builder.count == written:
        write_front(builder, front)
    return replace(builder.document(title or front.question or None), about=front.about)


def write_markdown(builder: TextBuilder, source: str) -> None:
    """Appends a piece of Markdown, without front matter, to a text that others are in, too."""
    _write(builder, _parser(False).parse(source, {"tags_apart": tags_are_apart(source)}), source, 1)


def _write(builder: TextBuilder, tokens: Sequence[Token], source: str, first_line: int) -> None:
    blocks = TokenBlocks(builder, source, first_line)
    for token in tokens:
        blocks.take(token)
    blocks.close()


@cache
def _parser(mdx: bool) -> MarkdownIt:
    """What reads Markdown, or MDX, in which nothing is code by being indented."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    if mdx:
        parser.disable("code")
    add_block_rules(parser)
    parser.inline.ruler.before("escape", "formula", _formula)
    parser.inline.ruler.before("emphasis", "eastern_emphasis", eastern_emphasis)
    parser.core.ruler.before("inline", "dialects", _prepare)
    return parser


@cache
def _title_parser() -> MarkdownIt:
    """For titles in front matter, in which ``<input>`` is the name of an element."""
    parser = MarkdownIt("commonmark").disable(["html_inline"])
    parser.inline.ruler.before("escape", "formula", _formula)
    parser.inline.ruler.before("emphasis", "eastern_emphasis", eastern_emphasis)
    return parser


def _formula(state: StateInline, silent: bool) -> bool:
    """A formula stays as it is, whatever of it looks like markup."""
    match = FORMULA.match(state.src, state.pos) if state.src[state.pos] in "$\\" else None
    if match is None:
        return False
    if not silent:
        state.push("formula", "", 0).content = match.group()
    state.pos = match.end()
    return True


def _prepare(state: StateCore) -> None:
    """Takes from the source of each paragraph what is no CommonMark; a heading's id and a note's kind go to its token."""
    for at, token in enumerate(state.tokens):
        if token.type != "inline":
            continue
        source = token.content
        if (
            at
            and state.tokens[at - 1].type == "paragraph_open"
            and is_filled_in(source, state.src, bool(state.env.get("front")))
            and not _is_item(state.tokens, at)
        ):
            token.content = ""
            continue
        token.content, heading_id = inline_source(source)
        if heading_id:
            token.meta = {**token.meta, "id": heading_id}
        if at > 1 and state.tokens[at - 2].type == "blockquote_open":
            _take_callout(state.tokens[at - 2], token)


def _is_item(tokens: Sequence[Token], at: int) -> bool:
    """Whether a paragraph begins an item of a list, as where placeholders are listed."""
    return at > 1 and tokens[at - 2].type == "list_item_open"


def _take_callout(quotation: Token, token: Token) -> None:
    """``[!NOTE] Title`` in the first line of a quotation: it is none, but a note."""
    match = _CALLOUT.match(token.content)
    if match is None:
        return
    label = label_of(match["kind"], match["title"]) or match["kind"].capitalize()
    rest = token.content[match.end() :]
    quotation.meta = {"callout": True}
    if is_kind(label):
        token.content, token.meta = rest, {**token.meta, "label": label}
    else:
        token.content = f"{label}\\\n{rest}" if rest else label
