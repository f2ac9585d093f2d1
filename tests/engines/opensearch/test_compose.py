"""The compose file: three nodes that know one another, and that this machine alone reaches. Docker is not tried here."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
COMPOSE = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")


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
