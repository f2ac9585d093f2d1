"""What is wrong with parameters is said in words of ours: no pattern, no type, and no branch of one of pydantic."""

import inspect
import re

import pytest
from pydantic import BaseModel, ValidationError

from search_ui.agents import agent_parameters
from search_ui.api import parameters
from search_ui.api.schemas import Object
from search_ui.request.parameter_faults import _PATTERNS, faults_of

MODELS = {
    model
    for module in (parameters, agent_parameters)
    for _, model in inspect.getmembers(module, inspect.isclass)
    if issubclass(model, BaseModel) and model.model_fields and not issubclass(model, Object)
}


def said(model, **sent):
    with pytest.raises(ValidationError) as caught:
        model.model_validate(sent)
    errors, detail = faults_of(caught.value, model.model_fields)
    assert detail == "; ".join(f"{each['name']}: {each['message']}" for each in errors)
    return detail


@pytest.mark.parametrize(
    ("model", "sent", "words"),
    [
        (parameters.Search, {}, "q: it is needed"),
        (parameters.Search, {"q": " "}, "q: must not be empty"),
        (parameters.Search, {"q": 3}, "q: must be a text"),
        (parameters.Search, {"q": "x", "limit": "abc"}, "limit: must be a whole number"),
        (parameters.Search, {"q": "x", "limit": "0"}, "limit: must be at least 1"),
        (parameters.Search, {"q": "x", "skip": "5000"}, "skip: must be at most 1,000"),
        (parameters.Search, {"q": "x", "as_typed": "perhaps"}, "as_typed: must be true or false"),
        (
            parameters.Search,
            {"q": "x", "document": "help/*"},
            'document: must be a list, such as ["…"], with one value, too',
        ),
        (parameters.Search, {"q": "x", "document": ["a", ""]}, "document.1: must not be empty"),
        (
            parameters.Search,
            {"q": "x", "since": "yesterday"},
            "since: must be a year, a month or a day, such as 2021, 2021-06 or 2021-06-30",
        ),
        (parameters.Search, {"q": "x", "limt": "2"}, "limt: there is no such parameter; perhaps limit is meant"),
        (parameters.Find, {"q": "--"}, "q: must have a letter or digit"),
        (parameters.Find, {"q": "x", "within": -3}, "within: must be at least 1"),
        (parameters.Cite, {"document_id": "a", "at": "5"}, "at: must be start-end, such as 120-163"),
        (
            parameters.Cite,
            {"document_id": "a", "style": "apa"},
            "style: must be 'plain', 'markdown', 'html', 'bibtex' or 'csl-json'",
        ),
        (
            agent_parameters.SearchWords,
            {"q": "x"},
            "query: it is needed; q: there is no such parameter; there are query",
        ),
    ],
)
def test_faults_in_words(model, sent, words):
    assert said(model, **sent) == words


def test_without_the_names_that_there_are_none_is_proposed():
    with pytest.raises(ValidationError) as caught:
        parameters.Search.model_validate({"q": "x", "limt": "2"})
    assert faults_of(caught.value)[1] == "limt: there is no such parameter"


def patterns_in(schema):
    if isinstance(schema, dict):
        own = [schema["pattern"]] if isinstance(schema.get("pattern"), str) else []
        return own + patterns_in(list(schema.values()))
    return [found for each in schema for found in patterns_in(each)] if isinstance(schema, list) else []


def test_every_pattern_of_a_parameter_has_words():
    patterns = {found for model in MODELS for found in patterns_in(model.model_json_schema())}
    assert patterns == set(_PATTERNS)


@pytest.mark.parametrize("model", sorted(MODELS, key=lambda model: model.__name__), ids=lambda model: model.__name__)
def test_nothing_of_pydantic_is_shown_for_values_of_no_use(model):
    for name in model.model_fields:
        for value in (None, "", -1, 10**30, "x" * 300_000, [], [None], {"a": 1}, 1.5, "٣"):
            try:
                model.model_validate({name: value})
            except ValidationError as error:
                detail = faults_of(error)[1]
                assert not re.search(r"Input should|constrained|String should|Field required|none:", detail), detail
