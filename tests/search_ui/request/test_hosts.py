"""A server on this machine answers to its own names only."""

import pytest

from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.request.hosts import Hosts, is_loopback


@pytest.mark.parametrize(
    ("host", "admitted"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("127.0.0.1:8000", True),
        ("127.9.9.9", True),
        ("[::1]:8000", True),
        ("[::1]", True),
        ("localhost.", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example:8000", False),
        ("192.168.0.7:8000", False),
        ("[::1].evil.example", False),
        ("", False),
    ],
)
def test_only_loopback_names_are_admitted_unless_others_are_named(host, admitted):
    assert Hosts(()).admits(host) is admitted
    assert Hosts(("*",)).admits(host)


def test_named_hosts_are_admitted_whatever_their_case_and_port():
    hosts = Hosts(("Docs.Example",))
    assert hosts.admits("docs.example:443") and hosts.admits("docs.example.") and hosts.admits("localhost")
    assert not hosts.admits("x.docs.example")


@pytest.mark.parametrize(("name", "loopback"), [("127.0.0.1", True), ("::1", True), ("0.0.0.0", False), ("::", False)])
def test_addresses_that_are_always_this_machine(name, loopback):
    assert is_loopback(name) is loopback


@pytest.mark.parametrize("address", ["/", "/search?q=x", "/source/faq.html", "/static/app.js", "/api/v1/status"])
def test_a_foreign_name_gets_nothing(client, address):
    response = client.get(address, headers={"Host": "evil.example:8000"})
    assert response.status_code == 400 and "PASSAGEWAY_HOSTS" in response.text
    assert "prolactin" not in response.text


def test_names_come_from_the_settings_and_a_public_server_without_any_answers_to_all(corpus_settings, monkeypatch):
    monkeypatch.setenv("PASSAGEWAY_HOSTS", "docs.example, other.example")
    named = Settings.load(index=corpus_settings.index)
    asked = {"headers": {"Host": "docs.example"}}
    assert create_app(named).test_client().get("/", **asked).status_code == 200
    assert create_app(named, local=False).test_client().get("/", headers={"Host": "x.example"}).status_code == 400
    assert create_app(corpus_settings, local=False).test_client().get("/", **asked).status_code == 200
    assert create_app(corpus_settings).test_client().get("/", **asked).status_code == 400
