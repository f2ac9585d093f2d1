"""Who is let in, who is trusted, and that no password is shown."""

import base64
import json
import logging
import ssl
import subprocess
import sys

import pytest
from pydantic import SecretStr

from indexer.engines.opensearch.connection import ClusterConnection
from indexer.errors import ClusterRefused, SettingsError
from indexer.settings import Settings
from tests.cluster.fixtures import cluster_settings
from tests.engines.opensearch.scripted_server import ScriptedServer, opensearch_error

SAID = "walrus-on-a-floe"


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """An authority, and what it vouches for: localhost, and a user."""
    folder = tmp_path_factory.mktemp("papers")

    def made(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    made("req", "-x509", *new, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=our authority", "-days", "2")
    for name, subject in (("node", "/CN=localhost"), ("user", "/CN=reader")):
        made("req", *new, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", subject)
        (folder / f"{name}.ext").write_text("subjectAltName=DNS:localhost\n")
        made(
            *("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"),
            *("-extfile", f"{name}.ext", "-out", f"{name}.pem", "-days", "2"),
        )
    return folder


@pytest.fixture
def secure(papers):
    """A server that speaks TLS; asks for certificates if need be."""
    started = []

    def secure(asks=False):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(papers / "node.pem", papers / "node.key")
        if asks:
            context.load_verify_locations(papers / "ca.pem")
            context.verify_mode = ssl.CERT_REQUIRED
        started.append(ScriptedServer(context))
        return started[-1]

    yield secure
    for server in started:
        server.close()


def test_who_is_vouched_for_is_trusted(secure, connected, papers):
    assert connected(secure(), opensearch_ca=papers / "ca.pem").version() == (2, 19, 6)


def test_who_is_not_vouched_for_is_not(secure, connected):
    with pytest.raises(ClusterRefused, match="vouches for https://localhost.*PASSAGEWAY_OPENSEARCH_CA"):
        connected(secure()).version()


def test_nobody_need_be_vouched_for_where_a_setting_says_so(secure, connected):
    assert connected(secure(), opensearch_verify="off").version() == (2, 19, 6)


def test_a_certificate_is_for_one_name(secure, connected, papers):
    with pytest.raises(ClusterRefused, match="for another name"):
        connected(secure().url.replace("localhost", "127.0.0.1"), opensearch_ca=papers / "ca.pem").version()


def test_a_server_without_tls_is_told_from_one_with(servers, connected):
    with pytest.raises(ClusterRefused, match="does not speak TLS. Perhaps its address begins with http://"):
        connected(servers[0].url.replace("http", "https")).version()


def test_a_user_may_log_in_by_a_certificate(secure, connected, papers):
    ours = {"opensearch_certificate": papers / "user.pem", "opensearch_key": papers / "user.key"}
    server = secure(asks=True)
    assert connected(server, opensearch_ca=papers / "ca.pem", **ours).version() == (2, 19, 6)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"opensearch_ca": "none.pem"}, "PASSAGEWAY_OPENSEARCH_CA: none.pem .*No such file"),
        ({"opensearch_certificate": "none.pem"}, "PASSAGEWAY_OPENSEARCH_CERTIFICATE: none.pem .*No such file"),
        (
            {"opensearch_user": "u", "opensearch_password_file": "none"},
            "PASSWORD_FILE: none cannot be read .No such file",
        ),
    ],
)
def test_a_file_that_is_not_there_is_named(files, words):
    with pytest.raises(SettingsError, match=words):
        ClusterConnection(cluster_settings(["https://localhost:1"], **files))


@pytest.mark.parametrize("by_file", [True, False])
def test_a_password_goes_to_the_cluster_and_nowhere_else(servers, connected, tmp_path, caplog, by_file):
    (tmp_path / "password").write_text(f"{SAID}\n")
    how = {"opensearch_password_file": tmp_path / "password"} if by_file else {"opensearch_password": SAID}
    servers[0].script("/x", opensearch_error(403, "security_exception", "no permissions"))
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ClusterRefused) as refused:
        connected(servers[0], opensearch_user="reader", **how).ask("GET", "/x")
    sent = servers[0].sent[-1].headers
    said = {name.lower(): value for name, value in sent.items()}["authorization"]
    assert said == "Basic " + base64.b64encode(f"reader:{SAID}".encode()).decode()
    assert SAID not in str(refused.value) + caplog.text and said.split()[1] not in caplog.text


def test_a_password_is_in_no_settings_that_are_shown_and_in_those_of_our_own_processes():
    settings = cluster_settings(["http://localhost"], opensearch_user="reader", opensearch_password=SAID)
    assert SAID not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"
    again = Settings.load(**json.loads(settings.for_own_process()))
    assert again == settings and again.opensearch_password == SecretStr(SAID)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"engine": "opensearch"}, "name the cluster in PASSAGEWAY_OPENSEARCH=https://"),
        ({"opensearch": f"https://u:{SAID}@localhost"}, "address 1 has a user in it.*PASSWORD_FILE"),
        ({"opensearch": "https://a,localhost:9200"}, "address 2 is none: write it as https://"),
        ({"opensearch": "https://a:99999"}, "opensearch: .*[Pp]ort"),
        ({"opensearch_user": "u"}, "opensearch_user and its password go together"),
        ({"opensearch_password": SAID}, "opensearch_user and its password go together"),
        ({"opensearch_user": "u", "opensearch_password": SAID, "opensearch_password_file": "f"}, "both given"),
        ({"opensearch_key": "k"}, "without opensearch_certificate"),
        ({"opensearch_name": "Upper"}, "opensearch_name: "),
        ({"engine": "elastic"}, "engine: .*'local' or 'opensearch'"),
    ],
)
def test_settings_that_do_not_fit_together_are_refused(given, words):
    with pytest.raises(SettingsError, match=words) as refused:
        Settings.load(**given)
    assert SAID not in str(refused.value)


@pytest.mark.long
def test_an_index_in_a_folder_needs_nothing_of_a_cluster(corpus_settings):
    code = (
        "import sys\nfrom indexer import Searcher\nfrom indexer.settings import Settings\nimport search_ui.app\n"
        f"Searcher(Settings.load(index={str(corpus_settings.index)!r})).ask('how common is it?')\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('opensearchpy', 'urllib3', 'requests', 'grpc')\n"
        "       or name.startswith('indexer.engines.opensearch')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
