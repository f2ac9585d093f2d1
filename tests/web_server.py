"""A real web server in a thread of the test's own process."""

from contextlib import contextmanager
from threading import Thread

from waitress import create_server


@contextmanager
def served(app):
    """The address of an application, without a slash at its end, while it is served."""
    server = create_server(app, host="127.0.0.1", port=0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    stop(server, thread)


def stop(server, thread):
    """Closes a server from another thread than its own.

    What a loop waits on must not be closed under it: the loop itself does it, when its trigger is pulled.
    """
    server.trigger.pull_trigger(server.close)
    thread.join(0.2)  # it ends once the last browser has closed its connections
