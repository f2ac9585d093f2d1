"""What is said to people, in English, with what it was made of, so that a page can say it in another language.

A ``Phrase`` is its English text: whoever wants no other language prints it, sends it as JSON, compares it. The message that
it was made of, with places for values in braces, is what catalogs of translations are looked up by (as in gettext,
https://www.gnu.org/software/gettext/manual/); its values may be phrases themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

__all__ = [
    "Message",
    "Phrase",
    "all_of",
    "any_of",
    "joined",
    "phrase",
    "phrase_in",
    "plural",
    "quoted",
    "sentence",
    "translatable",
]


@dataclass(frozen=True, slots=True)
class Message:
    """What a phrase was made of: its message and the ``values`` in its places; for one that has a number, ``many`` is the
    message for other numbers than 1 and ``count`` that number; ``context`` tells apart what English alone does not."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    many: str = ""
    count: int = 0
    context: str = ""

    def in_english(self) -> str:
        """The English text."""
        message = self.many if self.many and self.count != 1 else self.message
        return message.format(**self.values) if self.values else message


class Phrase(str):
    """An English text, the message that it was made of (None for one that was only put together), and whether it
    ``begins`` a sentence that its message does not."""

    made_of: Message | None = None
    begins: bool = False

    @classmethod
    def of(cls, message: Message) -> Phrase:
        """What is said by this message."""
        made = cls(message.in_english())
        made.made_of = message
        return made


def phrase(message: str, /, **values: object) -> Phrase:
    """A message with its values: ``phrase("No passage has: {words}.", words="foo")``."""
    return Phrase.of(Message(message, values))


def phrase_in(context: str, message: str, /, **values: object) -> Phrase:
    """A message that other languages say otherwise elsewhere: ``phrase_in("month", "May")``."""
    return Phrase.of(Message(message, values, context=context))


def plural(one: str, many: str, count: int, /, **values: object) -> Phrase:
    """A message by the number of what it is about, which is its value ``count``."""
    return Phrase.of(Message(one, {"count": count, **values}, many=many, count=count))


def translatable(message: str) -> str:
    """The message as it is, which is said later: it marks what a catalog must have."""
    return message


def sentence(text: str) -> str:
    """A text with a capital at its beginning."""
    capital = f"{text[:1].upper()}{text[1:]}"
    if not isinstance(text, Phrase):
        return capital
    made = Phrase(capital)
    made.made_of, made.begins = text.made_of, True
    return made


def joined(parts: Iterable[object], separator: str = ", ") -> Phrase:
    """Several phrases, or words of others, as one."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Phrase.of(Message(separator.join(f"{{{name}}}" for name in values), values))


def quoted(words: Iterable[str]) -> Phrase:
    """Words of others between quotation marks: “one”, “other”."""
    return joined(phrase("“{words}”", words=each) for each in words)


def any_of(parts: Iterable[str]) -> Phrase:
    """One or another: "a or b or c"."""
    first, *others = parts
    return reduce(lambda one, other: phrase("{one} or {other}", one=one, other=other), others, joined([first]))


def all_of(parts: Iterable[str]) -> Phrase:
    """One and another: "a and b and c"."""
    first, *others = parts
    return reduce(lambda one, other: phrase("{one} and {other}", one=one, other=other), others, joined([first]))
