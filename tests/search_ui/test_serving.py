"""Serving: the address is announced, a port in use is told."""

import socket
import threading
from urllib.request import urlopen

import pytest

from indexer.errors import PassagewayError
from search_ui.serving import serve


def test_a_port_in_use_is_an_error_that_says_what_to_do(corpus_settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PassagewayError, match=rf"127\.0\.0\.1:{port} .*--port"):
            serve(corpus_settings, "127.0.0.1", port, lambda address: None)


def test_a_host_that_does_not_exist_is_an_error_that_says_what_to_do(corpus_settings):
    with pytest.raises(PassagewayError, match="--host"):
        serve(corpus_settings, "no.such.host.invalid", 0, lambda address: None)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_address_is_announced_and_answers_and_ctrl_c_ends_quietly(corpus_settings, host, capfd):
    announced = []

    def answered(address):
        announced.append(address)
        raise KeyboardInterrupt

    serve(corpus_settings, host, 0, answered)
    assert announced[0].startswith(f"http://{host}:") and not announced[0].endswith(":0/")
    assert capfd.readouterr().out == ""


def test_it_answers_over_the_network(corpus_settings):
    addresses, known = [], threading.Event()

    def announce(address):
        addresses.append(address)
        known.set()

    threading.Thread(target=serve, args=(corpus_settings, "127.0.0.1", 0, announce), daemon=True).start()
    assert known.wait(10)
    with urlopen(addresses[0] + "healthz") as response:
        assert response.status == 200
