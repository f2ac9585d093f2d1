"""Who may see and use the pages for admins: who sits at this machine, by forms that these pages made, and nobody else."""

import os
import re
import stat
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from indexer.engines.opening import open_jobs
from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.pages.admin.admin_secret import AdminSecret
from tests.waiting import PATIENCE
from tests.web_server import served_as_by_the_command


def token_of(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def test_this_machine_is_answered(same_client):
    for address in ("127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"):
        assert same_client.get("/admin", environ_overrides={"REMOTE_ADDR": address}).status_code == 200


@pytest.mark.parametrize("address", ["192.168.1.7", "8.8.8.8", "::ffff:8.8.8.8", "fe80::1", "", "unix:", "localhost"])
def test_other_machines_are_refused_and_told_the_way(same_client, address):
    for path in ("/admin", "/admin/runs", "/admin/runs/1", "/admin/runs/1/events"):
        refused = same_client.get(path, environ_overrides={"REMOTE_ADDR": address})
        assert refused.status_code == 403 and "ssh -L" in refused.text and "Set-Cookie" not in refused.headers
    assert same_client.post("/admin/runs", environ_overrides={"REMOTE_ADDR": address}).status_code == 403


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "x-forwarded-anything",
        "Forwarded",
        "Via",
        "X-Real-IP",
    ],
)
def test_what_a_proxy_passes_on_is_refused_by_the_name_of_its_header(same_client, header):
    refused = same_client.get("/admin", headers={header: "127.0.0.1"})
    assert refused.status_code == 403 and f"as its header {header.title()} says".lower() in refused.text.lower()


def test_so_is_what_comes_as_only_proxies_speak_and_by_a_name_of_others(same_client, same_settings):
    assert same_client.get("/admin", environ_overrides={"SERVER_PROTOCOL": "HTTP/1.0"}).status_code == 403
    known = create_app(same_settings.model_copy(update={"hosts": ("search.example.org",)})).test_client()
    assert known.get("/", base_url="http://search.example.org").status_code == 200
    refused = known.get("/admin", base_url="http://search.example.org")
    assert refused.status_code == 403 and "search.example.org" in refused.text


def test_a_server_for_others_has_no_such_page_not_even_for_this_machine(same_settings):
    refused = create_app(same_settings, local=False).test_client().get("/admin")
    assert refused.status_code == 403 and "listens to other machines" in refused.text


@pytest.mark.usefixtures("no_kernel")
def test_a_real_server_sees_what_proxies_say(same_settings):
    """waitress takes such headers away where nobody tells it to leave them."""
    with served_as_by_the_command(same_settings) as address:
        connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        answers = []
        for headers in ({}, {"X-Forwarded-For": "1.2.3.4"}, {"Forwarded": "for=127.0.0.1"}):
            connection.request("GET", "/admin", headers=headers)
            answer = connection.getresponse()
            answers.append((answer.status, b"came through a proxy" in answer.read()))
        connection.close()
    assert answers == [(200, False), (403, True), (403, True)]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://behind-a-silent-proxy.example"},
    ],
)
def test_no_other_site_changes_anything_even_with_a_token(same_client, same_settings, headers):
    token = token_of(same_client.get("/admin"))
    refused = same_client.post("/admin/runs", data={"csrf_token": token, "how": "changed"}, headers=headers)
    assert refused.status_code == 403 and "another site" in refused.text
    assert open_jobs(same_settings).current().number == 1


@pytest.mark.parametrize("address", ["/admin/runs", "/admin/runs/1/cancel", "/admin/runs/1/again", "/admin/skipped"])
def test_no_change_without_the_token_of_this_browser(same_client, same_settings, address):
    other = token_of(create_app(same_settings).test_client().get("/admin"))
    same_client.get("/admin")
    for data in ({}, {"csrf_token": ""}, {"csrf_token": "x.y.z"}, {"csrf_token": other}):
        refused = same_client.post(address, data=data, headers={"Sec-Fetch-Site": "same-origin"})
        assert refused.status_code == 403 and "Nothing was changed" in refused.text
    assert same_client.get(address).status_code in (200, 405)
    assert open_jobs(same_settings).current().number == 1 and open_jobs(same_settings).get(1).state == "done"


def test_every_form_has_the_token(same_client):
    for page in ("/admin", "/admin/runs/1"):
        text = same_client.get(page).text
        forms = re.findall(r'<form[^>]*method="post".*?</form>', text, re.S)
        assert forms and all('name="csrf_token"' in form for form in forms)


def test_its_cookie_goes_to_these_pages_alone_and_to_no_other_site(same_client):
    cookie = same_client.get("/admin").headers["Set-Cookie"]
    assert "SameSite=Strict" in cookie and "HttpOnly" in cookie and "Path=/admin" in cookie
    assert "Set-Cookie" not in same_client.get("/").headers


def test_a_restart_leaves_an_open_page_good(same_client, same_settings):
    token = token_of(same_client.get("/admin"))
    cookie = same_client.get_cookie(*_cookie(same_client))
    restarted = create_app(same_settings).test_client()
    restarted.set_cookie(cookie.key, cookie.value, path="/admin")
    assert restarted.post("/admin/runs", data={"csrf_token": token, "folder": "nowhere"}).status_code == 303


def _cookie(client):
    name = client.application.config["SESSION_COOKIE_NAME"]
    return name, "localhost", "/admin"


def test_the_key_is_private_and_made_anew_where_it_is_not(tmp_path):
    key = AdminSecret(tmp_path).value()
    kept = tmp_path / "admin-secret"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600 and len(key) == 64
    assert AdminSecret(tmp_path).value() == key
    kept.chmod(0o644)
    renewed = AdminSecret(tmp_path).value()
    assert renewed != key and stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.write_text("short")
    assert AdminSecret(tmp_path).value() not in (key, renewed, "short")
    kept.unlink()
    kept.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_text("0" * 64)
    assert AdminSecret(tmp_path).value() != "0" * 64
    assert [path.name for path in tmp_path.iterdir()] != [] and not list(tmp_path.glob("admin-secret.*"))


def test_what_a_killed_server_left_of_a_key_is_cleared_away_and_what_another_is_making_is_not(tmp_path):
    left, of_now = tmp_path / "admin-secret.1", tmp_path / "admin-secret.2"
    for path in (left, of_now):
        path.write_text("half")
    os.utime(left, (0, 0))
    assert AdminSecret(tmp_path).value()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["admin-secret", of_now.name]


def test_an_index_that_is_not_there_is_not_made_by_looking(tmp_path):
    client = create_app(Settings.load(index=tmp_path / "none")).test_client()
    page = client.get("/admin")
    assert page.status_code == 200 and "passageway index" in page.text and not (tmp_path / "none").exists()


def test_the_way_to_them_is_shown_to_who_may_go_it(same_client):
    assert 'href="/admin"' in same_client.get("/").text
    assert 'href="/admin"' not in same_client.get("/", headers={"X-Forwarded-For": "1.2.3.4"}).text
