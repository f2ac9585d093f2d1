"""The compose file: three nodes that know one another, and that this machine alone reaches. Docker is not tried here."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
COMPOSE = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")

#: What the file uses of the compose specification (github.com/compose-spec/compose-spec): keys of the file, of a
#: service, and below some of them; others would be refused, or passed over, by ``docker compose``.
TOP = {"name", "services", "volumes"}
SERVICE = {"image", "environment", "ulimits", "healthcheck", "restart", "ports", "volumes"}
BELOW = {"ulimits": {"memlock", "nofile"}, "healthcheck": {"test", "interval", "retries"}}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(COMPOSE)


def test_it_has_the_keys_of_the_specification_alone_and_values_of_their_types(compose):
    assert {key for key in compose if not key.startswith("x-")} == TOP
    for service in compose["services"].values():
        assert set(service) == SERVICE
        for key, allowed in BELOW.items():
            assert set(service[key]) == allowed
        assert all(isinstance(value, str) for value in service["environment"].values())
        assert {kind: set(limit) for kind, limit in service["ulimits"].items()} == {
            "memlock": {"soft", "hard"},
            "nofile": {"soft", "hard"},
        }
        assert service["healthcheck"]["test"][0] == "CMD-SHELL" and service["healthcheck"]["interval"].endswith("s")
        assert service["restart"] in ("no", "always", "on-failure", "unless-stopped")
        (volume,) = service["volumes"]
        assert volume.split(":")[0] in compose["volumes"] and volume.split(":")[1].startswith("/")
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", compose["name"])


def test_variables_have_a_value_of_their_own_or_say_what_is_wanted():
    assert set(re.findall(r"\$\{(\w+)(?:-|:-|:\?)", COMPOSE)) == set(re.findall(r"\$\{(\w+)", COMPOSE)) != set()


def test_the_nodes_are_of_the_version_that_the_tests_start():
    tried = re.search(r"<server.version>([\d.]+)<", (ROOT / "tests" / "cluster" / "pom.xml").read_text("utf-8"))[1]
    assert f"image: opensearchproject/opensearch:${{OPENSEARCH_VERSION:-{tried}}}" in COMPOSE


def test_three_nodes_know_one_another():
    services = yaml.safe_load(COMPOSE)["services"]
    assert len(services) == 3
    for name, service in services.items():
        settings = service["environment"]
        assert settings["node.name"] == name
        for others in ("discovery.seed_hosts", "cluster.initial_cluster_manager_nodes"):
            assert settings[others].split(",") == list(services)


def test_only_this_machine_reaches_them_at_the_addresses_that_the_head_names():
    services = yaml.safe_load(COMPOSE)["services"].values()
    ports = [port.split(":") for service in services for port in service["ports"]]
    assert {host for host, _, inner in ports} == {"127.0.0.1"} and len({outer for _, outer, _ in ports}) == 3
    head = COMPOSE.split("\nname:")[0]
    assert [f"https://localhost:{outer}" in head for _, outer, _ in ports] == [True] * 3


def test_nobody_has_a_password_that_stands_in_the_file():
    password = yaml.safe_load(COMPOSE)["services"]["first"]["environment"]["OPENSEARCH_INITIAL_ADMIN_PASSWORD"]
    assert password.startswith("${OPENSEARCH_INITIAL_ADMIN_PASSWORD:?")
