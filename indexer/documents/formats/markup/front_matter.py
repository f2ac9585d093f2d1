"""What stands before the text of a page: YAML between ``---``, TOML between ``+++``, or a JSON object.

Keys are those of Jekyll, Hugo, MkDocs, Docusaurus, Obsidian and their kin. Only texts and lists of texts are taken; what a
YAML alias repeats is one node, whatever it would unfold to.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import regex
import yaml

from indexer.documents.formats.building import TextBuilder
from indexer.model import About, BlockKind, Locator

__all__ = ["FrontMatter", "about_of", "front_matter_of", "write_front", "write_question"]

#: Longer ones are read as text: a parser of YAML in Python takes seconds for them.
_LONGEST = 64 * 1024
_FENCED = regex.compile(
    r"\ufeff?(?P<mark>---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(?P<body>.*?)^(?:(?P=mark)|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)",
    regex.DOTALL | regex.MULTILINE,
)
_JSON_END = regex.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_LINE_END = regex.compile(r"\r\n|\n|\r")
_PAIR = regex.compile(r"^(?P<key>[A-Za-z][\w -]*):[ \t]+(?P<value>\S.*?)[ \t]*$", regex.MULTILINE)

#: Values of Obsidian may be links to notes: of "[[note|label]]", people see the label.
_WIKI_LINK = regex.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")

_TITLES = ("title",)
_QUESTIONS = ("question",)
_DESCRIPTIONS = ("description", "summary", "abstract", "excerpt", "subtitle", "intro", "lead")
#: Other words for the page, each on its own.
_NAMES = ("aliases", "alias", "tags", "tag", "keywords", "keyword", "categories", "category", "topics", "linktitle",
          "shorttitle", "short_title", "sidebar_label", "nav_title")  # fmt: skip
_LANGUAGES = ("lang", "language", "locale")
_DATES = ("date", "published", "created", "pubdate")
_AUTHORS = ("author", "authors", "by", "creator")
_KEYWORDS = ("keywords", "keyword", "tags", "tag")
_STATED = frozenset((*_LANGUAGES, *_DATES, *_AUTHORS, *_KEYWORDS))

#: Brackets inside one another.
_DEEPEST = 100

#: Tables in which some generators have keys of the page's own.
_TABLES = ("params", "extra", "taxonomies", "metadata", "meta")

#: Names of one page, at most, and code points of each value: more would be no words for it.
_MOST_NAMES = 200
_LONGEST_VALUE = 2000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was read; ``end`` is where the text of the page begins, in code points, and ``lines`` how many are before it.

    ``line_of`` has the line of the file (from 1) on which each key stands.
    """

    title: str = ""
    question: str = ""
    description: str = ""
    about: About = field(default_factory=About)
    end: int = 0
    lines: int = 0
    line_of: Mapping[str, int] = field(default_factory=dict)

    def place(self, key: str) -> Locator:
        """The line on which ``key`` stands; the first where it stands nowhere."""
        line = self.line_of.get(key, 1)
        return Locator(lines=(line, line))

    def about_with(self, other: About) -> About:
        """What it says of the page, and of what it says nothing, what the page itself says."""
        return About(*(getattr(self.about, one.name) or getattr(other, one.name) for one in fields(About)))


def front_matter_of(text: str) -> FrontMatter:
    """The front matter of a page, empty where it has none."""
    found = _values_of(text)
    if found is None:
        return FrontMatter()
    stated, end = found
    values = {key: [_WIKI_LINK.sub(r"\1", text) for text in texts] for key, texts in stated.items()}
    raw = text[:end]
    title, question, description = (_first(values, names) for names in (_TITLES, _QUESTIONS, _DESCRIPTIONS))
    return FrontMatter(
        title=title,
        question=question,
        description=description,
        about=replace(_stated(values), searched="\n".join([*filter(None, [description]), *_words(values)])),
        end=end,
        lines=len(_LINE_END.findall(raw)),
        line_of=_lines_of_keys(raw),
    )


def write_question(builder: TextBuilder, front: FrontMatter) -> None:
    """The question that the page answers, where front matter alone has it."""
    if front.question:
        builder.add(BlockKind.HEADING, front.question, front.place("question"), level=1)


def write_front(builder: TextBuilder, front: FrontMatter) -> None:
    """What is to read on a page that has nothing else."""
    if not front.question:
        builder.add(BlockKind.HEADING, front.title, front.place("title"), level=1)
    for words in front.about.searched.split("\n"):
        builder.add(BlockKind.PARAGRAPH, words, front.place("description"))


def about_of(values: Mapping[str, Any]) -> About:
    """What an object of JSON says of a text by the same keys, at its top or in one of the same tables."""
    if _STATED.isdisjoint(name for name, _ in _named(values)):
        return _NOTHING
    return _stated(_of_mapping(values))


#: What nearly all lines of JSONL say.
_NOTHING = About()


