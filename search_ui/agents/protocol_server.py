"""The server of the Model Context Protocol, by the official SDK: tools, resources and a prompt over an AgentDesk.

Specification: https://modelcontextprotocol.io/specification/2025-11-25 and /2026-07-28. The SDK speaks both, and older
ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

import mcp_types as wire
from anyio import from_thread, to_thread
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from search_ui.agents.desk import AgentDesk, CallFailed
from search_ui.agents.fetching import document_address
from search_ui.agents.text_address import TEMPLATE
from search_ui.agents.tools import TOOLS, AgentTool
from search_ui.api.frame import VERSION

__all__ = ["INSTRUCTIONS", "protocol_server"]

Answered = TypeVar("Answered")
Context = ServerRequestContext[Any, Any]

#: Seconds between two notices of how far a call is within one stage of it.
_EVERY = 0.2

#: Documents on a page of the list of resources.
_PAGE = 100

INSTRUCTIONS = """Passages of the user's own documents, found and not generated: every text is its author's.
Search, then fetch what you want to read. Quote only what you have fetched, in quotation marks, and name the document.
Before you answer, give your draft to check_quotes, and mend what it finds false.
To say that something stands nowhere, use find.
All offsets count Unicode code points. An address passageway:///DOCUMENT?rev=…&at=START-END never shows another text.
"""

_PROMPT = "answer_with_checked_quotations"

_WAY = """Answer this question from the user's own documents only, with quotations that are checked:

{question}

1. search for it, in several ways if the first finds little, and fetch the passages that may answer.
2. If none answers, say so; look with find before you say that something stands nowhere.
3. Write the answer. Whatever it rests on stands in it as a quotation, in quotation marks, letter by letter as fetched,
with the title of the document behind it.
4. Give the answer to check_quotes. Mend or remove each quotation that is not verbatim, form or elided, and check again
until none is left.
5. Show the answer, each quotation with its citation by cite."""


def protocol_server(desk: AgentDesk, site: str = "") -> Server[Any]:
    """The server; ``site`` is the address of the pages that show the documents; where it is empty, that by which a call
    came."""

    async def call_tool(context: Context, params: wire.CallToolRequestParams) -> wire.CallToolResult:
        arguments, progress = params.arguments or {}, _Progress(context)
        try:
            said = await _in_thread(lambda: desk.call(params.name, arguments, _site(context, site), progress))
        except LookupError as error:
            raise MCPError(wire.INVALID_PARAMS, f"There is no tool {params.name!r}.") from error
        except CallFailed as error:
            return wire.CallToolResult(content=[wire.TextContent(text=str(error))], is_error=True)
        return wire.CallToolResult(content=[wire.TextContent(text=said)], structured_content=json.loads(said))

    async def read_resource(context: Context, params: wire.ReadResourceRequestParams) -> wire.ReadResourceResult:
        found = await _or_refused(lambda: desk.text(params.uri, _site(context, site)))
        content = wire.TextResourceContents(
            uri=params.uri, mime_type="text/plain", text=found["text"], _meta=found["metadata"]
        )
        return wire.ReadResourceResult(contents=[content])

    async def list_resources(context: Context, params: wire.PaginatedRequestParams | None) -> wire.ListResourcesResult:
        after = params.cursor if params and params.cursor else ""
        page = await _or_refused(lambda: desk.documents(after, _PAGE))
        resources = [
            wire.Resource(
                uri=document_address(row.id, row.revision), name=row.id, title=row.title, mime_type="text/plain"
            )
            for row in page.documents
        ]
        return wire.ListResourcesResult(resources=resources, next_cursor=page.next)

    return Server(
        "passageway",
        title="Passageway",
        version=VERSION,
        instructions=INSTRUCTIONS,
        on_list_tools=_list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=_list_templates,
        on_read_resource=read_resource,
        on_list_prompts=_list_prompts,
        on_get_prompt=_get_prompt,
    )


async def _list_tools(context: Context, params: wire.PaginatedRequestParams | None) -> wire.ListToolsResult:
    return wire.ListToolsResult(tools=[_described(tool) for tool in TOOLS.values()])


def _described(tool: AgentTool) -> wire.Tool:
    return wire.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.parameters.model_json_schema(),
        output_schema=tool.answer.model_json_schema(),
        annotations=wire.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )


async def _list_templates(
    context: Context, params: wire.PaginatedRequestParams | None
) -> wire.ListResourceTemplatesResult:
    template = wire.ResourceTemplate(
        uri_template=TEMPLATE,
        name="text",
        title="A document, or a stretch of one",
        description="rev: 8 or more digits of the SHA-256 of the text; at: start-end in Unicode code points of it. "
        "At most 20,000 code points are given; _meta has where they stand, and the address of what follows.",
        mime_type="text/plain",
    )
    return wire.ListResourceTemplatesResult(resource_templates=[template])


async def _list_prompts(context: Context, params: wire.PaginatedRequestParams | None) -> wire.ListPromptsResult:
    prompt = wire.Prompt(
        name=_PROMPT,
        title="Answer only with checked quotations",
        description="Answers a question from the documents; every quotation is checked before it is shown.",
        arguments=[wire.PromptArgument(name="question", description="What is asked.", required=True)],
    )
    return wire.ListPromptsResult(prompts=[prompt])


async def _get_prompt(context: Context, params: wire.GetPromptRequestParams) -> wire.GetPromptResult:
    question = (params.arguments or {}).get("question", "").strip()
    if params.name != _PROMPT or not question:
        raise MCPError(wire.INVALID_PARAMS, f"There is one prompt, {_PROMPT}; it needs a question.")
    message = wire.PromptMessage(role="user", content=wire.TextContent(text=_WAY.format(question=question)))
    return wire.GetPromptResult(messages=[message])


def _site(context: Context, site: str) -> str:
    """Where the pages are: what was said when the server was started, or else where the call came in."""
    return site or (str(context.request.base_url).rstrip("/") if context.request is not None else "")


async def _in_thread(ask: Callable[[], Answered]) -> Answered:
    """What a function gives that would keep others waiting; one whose call is cancelled ends at its next progress."""
    return await to_thread.run_sync(ask)


async def _or_refused(ask: Callable[[], Answered]) -> Answered:
    try:
        return await _in_thread(ask)
    except CallFailed as error:
        raise MCPError(wire.INVALID_PARAMS, str(error)) from error


class _Progress:
    """Tells whoever called how far it is, from the thread that works; ends that work where the call was cancelled.

    What it tells only grows, as the protocol wants it, though stages begin anew: it counts the notices.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._stage, self._count, self._last = "", 0, 0.0

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        from_thread.check_cancelled()
        now = monotonic()
        if stage == self._stage and now - self._last < _EVERY:
            return
        self._stage, self._last, self._count = stage, now, self._count + 1
        said = f"{stage}: {done}" if total is None else f"{stage}: {done} of {total}"
        from_thread.run(self._context.session.report_progress, float(self._count), None, said)
