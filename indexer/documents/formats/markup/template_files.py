"""Files that a program fills in ("page.md.erb", "x.adoc.j2"): what of them is for that program, and no text.

Conditions, loops, comments and the places of values go, and what stands between them stays: all that a page of it may say.
"""

from __future__ import annotations

import regex

from indexer.documents.content import Content
from indexer.documents.formats.registry.second_endings import is_template
from indexer.documents.formats.text.decoding import DecodedText, decoded_text
from indexer.errors import ReadingError

__all__ = ["markup_text", "without_marks"]

#: Marks of Jinja, Liquid, Twig and Nunjucks; of Mustache, Handlebars and Go; of ERB, EJS, EEx and Mako.
_MARK = regex.compile(
    r"\{%.{0,2000}?%\}|\{#.{0,2000}?#\}|\{\{!--.{0,4000}?--\}\}|\{\{\{.{0,2000}?\}\}\}|\{\{.{0,2000}?\}\}|<%.{0,2000}?%>",
    regex.DOTALL,
)


def markup_text(content: Content) -> DecodedText:
    """The source of a file with markup, without the marks of a program that fills it in, and what had to be mended in it;
    raises ReadingError where it has no text."""
    decoded = decoded_text(content)
    if not is_template(content.name):
        return decoded
    text = without_marks(decoded.text)
    if not text.strip():
        raise ReadingError("a template without text of its own")
    return decoded._replace(text=text)


def without_marks(source: str) -> str:
    """A template without its marks; line breaks stay, so that lines are counted right, and words stay apart."""
    return str(_MARK.sub(_left, source))


def _left(match: regex.Match[str]) -> str:
    around = match.string[max(match.start() - 1, 0) : match.start()] + match.string[match.end() : match.end() + 1]
    breaks = str(match.group()).count("\n")
    return "\n" * breaks or (" " if len(around) == 2 and around.isalnum() else "")
