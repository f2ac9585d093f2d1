"""All that an agent can ask, by the SDK's own client at /mcp of a real server, in both versions of the protocol.

The client itself holds what tools answer to the schemas that they declare.
"""

import json

import pytest
from mcp.shared.exceptions import MCPError

from indexer.searching import Searcher
from search_ui.agents.fetching import FETCHED
from search_ui.agents.tools import TOOLS
from tests.search_ui.agents.conftest import TEXTS

VERSIONS = {"legacy": "2025-11-25", "2026-07-28": "2026-07-28"}


def answer(result):
    """What a tool has answered: one item of text, which is the JSON of the structured answer."""
    assert not result.is_error, result.content
    (item,) = result.content
    assert item.type == "text"
    assert json.loads(item.text) == result.structured_content
    return result.structured_content


def test_what_a_model_reads_of_the_tools(over_http, request):
    async def look(client):
        return client.protocol_version, (await client.list_tools()).tools

    version, tools = over_http(look)
    assert version == VERSIONS[request.node.callspec.params["over_http"]]
    names = {tool.name for tool in tools}
    assert names == set(TOOLS) == {
        "ask", "search", "fetch", "find", "check_quotes", "resolve", "cite", "list_documents", "status"
    }  # fmt: skip
    for tool in tools:
        assert tool.annotations.read_only_hint and len(tool.description) > 100 and tool.title
        assert tool.output_schema["type"] == "object"
    schemas = {tool.name: tool.input_schema for tool in tools}
    assert list(schemas["search"]["properties"]) == schemas["search"]["required"] == ["query"]
    assert list(schemas["fetch"]["properties"]) == schemas["fetch"]["required"] == ["id"]
    assert all(
        "Unicode code points" in tool.description for tool in tools if tool.name in ("fetch", "check_quotes", "cite")
    )


def test_search_and_fetch_are_the_pair_that_research_clients_need(over_http, agents_settings, agents_site):
    async def read(client):
        found = answer(await client.call_tool("search", {"query": "how long do winter bees live"}))
        return found, [answer(await client.call_tool("fetch", {"id": one["id"]})) for one in found["results"]]

    found, fetched = over_http(read)
    assert list(found) == ["results"]
    assert all(list(one) == ["id", "title", "url"] for one in found["results"])
    best, text = found["results"][0], fetched[0]
    assert list(text) == ["id", "title", "text", "url", "metadata"]
    assert best["title"] == "Bees in winter › How long they live"
    assert "up to six months" in text["text"]
    assert best["url"].startswith(f"{agents_site}/source/bees.md?rev=")
    for one, read_back in zip(found["results"], fetched, strict=True):
        where = read_back["metadata"]
        document = Searcher(agents_settings).document(where["document_id"])
        assert read_back["id"] == one["id"]
        assert read_back["text"] == document.text[where["start"] : where["end"]]
        assert where["current"] and where["revision"] == document.revision