def _stated(values: Mapping[str, list[str]]) -> About:
    return About(
        language=_first(values, _LANGUAGES),
        date=_first(values, _DATES),
        author=_all(values, _AUTHORS, "; "),
        keywords=_all(values, _KEYWORDS, ", "),
    )


def _all(values: Mapping[str, list[str]], names: Iterable[str], between: str) -> str:
    """All values of the first of these keys that has one."""
    found = (between.join(dict.fromkeys(filter(None, (" ".join(t.split()) for t in values.get(n, ()))))) for n in names)
    return next((text[:_LONGEST_VALUE] for text in found if text), "")


def _values_of(text: str) -> tuple[dict[str, list[str]], int] | None:
    """The texts by lower-case key, and where the front matter ends; None without any."""
    match = _FENCED.match(text, 0, min(len(text), _LONGEST))
    if match is not None:
        found = _of_yaml(match["body"]) if match["mark"] == "---" else _of_toml(match["body"])
        return None if found is None else (found, match.end())
    return _of_json(text) if text.startswith("{") else None


def _of_yaml(source: str) -> dict[str, list[str]] | None:
    """Values by key; None for what is no mapping, such as a text between two rules."""
    if not source.strip():
        return {}
    try:
        _require_shallow(source)
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        pairs = _PAIR.findall(source)  # a title with a colon in it is no YAML, and plain to read
        return {key.lower(): [value.strip("\"'")] for key, value in pairs} or None
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        return None
    found: dict[str, list[str]] = {}
    for key, value in _pairs(root):
        for name, node in _pairs(value) if key in _TABLES and isinstance(value, yaml.MappingNode) else [(key, value)]:
            found.setdefault(name, list(_texts_of_node(node)))
    return found


def _pairs(node: yaml.MappingNode) -> list[tuple[str, yaml.Node]]:
    """The keys in lower case, and what they stand for."""
    return [(key.value.lower(), value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]


def _require_shallow(source: str) -> None:
    """Raises ValueError for brackets inside of so many that a parser needs time in proportion to their square."""
    depth = 0
    for bracket in regex.findall(r"[\[\]{}]", source):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")


def _texts_of_node(node: yaml.Node) -> Iterable[str]:
    """The text of a scalar, those of a list of them, and the names of authors that have more than a name."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag != "tag:yaml.org,2002:null":
            yield str(node.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value[:_MOST_NAMES]:
            if not isinstance(item, yaml.SequenceNode):
                yield from _texts_of_node(item)
    elif isinstance(node, yaml.MappingNode):
        yield from (
            str(value.value)
            for key, value in node.value
            if isinstance(value, yaml.ScalarNode) and key.value in ("name", "title")
        )


def _of_toml(source: str) -> dict[str, list[str]] | None:
    try:
        return _of_mapping(tomllib.loads(source.replace("\r\n", "\n")))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _of_json(text: str) -> tuple[dict[str, list[str]], int] | None:
    try:
        found, end = json.JSONDecoder().raw_decode(text[:_LONGEST])
    except (ValueError, RecursionError):
        return None
    behind = _JSON_END.match(text, end)
    if not isinstance(found, dict) or not found or behind is None:
        return None
    return _of_mapping(found), behind.end()


def _of_mapping(values: Mapping[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, item in _named(values):
        found.setdefault(name, list(_texts_of(item)))
    return found


def _named(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The values by their keys in lower case, those of tables among them."""
    for key, value in values.items():
        name = key.lower()
        if name in _TABLES and isinstance(value, Mapping):
            yield from ((inner.lower(), item) for inner, item in value.items())
        else:
            yield name, value


def _texts_of(value: object) -> Iterable[str]:
    if isinstance(value, Mapping):
        yield from (str(value[key]) for key in ("name", "title") if isinstance(value.get(key), str))
    elif isinstance(value, list):
        for item in value[:_MOST_NAMES]:
            if not isinstance(item, list):
                yield from _texts_of(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _first(values: Mapping[str, list[str]], names: Iterable[str]) -> str:
    """The first value that one of these keys has, white space in it as one space."""
    found = (" ".join(text.split()) for name in names for text in values.get(name, ()))
    return next((text[:_LONGEST_VALUE] for text in found if text), "")


def _words(values: Mapping[str, list[str]]) -> list[str]:
    """The other names of a page; addresses that lead to it are none."""
    found = [" ".join(text.split()) for name in _NAMES for text in values.get(name, ())]
    return list(dict.fromkeys(text for text in found if text and len(text) <= _LONGEST_VALUE and not _is_address(text)))


def _is_address(text: str) -> bool:
    return text.startswith("/") or "://" in text


def _lines_of_keys(raw: str) -> dict[str, int]:
    """The line of the file on which each key stands, by its lower-case name."""
    found: dict[str, int] = {}
    for number, line in enumerate(_LINE_END.split(raw), start=1):
        key = regex.match(r"""[ \t]*["']?([\w-]+)["']?[ \t]*[:=]""", line)
        if key:
            found.setdefault(key[1].lower(), number)
    return found
