"""A real web server in a thread of the test's own process."""

from contextlib import contextmanager
from threading import Event, Thread

import pytest
from waitress import create_server

from search_ui.serving import serve, web_server
from tests.waiting import PATIENCE


@contextmanager
def served(app):
    """The address of an application, without a slash at its end, while it is served."""
    server = create_server(app, host="127.0.0.1", port=0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    stop(server, thread)


@contextmanager
def served_as_by_the_command(settings):
    """The address, with a slash at its end, of what ``serve`` serves in this process, and what else it begins."""
    servers, addresses, known = [], [], Event()

    def create(*arguments, **options):
        servers.append(create_server(*arguments, **options))
        return servers[0]

    def announce(address):
        addresses.append(address)
        known.set()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_server, "create_server", create)
        alone = settings.model_copy(update={"processes": 1})
        thread = Thread(target=serve, args=(alone, "127.0.0.1", 0, announce), daemon=True)
        thread.start()
        assert known.wait(PATIENCE)
        yield addresses[0]
        stop(servers[0], thread)


def stop(server, thread):
    """Closes a server from another thread than its own.

    What a loop waits on must not be closed under it: the loop itself does it, when its trigger is pulled.
    """
    server.trigger.pull_trigger(server.close)
    thread.join(0.2)  # it ends once the last browser has closed its connections
