"""The command that an agent starts: a scripted agent, how far a call is, and one that is given up."""

import os
import sys
from itertools import count
from threading import Event

import anyio
import pytest
from mcp import Client, StdioServerParameters

from search_ui.agents.desk import AgentDesk
from search_ui.agents.protocol_server import protocol_server
from search_ui.request.writer_service import WriterService
from tests.own_thread import apart

#: The verdicts that leave a quotation standing.
TRUE = {"verbatim", "form", "elided"}


async def scripted(client):
    """An agent by rote: it searches, fetches, writes a draft with a quotation that is false, and mends what is found."""
    tools = {tool.name for tool in (await client.list_tools()).tools}
    assert {"search", "fetch", "check_quotes", "cite"} <= tools

    async def ask(name, **arguments):
        return (await client.call_tool(name, arguments)).structured_content

    best = (await ask("search", query="how much honey does the cluster eat in winter"))["results"][0]
    source = await ask("fetch", id=best["id"])
    true, false = source["text"].strip(), "Winter bees live for up to nine months"
    draft = f"On winter: “{true}” And: “{false}”. Also: “Bees read the newspaper every single morning.”"
    rounds = []
    while True:
        checked = await ask("check_quotes", text=draft)
        wrong = [item for item in checked["items"] if item["verdict"] not in TRUE]
        rounds.append([item["verdict"] for item in checked["items"]])
        if not wrong:
            break
        item = wrong[-1]  # from behind, so that the other places stay as they are
        words = item["source"]["text"] if item["verdict"] == "altered" else "(nobody says so)"
        start, end = (
            (item["start"], item["end"]) if item["verdict"] == "altered" else (item["start"] - 1, item["end"] + 1)
        )
        draft = draft[:start] + words + draft[end:]
    cited = await ask("cite", document_id=source["metadata"]["document_id"], quote=true)
    return rounds, draft, cited["citation"]


async def given_up(client):
    """Gives a long call up once it is under way; then another is answered."""
    heard = []

    async def hear(progress, total, message):
        heard.append((progress, message))
        scope.cancel()

    with anyio.CancelScope() as scope:
        await client.call_tool("check_quotes", {"text": "“No bee of ours says so.” " * 100}, progress_callback=hear)
    answered = await client.call_tool("status", {})
    return scope.cancelled_caught, heard, answered.structured_content["documents"]


def test_an_agent_mends_what_is_false(agents_settings):
    command = ["-m", "indexer", "mcp", "--index", str(agents_settings.index), "--site", "http://localhost:8000/"]

    async def main():
        server = StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))
        async with Client(server, mode="legacy") as client:
            return await scripted(client), await given_up(client)

    (rounds, draft, citation), (cancelled, heard, documents) = apart(anyio.run, main)
    assert rounds == [["verbatim", "altered", "no_source"], ["verbatim", "altered"], ["verbatim", "verbatim"]]
    assert "up to six months" in draft and "newspaper" not in draft
    assert "http://localhost:8000/source/bees.md" in citation
    assert cancelled and heard[0] == (1.0, "sources: 3 of 3") and documents == 3


def test_a_link_that_has_no_host_is_said_to_have_none(agents_app):
    async def main():
        async with Client(protocol_server(AgentDesk(agents_app, whole=True))) as client:
            best = await client.call_tool("ask", {"question": "how much honey does the cluster eat in winter"})
            first = best.structured_content["passages"][0]
            quoted = {"document_id": first["document_id"], "quote": first["text"].strip(), "style": "markdown"}
            return (await client.call_tool("cite", quoted)).structured_content

    cited = apart(anyio.run, main)
    assert "](/source/" in cited["citation"] and cited["note"].startswith("The link has no host")


@pytest.mark.parametrize("mode", ["legacy", "2026-07-28"])
def test_the_work_of_a_call_that_is_given_up_ends(agents_app, monkeypatch, mode):
    ended = Event()

    def endless(self, draft, *, progress):
        try:
            for done in count():
                progress("ask", done, None)
        finally:
            ended.set()

    async def main():
        async def hear(progress, total, message):
            scope.cancel()

        async with Client(protocol_server(AgentDesk(agents_app, whole=True)), mode=mode) as client:
            with anyio.CancelScope() as scope:
                await client.call_tool("check_quotes", {"text": "“Bees.”"}, progress_callback=hear)

    monkeypatch.setattr(WriterService, "check", endless)
    apart(anyio.run, main)
    assert ended.wait(60)
