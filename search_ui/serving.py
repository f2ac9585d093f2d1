"""Serving under waitress."""

from __future__ import annotations

from collections.abc import Callable

from waitress import create_server

from indexer.errors import PassagewayError
from indexer.settings import Settings
from search_ui import create_app

__all__ = ["serve"]


def serve(settings: Settings, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serves until Ctrl-C; calls ``announce`` with the address once it listens.

    Raises PassagewayError where the port is taken.
    """
    try:
        server = create_server(create_app(settings), host=host, port=port, threads=8)
    except OSError as error:
        message = f"cannot listen on {host}:{port} ({error.strerror}). Choose another with --port."
        raise PassagewayError(message) from error
    try:
        announce(f"http://{host}:{server.effective_port}/")
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
