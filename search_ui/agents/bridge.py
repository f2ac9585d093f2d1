"""The server at /mcp (streamable HTTP): each request by itself, answered by one JSON object; nothing is kept between them.

The SDK is an ASGI application in an event loop of its own thread. What comes there has passed what every request passes:
its Host is this server's, its Origin too, and its body is not too large.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from io import BytesIO
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.wrappers import Response as BaseResponse

from search_ui.request.security import BODY_LIMIT

if TYPE_CHECKING:
    from a2wsgi import ASGIMiddleware

__all__ = ["Bridge", "blueprint"]

blueprint = Blueprint("agents", __name__)


@blueprint.post("/mcp")
def answer() -> BaseResponse:
    """A message of the Model Context Protocol, and what is answered to it."""
    bridge: Bridge = current_app.extensions["passageway.agents"]
    body = request.get_data()
    environ = {**request.environ, "wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    application: Any = bridge.application()
    return Response.from_app(application, environ, buffered=True)


class Bridge:
    """The SDK's application as WSGI. It is started when it is first needed: few servers have agents among those who ask."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = Lock()
        self._thread: Thread | None = None
        self._running: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, ASGIMiddleware]] = Future()

    def application(self) -> ASGIMiddleware:
        """What answers; threads may share it."""
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._run, name="agents", daemon=True)
                self._thread.start()
        return self._running.result()[2]

    def close(self) -> None:
        """Ends what was started; nothing can be asked then."""
        with self._lock:
            if self._thread is not None:
                loop, stop, _ = self._running.result()
                loop.call_soon_threadsafe(stop.set)
                self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # whoever waits for it is not to wait for ever
            if self._running.done():
                raise
            self._running.set_exception(error)

    async def _serve(self) -> None:
        from a2wsgi import ASGIMiddleware
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        from search_ui.agents.desk import AgentDesk
        from search_ui.agents.protocol_server import protocol_server

        server = protocol_server(AgentDesk(self._app, whole=False), self._app.extensions["passageway"].settings.site)
        manager = StreamableHTTPSessionManager(
            server, json_response=True, stateless=True, max_request_body_size=BODY_LIMIT
        )
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        application: Any = manager.handle_request
        async with manager.run():
            self._running.set_result((loop, stop, ASGIMiddleware(application, loop=loop)))
            await stop.wait()
