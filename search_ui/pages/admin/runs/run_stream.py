"""A run as it gets on: the part of its page that changes, as server-sent events, or one at a time for who asks again.

A stream keeps one of the server's threads, so there are few of them, and each ends after a while: browsers then come back
by themselves (https://html.spec.whatwg.org/multipage/server-sent-events.html). Who finds none free asks now and then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from time import monotonic, sleep
from typing import Any, cast

from flask import Flask, Response, current_app, render_template
from werkzeug.exceptions import ServiceUnavailable

from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import admin_desk
from search_ui.pages.admin.runs.run_pages import run_of

__all__ = ["events", "progress"]

#: Seconds: between two looks at the record, between two signs of life (a browser that has gone is noticed by these), and
#: that a stream lasts.
_LOOK = 0.5
_SIGN = 2.0
_LASTS = 25.0

#: Milliseconds after which a browser comes back.
_RETRY = 500


@blueprint.get("/runs/<int:number>/progress")
def progress(number: int) -> dict[str, object]:
    """How far a run is: ``html`` for its page, ``stage`` to be said aloud, and whether it is ``over``."""
    return _state(number)


@blueprint.get("/runs/<int:number>/events")
def events(number: int) -> Response:
    """The same, again and again, while it changes; raises ServiceUnavailable where too many follow already."""
    run_of(number)
    streams = admin_desk().streams
    if not streams.acquire(blocking=False):
        raise ServiceUnavailable("As many follow already as the server has threads for. Ask for /progress instead.")
    response = Response(_events(cast("Any", current_app)._get_current_object(), number), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.call_on_close(streams.release)
    return response


def _events(app: Flask, number: int) -> Iterator[str]:
    until, last, next_sign = monotonic() + _LASTS, "", 0.0
    yield f"retry: {_RETRY}\n\n"
    while monotonic() < until:
        with app.app_context():  # not for as long as the stream lasts, which may be left at any time
            state = _state(number)
        said = json.dumps(state)
        if said != last:
            last = said
            yield f"data: {said}\n\n"
        elif monotonic() > next_sign:
            next_sign = monotonic() + _SIGN
            yield ": going on\n\n"
        if state["over"]:
            return
        sleep(_LOOK)


def _state(number: int) -> dict[str, object]:
    shown = run_of(number)
    html = render_template("admin/parts/progress.html", run=shown)
    return {"html": html, "stage": (shown.is_going_on and shown.stage) or shown.state, "over": not shown.is_going_on}
