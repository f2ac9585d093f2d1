"""Records as the JSON that other tools read: the command line, the HTTP API and agents all print what ``as_json`` gives.

Names and shapes are a contract: ``tests/golden/wire`` has a copy of each. A record is an object of its fields by name;
where its JSON is another (a field renamed, rounded or left out), a function beside the record says so::

    @as_json.register
    def _passage_json(passage: Passage) -> dict[str, object]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import singledispatch
from typing import Any, TypeVar, overload

__all__ = ["JsonObject", "as_json"]

#: A function that writes records of one type.
W = TypeVar("W", bound=Callable[..., Any])

#: What is JSON by itself: most of what there is, so that it is not looked up how.
_PLAIN = frozenset({str, int, float, bool, type(None)})


@singledispatch
def _json_of(value: object) -> Any:
    """That of a record which has none of its own."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__qualname__} has no JSON form; register one with as_json.register.")


class _AsJson:
    """``as_json``. What writes a type is remembered by it: ``singledispatch``, which lets go of types that nobody has any
    more, would take longer to find it than most of them take to write."""

    def __init__(self) -> None:
        self._known: dict[type, Callable[[Any], Any]] = {}

    @overload
    def register(self, what: type[Any]) -> Callable[[W], W]: ...
    @overload
    def register(self, what: type[Any], write: W) -> W: ...
    @overload
    def register(self, what: W) -> W: ...
    def register(self, what: Any, write: Any = None) -> Any:
        """As that of ``singledispatch``: for the type that a function's annotation names, or for one that is given."""
        self._known.clear()
        return _json_of.register(what, write)

    def __call__(self, value: object) -> Any:
        """What ``json.dumps`` takes, for a record, or for records in tuples, lists and mappings, however deep.

        Dataclasses and named tuples become objects of their fields in order, enums their values, spans ``[start, end]``.
        Raises TypeError for what has no JSON, such as a set.
        """
        kind = type(value)
        write = self._known.get(kind)
        if write is None:
            write = self._known[kind] = _json_of.dispatch(kind)
        return write(value)


as_json = _AsJson()


@as_json.register(str)
def _text_json(text: str) -> str:
    return str(text.value) if isinstance(text, Enum) else text


@as_json.register(tuple)
@as_json.register(list)
def _list_json(values: Any) -> object:
    if hasattr(values, "_fields"):  # a named tuple
        return {name: as_json(value) for name, value in zip(values._fields, values, strict=True)}
    return [value if type(value) in _PLAIN else as_json(value) for value in values]


@as_json.register(Mapping)
def _object_json(values: Mapping[str, object]) -> dict[str, Any]:
    return {
        name if type(name) is str else _text_json(name): value if type(value) in _PLAIN else as_json(value)
        for name, value in values.items()
    }


class JsonObject(dict[str, Any]):
    """An object that is JSON already, all through: ``as_json`` gives it back as it is."""


@as_json.register
def _done(found: JsonObject) -> JsonObject:
    return found
