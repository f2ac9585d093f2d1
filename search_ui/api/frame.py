"""How an endpoint is declared, and what all of them answer with: JSON, problem objects (RFC 9457), ETags."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, get_origin, get_type_hints

from flask import Blueprint, Response, current_app, request
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import BadRequest

from indexer.errors import PassagewayError
from indexer.model.as_json import as_json
from indexer.model.excerpts import on_site
from search_ui.api.schemas import Problem
from search_ui.request.addresses import site
from search_ui.request.failure_words import failure_of
from search_ui.request.parameter_faults import faults_of
from search_ui.request.shared import searcher, shared_state

__all__ = [
    "NO_SUCH_PARAMETERS",
    "PREFIX",
    "VERSION",
    "blueprint",
    "endpoint",
    "health",
    "invalid",
    "json_answer",
    "is_api_request",
    "problem",
]

#: Of this program; looked up once, as it is read from a file.
VERSION = version("passageway")

PREFIX = "/api/v1"

#: The headline of parameters that are wrong.
NO_SUCH_PARAMETERS = "These parameters cannot be used"

blueprint = APIBlueprint("api", __name__, url_prefix=PREFIX)
health = Blueprint("health", __name__)

View = Callable[..., object]
Responses = dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_PROBLEMS = {
    400: "A parameter is missing, unknown or out of range; or the Host of the request is not served here.",
    403: "A page of another site sent the request.",
    404: "There is no such document, revision or place.",
    409: "The document has these words several times; `places` has where.",
    413: "The draft is longer than the server takes.",
    415: "The body is neither JSON nor a file upload.",
    503: "There is no index, or it cannot be used; the detail names the command that mends it.",
}
#: Writes as ``json.dumps`` does what ``as_json`` gives, which is no circle: that it is none need not be looked for.
_written = json.JSONEncoder(check_circular=False).encode

_ETAG = {
    "ETag": {
        "description": "Changes with what is answered; sent back as If-None-Match it is answered by 304.",
        "schema": {"type": "string"},
    }
}


def endpoint(
    rule: str, answer: type[BaseModel], tag: str, *, post: bool = False, lookup: bool = False, live: bool = False
) -> Callable[[View], View]:
    """Makes a function an endpoint below /api/v1: it is given its checked parameters as ``query``, by the pydantic class
    of its annotation (and for ``post`` the request as ``raw``), and returns the record, or mapping of records, whose JSON
    ``answer`` describes.

    The first line of its docstring is the summary, the rest the description. With ``lookup`` it may raise
    DocumentNotFound. What is read by GET has an ETag: the generation's or, where an answer is ``live`` and changes within
    one, the answer's own. Errors become problem objects by themselves.
    """

    def decorate(view: View) -> View:
        summary, _, more = (inspect.getdoc(view) or "").partition("\n")
        add = blueprint.post if post else blueprint.get
        declared = add(
            rule,
            summary=summary,
            description=" ".join(more.split()) or summary,
            tags=[Tag(name=tag)],
            operation_id=view.__name__,
            responses=_responses(answer, cached=not post, lookup=lookup),
        )
        declared(_answering(view) if post else _once_each(view, _cached(view, live)))
        return view

    return decorate


def _responses(answer: type[BaseModel], *, cached: bool, lookup: bool) -> Responses:
    responses: Responses = {"200": answer}
    if cached:
        responses["304"] = {"description": "Nothing has changed since the ETag that was sent.", "headers": _ETAG}
    left_out = {404, 409} if not lookup else set()
    left_out |= {403, 413, 415} if cached else set()
    for status, description in _PROBLEMS.items():
        if status not in left_out:
            responses[str(status)] = {"description": description, "content": _PROBLEM}
    return responses


def _answering(view: View) -> Callable[..., Response]:
    @wraps(view)
    def answer(**parameters: Any) -> Response:
        return json_answer(view(**parameters))

    return answer


def _once_each(declared: View, view: Callable[..., Response]) -> Callable[..., Response]:
    """Refuses parameters that are given twice where one value is meant: which of them would count?"""
    parameters: type[BaseModel] = get_type_hints(declared)["query"]
    single = {name for name, field in parameters.model_fields.items() if get_origin(field.annotation) is not list}

    @wraps(view)
    def answer(**parameters: Any) -> Response:
        twice = [name for name, values in request.args.lists() if len(values) > 1 and name in single]
        if twice:
            raise BadRequest(f"{', '.join(twice)} can be given only once.")
        return view(**parameters)

    return answer


def _cached(view: View, live: bool) -> Callable[..., Response]:
    """Answers 304 where the asker has what this generation gives or, if ``live``, what is answered now."""

    @wraps(view)
    def answer(**parameters: Any) -> Response:
        text = _JsonText(view(**parameters)) if live else None
        tag = _generation_tag() if text is None else text.tag
        if request.if_none_match.contains_weak(tag):
            response = Response(status=304)
        else:
            whole = (text or _JsonText(view(**parameters))).whole
            response = current_app.response_class(whole, mimetype="application/json")
        response.set_etag(tag, weak=True)
        response.headers["Cache-Control"] = "private, no-cache"
        return response

    return answer


class _JsonText:
    """An object as JSON, written once, member by member."""

    def __init__(self, body: object) -> None:
        found = on_site(as_json(body), _named_site())
        self._members = {name: _written({name: value})[1:-1] for name, value in found.items()}

    @property
    def whole(self) -> str:
        """All of it, as ``json.dumps`` writes it."""
        return f"{{{', '.join(self._members.values())}}}"

    @property
    def tag(self) -> str:
        """Names an answer, whatever time it took."""
        said = ", ".join(member for name, member in self._members.items() if name != "seconds")
        return sha256(f"{{{said}}}".encode()).hexdigest()[:12]


def _generation_tag() -> str:
    """Names all that an answer depends on beside its address: generation, ranking, this program's version, the day and
    the site, which citations name."""
    state = searcher().state()
    parts = (*state, VERSION, date.today(), site())
    return f"{state[0]}-{sha256(repr(parts).encode()).hexdigest()[:12]}"


@health.get("/healthz")
def healthz() -> Response:
    """200 and the served generation; 503 and the reason, without paths, where none can be served."""
    try:
        return json_answer({"status": "ok", "generation": searcher().state()[0]})
    except PassagewayError as error:
        failure = failure_of(error, whole=False)
        reason = failure.detail or ": ".join(filter(None, (failure.headline, failure.command)))
        return json_answer({"status": "unavailable", "reason": reason}, 503)


def is_api_request() -> bool:
    """Whether a program sent the request, and not a reader."""
    return request.path.startswith("/api/") or request.path in ("/healthz", "/mcp")


def invalid(error: ValidationError) -> Response:
    """What is wrong with the parameters, one by one."""
    errors, detail = faults_of(error)
    return problem(400, NO_SUCH_PARAMETERS, f"{detail}. See /api for the parameters that there are.", errors=errors)


def problem(status: int, title: str, detail: str, **more: object) -> Response:
    """An error as a problem object."""
    body = Problem.model_validate({"title": title, "status": status, "detail": detail, **more})
    return json_answer(body.model_dump(exclude_none=True), status, "application/problem+json")


def json_answer(body: object, status: int = 200, media_type: str = "application/json") -> Response:
    """A record, or a mapping of records, as a JSON object with its names in their documented order."""
    return current_app.response_class(_written(on_site(as_json(body), _named_site())), status, mimetype=media_type)


def _named_site() -> str:
    """What stands before the links in answers: the address that the settings name, else nothing."""
    return shared_state().settings.site