def test_from_passage_to_passage_and_through_a_long_text(over_http, agents_settings):
    async def read(client):
        found = answer(await client.call_tool("search", {"query": "pump 3 ran for 500 minutes"}))
        here = answer(await client.call_tool("fetch", {"id": found["results"][0]["id"]}))
        after = answer(await client.call_tool("fetch", {"id": here["metadata"]["after"]}))
        parts, following = [], here["metadata"]["document"]
        while following:
            parts.append(answer(await client.call_tool("fetch", {"id": following})))
            following = parts[-1]["metadata"]["next"]
        return here, after, parts

    here, after, parts = over_http(read)
    text = Searcher(agents_settings).document("long.txt").text
    assert "".join(part["text"] for part in parts) == text
    assert [len(part["text"]) for part in parts[:-1]] == [FETCHED] * (len(text) // FETCHED)
    assert after["metadata"]["before"] == here["id"]


def test_every_place_of_words_by_pages(over_http):
    async def look(client):
        pages = []
        while not pages or pages[-1]["more"]:
            asked = {"q": "pump 3", "skip": 50 * len(pages), "limit": 50}
            pages.append(answer(await client.call_tool("find", asked)))
        return pages, answer(await client.call_tool("find", {"q": "pump 8"}))

    pages, nowhere = over_http(look)
    assert {page["occurrences"] for page in pages} == {TEXTS["long.txt"].count("pump 3")}
    starts = [place["start"] for page in pages for place in page["places"]]
    assert starts == sorted({*starts}) and len(starts) == pages[0]["occurrences"]
    assert (nowhere["occurrences"], nowhere["documents"]) == (0, len(TEXTS))


def test_quotations_are_checked(over_http):
    text = (
        "🐝 They write “Walruses sleep on floes” and “walruses eat up to 9,000 clams in one meal”. Bees fly by night."
    )

    async def check(client):
        return [
            answer(await client.call_tool("check_quotes", {"text": text, **more}))
            for more in ({}, {"limit": 1}, {"skip": 1}, {"quotations_only": False})
        ]

    found, first, second, whole = over_http(check)
    assert [item["text"] for item in found["items"]] == [text[i["start"] : i["end"]] for i in found["items"]]
    assert [item["verdict"] for item in found["items"]] == ["verbatim", "altered"]
    assert found["items"][1]["differences"][0]["source"] == "6,000"
    assert first["items"] + second["items"] == found["items"]
    assert (first["more"], second["more"]) == (True, False)
    assert {item["kind"] for item in whole["items"]} == {"quotation", "sentence"}


def test_a_citation_and_what_became_of_it(over_http, agents_site):
    async def write(client):
        words = {"document_id": "walrus #1?.txt", "quote": "Walruses sleep on floes."}
        cited = answer(await client.call_tool("cite", {**words, "style": "markdown"}))
        at = f"{cited['start']}-{cited['end']}"
        asked = {**words, "rev": cited["revision"], "at": at}
        return (
            cited,
            answer(await client.call_tool("resolve", asked)),
            await client.call_tool("cite", {"document_id": "long.txt", "quote": "of the log"}),
        )

    cited, became, several = over_http(write)
    assert f"]({agents_site}/source/walrus%20%231%3F.txt?rev=" in cited["citation"] and cited["note"] == ""
    assert (became["status"], became["mark"]["text"]) == ("exact", "Walruses sleep on floes.")
    assert several.is_error and "choose one of the places" in several.content[0].text


def test_what_is_held(over_http):
    async def look(client):
        first = answer(await client.call_tool("list_documents", {"limit": 2}))
        rest = answer(await client.call_tool("list_documents", {"limit": 2, "after": first["next"]}))
        return first["documents"] + rest["documents"], answer(await client.call_tool("status", {}))

    documents, status = over_http(look)
    assert [one["document_id"] for one in documents] == sorted(TEXTS)
    assert status["documents"] == len(TEXTS)


def test_resources_are_texts_by_address(over_http, agents_settings):
    async def look(client):
        listed = (await client.list_resources()).resources
        templates = (await client.list_resource_templates()).resource_templates
        found = answer(await client.call_tool("search", {"query": "clams in one meal"}))["results"][0]["id"]
        return listed, templates, [(await client.read_resource(uri)).contents[0] for uri in (listed[-1].uri, found)]

    listed, templates, (whole, passage) = over_http(look)
    document = Searcher(agents_settings).document("walrus #1?.txt")
    assert [one.name for one in listed] == sorted(TEXTS)
    assert listed[-1].uri == f"passageway:///walrus%20%231%3F.txt?rev={document.revision[:16]}"
    assert templates[0].uri_template == "passageway:///{document_id}{?rev,at}"
    assert (whole.text, whole.mime_type) == (document.text, "text/plain")
    assert passage.text == document.text[passage.meta["start"] : passage.meta["end"]]
    assert passage.meta["document"] == listed[-1].uri


def test_the_prompt_has_the_question(over_http):
    async def look(client):
        (prompt,) = (await client.list_prompts()).prompts
        return (await client.get_prompt(prompt.name, {"question": "why {so}?"})).messages[0].content.text

    text = over_http(look)
    assert "why {so}?" in text and "check_quotes" in text


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("search", {"query": " "}, "query"),
        ("search", {"query": "x" * 2001}, "too long"),
        ("search", {"query": "a", "limit": 3}, "limit"),
        ("fetch", {"id": "nonesuch.txt"}, "nonesuch.txt"),
        ("fetch", {"id": "passageway:///bees.md?rev=0000000000000000"}, "0000000000000000"),
        ("fetch", {"id": "passageway:///bees.md?at=5-999999"}, "no text at 5-999999"),
        ("fetch", {"id": "passageway://elsewhere/bees.md"}, "no address"),
        ("fetch", {"id": "../../etc/passwd"}, "No such document"),
        ("find", {"q": "a", "limit": 100_000}, "limit"),
        ("find", {"q": "a", "exact": True, "stems": True}, "exclude each other"),
        ("check_quotes", {"text": "x" * 200_001}, "200,000 characters"),
        ("check_quotes", {"text": 7}, "text"),
        ("resolve", {"document_id": "bees.md"}, "Give quote"),
        ("cite", {"document_id": "bees.md", "quote": "a", "style": "apa"}, "style"),
        ("list_documents", {"folder": "nowhere"}, "nowhere"),
        ("status", {"path": "/etc"}, "path"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_says_why(agents_site, with_client, tool, arguments, said):
    async def ask(client):
        return await client.call_tool(tool, arguments)

    result = with_client(f"{agents_site}/mcp", ask, "2026-07-28")
    assert result.is_error and said in result.content[0].text


def test_what_does_not_exist_is_an_error_of_the_protocol(over_http):
    async def ask(client):
        refused = []
        for call in (
            lambda: client.call_tool("delete_everything", {}),
            lambda: client.read_resource("passageway:///nonesuch.txt"),
            lambda: client.read_resource("file:///etc/passwd"),
            lambda: client.get_prompt("nonesuch", {"question": "?"}),
            lambda: client.get_prompt("answer_with_checked_quotations", {}),
        ):
            try:
                await call()
            except MCPError as error:
                refused.append(error.error.code)
        return refused

    assert over_http(ask) == [-32602] * 5


def test_ask_gives_the_verdict_the_sentence_and_the_link(over_http, agents_site):
    async def asked(client):
        questions = ("how long do winter bees live", "who won the football match")
        return [answer(await client.call_tool("ask", {"question": question, "limit": 2})) for question in questions]

    answered, nothing = over_http(asked)
    best = answered["passages"][0]
    assert answered["verdict"] == "answered" and len(answered["passages"]) <= 2
    assert "up to six months" in best["sentence"] and best["sentence"] in best["text"]
    assert best["url"].startswith(f"{agents_site}/source/") and best["url"].endswith("#passage")
    assert best["place"].startswith("line") and best["id"].startswith("passageway:///")
    assert nothing["verdict"] == "nothing" and nothing["said"] == "Nothing here answers that."
