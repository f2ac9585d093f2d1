"""Whatever the description allows is answered as it says, and what it does not allow is refused: asked by schemathesis."""

import os
import warnings

import pytest
from hypothesis import HealthCheck, assume, given, settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # those of its libraries are not ours
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from search_ui.app import create_app

pytestmark = pytest.mark.filterwarnings("ignore")

#: Requests of each sort to each endpoint, always and by ``make long-test``; more to look longer.
FEW, EXAMPLES = 5, int(os.environ.get("PASSAGEWAY_EXAMPLES", "20"))

ENDPOINTS = (
    "changed", "check", "cite", "documents", "find", "jobs", "matches", "pages", "passages", "related", "resolve",
    "search",
    "skipped", "source", "status", "suggest",
)  # fmt: skip


def sensible(endpoint, asked):
    """Whether parameters that are right one by one are so together, which a description cannot say."""
    if endpoint == "find":
        return not (asked.get("exact") and asked.get("stems"))
    if endpoint == "resolve":
        return bool(asked.get("quote") or asked.get("hash") or (asked.get("at") and asked.get("rev")))
    if endpoint in ("source", "pages") and asked.get("end") is not None:
        return int(asked.get("start") or 0) <= int(asked["end"])
    return endpoint != "cite" or bool(asked.get("quote")) != bool(asked.get("at"))


@pytest.fixture(scope="module")
def described(corpus_settings):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", create_app(corpus_settings))


def test_every_endpoint_is_asked(described):
    assert sorted(described) == [f"/api/v1/{name}" for name in ENDPOINTS]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "not-allowed"])
@pytest.mark.parametrize("examples", [FEW, pytest.param(EXAMPLES, marks=pytest.mark.long)], ids=["few", "many"])
def test_every_answer_is_one_that_is_described(described, endpoint, mode, examples):
    operation = described[f"/api/v1/{endpoint}"]["POST" if endpoint == "check" else "GET"]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=examples, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case):
        assume(mode is GenerationMode.NEGATIVE or sensible(endpoint, case.query or {}))
        # A file may hold a picture: a description has no way to say that it must be readable.
        left_out = [positive_data_acceptance] if case.media_type == "multipart/form-data" else []
        answer = case.call()
        if answer.status_code == 413:  # refused as well, which schemathesis does not count as refusing
            left_out.append(negative_data_rejection)
        case.validate_response(answer, excluded_checks=left_out)

    ask()
