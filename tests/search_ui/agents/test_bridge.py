"""What comes to /mcp that is no honest message: refused before anything is done, and never by a page for people."""

import json

import pytest

from indexer.cli import main
from search_ui import agents
from search_ui.app import create_app

LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-11-25"}


@pytest.fixture
def post(agents_app):
    def post(data=None, base="http://localhost:8000", **headers):
        sent = json.dumps(LIST) if data is None else data
        headers = {**HEADERS, **{name.replace("_", "-"): value for name, value in headers.items()}}
        client = agents_app.test_client()
        return client.post("/mcp", base_url=base, data=sent, content_type="application/json", headers=headers)

    return post


def test_a_program_is_answered(post):
    found = post()
    assert (found.status_code, found.mimetype) == (200, "application/json")
    assert len(found.get_json()["result"]["tools"]) == 9
    assert found.headers["Cache-Control"] == "no-store"


def test_a_page_of_this_server_is_answered(post):
    assert post(Origin="http://localhost:8000").status_code == 200
    assert post(Sec_Fetch_Site="same-origin", Origin="http://localhost:8000").status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://localhost:9000", "null", "http://localhost:8000.evil.example", "//["],
)
def test_a_page_of_another_site_is_not(post, origin):
    found = post(Origin=origin)
    assert found.status_code in (400, 403) and found.mimetype == "application/problem+json"
    assert "Access-Control-Allow-Origin" not in found.headers


def test_nor_is_one_that_its_browser_calls_foreign(post):
    assert post(Sec_Fetch_Site="cross-site").status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example"])
def test_nor_a_name_that_is_made_to_point_here(post, host):
    found = post(base=f"http://{host}")
    assert found.status_code == 400 and host.split(":")[0] in found.get_json()["detail"]


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_is_nothing_to_get_or_delete(agents_app, method):
    found = agents_app.test_client().open("/mcp", method=method, headers=HEADERS)
    assert found.status_code == 405 and "POST" in found.headers["Allow"]


def test_a_body_is_limited(post):
    found = post(b'{"jsonrpc": "2.0", "id": 1, "method": "' + b"x" * 5_000_000 + b'"}')
    assert (found.status_code, found.mimetype) == (413, "application/problem+json")


@pytest.mark.parametrize("version", ["2025-11-25", "2026-07-28"])
@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"7", b"null", b"[" * 100_000, b"\xff\xfe", b'{"jsonrpc": "1.0"}',
        b'{"jsonrpc": "2.0", "id": {}}',
        b'{"jsonrpc":"2.0","id":1,"method":"tools/list","params":' + b"9" * 5000 + b"}",
        b'[{"jsonrpc":"2.0","id":1,"method":"tools/list"}]',
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_message_is_an_error_of_the_protocol(post, body, version):
    found = post(body, MCP_Protocol_Version=version)
    assert found.status_code == 400
    assert found.get_json()["error"]["code"] in (-32700, -32600, -32602)


@pytest.mark.parametrize("version", ["1999-01-01", "2099-01-01", "x"])
def test_a_version_that_nobody_knows_is_refused(post, version):
    assert post(MCP_Protocol_Version=version).status_code == 400


@pytest.mark.parametrize("version", ["2025-11-25", "2026-07-28"])
@pytest.mark.parametrize(
    "method", ["subscriptions/listen", "resources/subscribe", "logging/setLevel", "completion/complete", "tasks/list"]
)
def test_what_would_hold_a_connection_open_is_not_served(post, method, version):
    meta = {"io.modelcontextprotocol/protocolVersion": version, "io.modelcontextprotocol/clientCapabilities": {}}
    asked = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {"_meta": meta}}
    found = post(json.dumps(asked), MCP_Protocol_Version=version, Mcp_Method=method)
    assert found.mimetype == "application/json" and found.get_json()["error"]["code"] in (-32601, -32602)


def test_half_a_character_is_no_crash(post, caplog):
    call = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find","arguments":{"q":"a \\ud800 b"}}}'
    assert post(call).status_code in (200, 400)
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


def test_nothing_is_told_of_the_machine(tmp_path, agents_app, caplog):
    from indexer.settings import Settings
    from search_ui.agents.desk import AgentDesk, CallFailed

    app = create_app(Settings.load(index=tmp_path / "none"))
    for whole in (True, False):
        with pytest.raises(CallFailed) as failed:
            AgentDesk(app, whole=whole).call("status", {}, "", lambda stage, done, total: None)
        assert (str(tmp_path) in str(failed.value)) is whole
        assert "passageway index" in str(failed.value)


def test_without_the_sdk_the_address_says_what_is_to_be_installed(monkeypatch, agents_settings, capsys):
    monkeypatch.setattr(agents, "find_spec", lambda module: None)
    app = create_app(agents_settings)
    answered = app.test_client().post("/mcp", json=LIST, headers=HEADERS)
    assert (
        answered.status_code == 404
        and "pip install 'mcp>=2.3,<3' 'a2wsgi>=1.10'), and start" in answered.json["detail"]
    )
    with pytest.raises(SystemExit):
        main(["mcp", "--index", str(agents_settings.index)])
    assert "-m pip install 'mcp>=2.3,<3' 'a2wsgi>=1.10'" in capsys.readouterr().err
