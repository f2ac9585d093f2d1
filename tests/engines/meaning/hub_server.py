"""A server that answers as the Hugging Face hub does, for the few addresses that fetching a model asks."""

import json
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@contextmanager
def hub(name, files, *, stated=None, cut=()):
    """Serves the model ``name`` with ``files`` (bytes by path), all in one commit, and gives (address, what was asked for).
    ``stated`` are sums that are stated otherwise than they are; of the files in ``cut`` the end never comes."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self._answer(False)

        def do_GET(self):
            self._answer(True)

        def _answer(self, whole):
            path = self.path.partition("?")[0]
            asked.append(f"{self.command} {path}")
            if path in (
                f"/api/models/{name}",
                f"/api/models/{name}/revision/{COMMIT}",
                f"/api/models/{name}/revision/v1",
            ):
                self._send(200, json.dumps(self._about()).encode(), whole, {"Content-Type": "application/json"})
                return
            file = path.removeprefix(f"/{name}/resolve/{COMMIT}/")
            if file in files:
                head = {"ETag": f'"{sha256(files[file]).hexdigest()}"', "X-Repo-Commit": COMMIT}
                self._send(200, files[file], whole, head, cut=file in cut)
            else:
                self._send(404, b"{}", whole, {"X-Error-Code": "RepoNotFound"})

        def _about(self):
            rows = []
            for path, content in files.items():
                digest = (stated or {}).get(path, sha256(content).hexdigest())
                lfs = {"sha256": digest, "size": len(content), "pointerSize": 130}
                rows.append(
                    {"rfilename": path, "size": len(content), "blobId": "0", **({"lfs": lfs} if "onnx" in path else {})}
                )
            return {"_id": "1", "id": name, "modelId": name, "sha": COMMIT, "siblings": rows, "private": False, "tags": [],
                    "downloads": 0, "likes": 0}  # fmt: skip

        def _send(self, status, body, whole, head, cut=False):
            self.send_response(status)
            for key, value in {**head, "Content-Length": str(len(body))}.items():
                self.send_header(key, value)
            self.end_headers()
            if whole:
                self.wfile.write(body[: len(body) // 2] if cut else body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
