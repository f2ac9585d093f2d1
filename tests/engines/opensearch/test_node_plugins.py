"""Whether the nodes of a cluster find by vector, as they say themselves."""

import pytest

from indexer.engines.opensearch.connection import KNN, have_plugin
from tests.engines.opensearch.scripted_server import opensearch_error, reply

OTHER = "org.opensearch.painless.PainlessPlugin"


def nodes(*each):
    named = {
        f"n{n}": {"roles": roles, "plugins": [{"classname": one} for one in plugins]}
        for n, (roles, plugins) in enumerate(each)
    }
    return reply({"nodes": named} if named else {})


@pytest.mark.parametrize(
    ("answer", "they_have"),
    [
        (nodes((["data", "ingest"], [OTHER, KNN])), True),
        (nodes((["data"], [KNN]), (["cluster_manager"], [OTHER])), True),  # who keeps nothing finds nothing
        (nodes((["data"], [KNN]), (["data"], [OTHER])), False),
        (nodes((["data"], [])), False),
        (nodes(), False),
        (opensearch_error(403, "security_exception", "no permissions for [cluster:monitor/nodes/info]"), False),
    ],
)
def test_all_that_keep_data_have_it_or_none_is_taken_to(servers, connected, answer, they_have):
    servers[0].script("/_nodes/plugins", answer)
    assert have_plugin(connected(servers[0]), KNN) is they_have
