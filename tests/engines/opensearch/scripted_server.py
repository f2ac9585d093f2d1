"""A server that answers as it is scripted: what no real cluster can be made to do when a test wants it."""

import json
import socket
import struct
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import NamedTuple

ROOT = {"name": "n1", "version": {"distribution": "opensearch", "number": "2.19.6"}}


class Sent(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    headers: dict
    body: bytes


def reply(body, status=200, **headers):
    """Answers so; of headers "Retry_After" is Retry-After."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()

    def act(handler):
        handler.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": len(data), **headers}.items():
            handler.send_header(name.replace("_", "-"), str(value))
        handler.end_headers()
        handler.wfile.write(data)

    return act


def after(seconds, act):
    """Does so after a while, or when the server ends."""

    def wait(handler):
        handler.server.ended.wait(seconds)
        act(handler)

    return wait


def reset(handler):
    """Breaks the connection off, without a word."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def opensearch_error(status, kind, reason, **headers):
    """An error as OpenSearch has it."""
    error = {"type": kind, "reason": reason, "root_cause": [{"type": kind, "reason": reason}]}
    return reply({"error": error, "status": status}, status, **headers)


class ScriptedServer:
    """Answers each path by what is next in its script, the last for ever; what has none is answered as by OpenSearch."""

    def __init__(self, tls=None):
        self.sent = []
        self._scripts = {"/": [reply(ROOT)]}
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads, self._server.ended = True, Event()
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.url = f"http{'s' if tls else ''}://localhost:{self._server.server_port}"
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def script(self, path, *acts):
        """What becomes of requests to this path (without what follows its question mark)."""
        with self._lock:
            self._scripts[path] = list(acts)

    def paths(self):
        """What was asked, but for whether anybody is there."""
        return [one.path for one in self.sent if one.path.split("?")[0] not in ("/", "/_nodes/http")]

    def close(self):
        """Ends it; whoever waits is let go."""
        self._server.ended.set()
        self._server.shutdown()
        self._server.server_close()

    def _next(self, path):
        with self._lock:
            acts = self._scripts.get(path, [reply({})])
            return acts.pop(0) if len(acts) > 1 else acts[0]

    def _handler(self):
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                server.sent.append(Sent(self.command, self.path, dict(self.headers), body))
                try:
                    server._next(self.path.split("?")[0])(self)
                except OSError:
                    self.close_connection = True  # nobody waits for it any more

            do_GET = do_POST = do_PUT = do_DELETE = _serve

            def log_message(self, *_):
                pass

        return Handler


def seconds_of(call):
    """How long a call takes, and what it returns or raises."""
    began = time.monotonic()
    try:
        outcome = call()
    except Exception as error:
        outcome = error
    return time.monotonic() - began, outcome
