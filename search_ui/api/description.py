"""The OpenAPI 3.1 description, made from the endpoints, and a page to read it on."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import chain
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request
from flask_openapi3 import Info
from flask_openapi3.models import License
from markupsafe import Markup, escape

from indexer.errors import PassagewayError
from indexer.model import Span
from indexer.searching import Searcher
from search_ui.api.frame import PREFIX, json_answer
from search_ui.api.sent_drafts import SENT
from search_ui.html.api_examples import api_examples
from search_ui.request.addresses import is_of_this_computer
from search_ui.request.shared import searcher

__all__ = ["INFO", "blueprint", "with_code"]

#: The order of the groups on the page.
_TAGS = ("Searching", "Writing", "Documents")

blueprint = Blueprint("description", __name__)

INFO = Info(
    title="Passageway",
    version=version("passageway"),
    description="Ask documents a question; get the passages that answer it, each with its exact place in the source. "
    "Offsets are half-open spans of Unicode code points in a document's readable text; offsets=utf16 gives UTF-16 units "
    "instead, as JavaScript counts. Errors are problem objects after RFC 9457. What is read has an ETag that changes with "
    "the index.",
    license=License(name="MIT", identifier="MIT"),
)


@blueprint.get(f"{PREFIX}/openapi.json")
def openapi() -> Response:
    """The description, for programs."""
    body = _description()
    response = json_answer(body, media_type="application/json")
    response.set_etag(sha256(json.dumps(body).encode()).hexdigest()[:16])
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    return response


@blueprint.get("/api")
def page() -> str:
    """The description, for people."""
    body = _description()
    return render_template(
        "api.html",
        info=body["info"],
        groups=_groups(body, _sample()),
        objects=_objects(body),
        with_code=with_code,
        only_here=is_of_this_computer(),
    )


def _description() -> dict[str, Any]:
    """What the library made, without the definitions that it leaves inside of others."""
    described: dict[str, Any] = deepcopy(current_app.api_doc)  # type: ignore[attr-defined]
    for schema in described["components"]["schemas"].values():
        schema.pop("$defs", None)
    described["components"].pop("securitySchemes", None)
    described["components"]["schemas"] |= _sent()
    for item in described["paths"].values():
        for operation in item.values():
            sent = operation.get("requestBody", {}).get("content", {})
            if sent.keys() == SENT.keys():  # a draft, of which the library knows no more than that
                for media_type, content in sent.items():
                    content["schema"] = {"$ref": f"#/components/schemas/{SENT[media_type].__name__}"}
                operation["requestBody"]["required"] = True
            if operation.get("description") == operation.get("summary"):  # which it is where there is no more to say
                operation.pop("description", None)
    return described


def _sent() -> dict[str, Any]:
    """The objects that can be sent, which the library does not know."""
    schemas: dict[str, Any] = {}
    for model in SENT.values():
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= {**schema.pop("$defs", {}), model.__name__: schema}
    return schemas


@dataclass(frozen=True, slots=True)
class _Operation:
    """An endpoint as the page shows it; ``given`` are the values of a request that can be tried, ``examples`` the programs
    that send it."""

    method: str
    path: str
    name: str
    summary: str
    description: str
    parameters: tuple[dict[str, Any], ...]
    body: str | None
    answer: str
    given: dict[str, str]
    examples: tuple[tuple[str, str], ...]


#: What of optional parameters a request to try has.
_ASKED = {"resolve": ("quote",), "cite": ("at",)}

#: Code points of words in a request to try, about.
_SOME = 80


def _sample() -> dict[str, str]:
    """Values that mean something on this server, by name, or by endpoint and name: a question that its documents answer and
    the passage that does, else one of a document that it has; none where it has no index."""
    try:
        found = searcher()
        question = next(iter(found.example_questions(1)), "")
        answers = (hit.passage for hit in found.ask(question, limit=1).hits) if question else ()
        others = (passage for row in found.documents(limit=5) for passage in found.passages(row.id)[:1])
        passage = next(chain(answers, others), None)
    except PassagewayError:
        return {}
    if passage is None:
        return {}
    first = passage.sentences[0] if passage.sentences else Span(passage.start, passage.end)
    words = passage.text[first.start - passage.start : first.end - passage.start]
    some = words[:_SOME].rpartition(" ")[0] or words[:_SOME] if len(words) > _SOME else words
    place = {"at": f"{first.start}-{first.end}", "start": str(first.start), "end": str(first.end)}
    typed = {"suggest.q": _begun(found, question or some)}
    return {"document_id": passage.document_id, "q": question or some, **typed, "quote": some, **place}


def _begun(found: Searcher, words: str) -> str:
    """The beginning of words, as somebody types them, for which something is suggested."""
    each = words.split()
    beginnings = (*(" ".join(each[:count]) for count in (3, 2, 1)), words[:3])
    return next((typed for typed in beginnings if typed != words and found.suggest(typed, limit=1)), words)


def _groups(body: dict[str, Any], sample: dict[str, str]) -> dict[str, list[_Operation]]:
    """The endpoints by tag."""
    groups: dict[str, list[_Operation]] = {tag: [] for tag in _TAGS}
    for path, item in body["paths"].items():
        for method, operation in item.items():
            groups.setdefault(operation["tags"][0], []).append(_operation(path, method, operation, sample))
    return {tag: operations for tag, operations in groups.items() if operations}


def _operation(path: str, method: str, operation: dict[str, Any], sample: dict[str, str]) -> _Operation:
    parameters = tuple(
        {
            "name": parameter["name"],
            "required": parameter.get("required", False),
            "description": parameter["schema"].get("description", ""),
            "type": _type(parameter["schema"]),
            "default": parameter["schema"].get("default"),
            "example": parameter["schema"].get("example"),
        }
        for parameter in operation.get("parameters", [])
    )
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json")
    wanted = _ASKED.get(operation["operationId"], ())
    known = {
        p["name"]: sample.get(f"{operation['operationId']}.{p['name']}") or sample.get(p["name"], p["example"])
        for p in parameters
        if p["required"] or p["name"] in wanted
    }
    given = {name: str(value) for name, value in known.items() if value is not None}
    text = {"text": f"It is said: “{sample.get('quote', 'words of a source')}”."} if method == "post" else None
    return _Operation(
        method=method.upper(),
        path=path,
        name=operation["operationId"],
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        parameters=parameters,
        given=given,
        examples=api_examples(f"{request.host_url.rstrip('/')}{path}", given, text),
        body=_type(sent["schema"]) if sent else None,
        answer=_type(operation["responses"]["200"]["content"]["application/json"]["schema"]),
    )


def _objects(body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The objects of the answers: what each is, and its fields with type and meaning."""
    return {
        name: {
            "description": schema.get("description", ""),
            "fields": [
                {"name": field, "type": _type(described), "description": _meaning(described, body)}
                for field, described in schema.get("properties", {}).items()
            ],
            "choices": schema.get("enum", []),
        }
        for name, schema in sorted(body["components"]["schemas"].items())
    }


def with_code(text: str) -> Markup:
    """Text as HTML, with what is between backticks as code."""
    code = Markup("<code>{}</code>")
    return Markup("").join(code.format(part) if i % 2 else escape(part) for i, part in enumerate(text.split("`")))


def _meaning(schema: dict[str, Any], body: dict[str, Any]) -> str:
    if "$ref" in schema and "description" not in schema:
        return str(body["components"]["schemas"][_named(schema["$ref"])].get("description", ""))
    return str(schema.get("description", ""))


@cache
def _named(reference: str) -> str:
    return reference.rpartition("/")[2]


def _type(schema: dict[str, Any]) -> str:
    """A type in words: "list of Hit", "integer or null"."""
    if "$ref" in schema:
        return _named(schema["$ref"])
    if "anyOf" in schema:
        return " or ".join(_type(choice) for choice in schema["anyOf"])
    if schema.get("allOf"):
        return _type(schema["allOf"][0])
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"names to {_type(schema['additionalProperties'])}"
    bounds = [f"from {schema['minimum']:g}"] if "minimum" in schema else []
    bounds += [f"to {schema['maximum']:.0f}"] if "maximum" in schema else []
    return " ".join([kind, *bounds])
