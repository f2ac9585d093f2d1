"""What an agent can call: the services of pages, API and command line, described for a model.

Each function below ``tool`` is one: its name, the first line of its docstring as title, and the rest as description are
what a model reads of it. It is given its checked parameters and how it is called.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from indexer.model import Hit, Progress, Span
from indexer.model.as_json import as_json
from indexer.model.excerpts import excerpt_of_passage
from indexer.quoting.checking import PieceKind
from search_ui.agents import agent_parameters as own
from search_ui.agents.fetching import fetched, page_address
from search_ui.agents.text_address import TextAddress
from search_ui.api import document_schemas, documents, parameters, searching, writers, writers_schemas
from search_ui.api.offsets import counted
from search_ui.request.writer_service import writer_service

__all__ = ["TOOLS", "AgentTool", "Calling"]

#: Passages that a search gives.
_RESULTS = 10


#: What is said of a draft without quotations.
_UNQUOTED = "it has no quotation: nothing of it stands in quotation marks, or in a blockquote"


@dataclass(frozen=True, slots=True)
class Calling:
    """How a tool is called: the server's address without a slash at its end ("https://example.org"; empty where no page
    shows the documents), and who hears how far it is."""

    site: str
    progress: Progress


Run = Callable[[Any, Calling], object]


@dataclass(frozen=True, slots=True)
class AgentTool:
    """A tool: what a model reads of it, the classes of its parameters and of its answer, and what carries it out."""

    name: str
    title: str
    description: str
    parameters: type[BaseModel]
    answer: type[BaseModel]
    run: Run


TOOLS: dict[str, AgentTool] = {}


def tool(parameters: type[BaseModel], answer: type[BaseModel]) -> Callable[[Run], Run]:
    """Makes a function one of TOOLS."""

    def add(run: Run) -> Run:
        title, _, description = (inspect.getdoc(run) or "").partition("\n")
        named = run.__name__
        TOOLS[named] = AgentTool(named, title.rstrip("."), " ".join(description.split()), parameters, answer, run)
        return run

    return add


@tool(own.SearchWords, own.SearchResults)
def search(query: own.SearchWords, call: Calling) -> object:
    """Search the documents.

    Searches the user's own documents and gives up to 10 passages, best first, the best one of each document: id, title (of
    the document, and the headings above the passage) and url. Give an id to fetch to read the passage. A passage that is
    listed came closest; whether it answers is for you to read. An empty list: nothing has these words.
    """
    answer = searching.answer_of(parameters.Search(q=query.query, limit=_RESULTS))
    return {"results": [_result(hit, call.site) for hit in answer.hits]}


def _result(hit: Hit, site: str) -> dict[str, str]:
    passage = hit.passage
    address = str(TextAddress(passage.document_id, passage.revision, Span(passage.start, passage.end)))
    title = " › ".join(dict.fromkeys((passage.title, *passage.headings)))
    return {"id": address, "title": title, "url": page_address(excerpt_of_passage(passage), site) or address}


@tool(own.Ask, own.Asked)
def ask(query: own.Ask, call: Calling) -> object:
    """Ask the documents a question.

    Says whether the user's own documents answer a question, and gives the passages: verdict is answered (the sentence of
    the first passage answers), related (no document answers this directly; these come closest) or nothing. Each passage
    has its text, the sentence that answers, its place, a link, and whether its file has changed or gone since it was
    indexed (freshness): say so where it has. Tell the user the verdict as it is, and what the notes say; quote sentence or
    text letter by letter. For more passages use search, to read around one fetch its id.
    """
    answer = searching.answer_of(parameters.Search(q=query.question, limit=query.limit))
    return {
        "verdict": answer.verdict,
        "said": answer.verdict.in_words or "The sentence of the first passage answers this.",
        "notes": answer.notes,
        "passages": [_passage(hit, call.site) for hit in answer.hits],
    }


def _passage(hit: Hit, site: str) -> dict[str, object]:
    passage, span = hit.passage, hit.answer
    sentence = span and passage.text[span.start - passage.start : span.end - passage.start]
    where = {"document_id": passage.document_id, "place": hit.place}
    said = {"sentence": sentence, "text": passage.text, "freshness": hit.freshness}
    return {**_result(hit, site), **where, **said}


@tool(own.Fetch, own.Fetched)
def fetch(query: own.Fetch, call: Calling) -> object:
    """Read a passage or document.

    Gives the text of a passage (an id from search, or the link of a place that find, check_quotes or resolve gives) or of
    a whole document (its document_id), letter by letter as its author wrote it, with where it stands. At most 20,000
    characters at once; metadata.next is the id of what follows. metadata.before and metadata.after are the passages
    around. Offsets count Unicode code points of the document's text, and text is its slice from metadata.start to
    metadata.end.
    """
    return fetched(TextAddress.of(query.id), call.site)


@tool(parameters.Find, writers_schemas.PlaceList)
def find(query: parameters.Find, call: Calling) -> object:
    """Find every place of words.

    Finds every place where words stand in the documents, in reading order, and counts them. Every text is looked
    through, so that 0 occurrences is a statement: they stand nowhere. The words are one phrase, in any case and form;
    several in double quotes, or with within, are looked for each by itself. Pages of places: skip and limit.
    """
    return counted(writers.places_of(query, call.progress), query.offsets)


@tool(own.CheckQuotes, own.CheckedQuotes)
def check_quotes(query: own.CheckQuotes, call: Calling) -> object:
    """Check the quotations of a draft.

    Checks each quotation of a draft (what stands in quotation marks, or in a blockquote) against the documents. Use it
    on what you have written before you show it. Verdicts: verbatim; form (the same words, other case or marks); elided
    (an honest ellipsis); curtailed (an ellipsis that leaves out a negation, number or condition); altered (differences
    says how, source has the author's words); misattributed (the draft names another document); no_source (nobody wrote
    that). The last four are false: mend or remove them, and check again. With quotations_only false the sentences, too:
    closest (a paraphrase at best) or not_found. start and end of an item count Unicode code points of the draft's
    readable text.
    """
    draft = writer_service().draft(query.text, query.media_type)
    found = as_json(writer_service().check(draft, progress=call.progress))
    items = [item for item in found["items"] if not query.quotations_only or item["kind"] == PieceKind.QUOTATION]
    last = query.skip + query.limit
    if query.quotations_only and not items:  # what has none and what has no false one are not the same
        found["note"] = "; ".join(filter(None, (found["note"], _UNQUOTED)))
    return {**found, "items": items[query.skip : last], "more": len(items) > last}


@tool(parameters.Resolve, writers_schemas.Resolution)
def resolve(query: parameters.Resolve, call: Calling) -> object:
    """Look what became of a quotation.

    Says what has become of words that were quoted from a document earlier: exact, moved, changed, ambiguous or gone, and
    where they stand now. Give document_id with quote, best also with the rev and at of when they were quoted.
    """
    return writers.resolve(query)


#: What is said of the links of citations where nothing tells who shows the documents.
_NO_SITE = (
    "The link has no host, so that it leads nowhere outside of the server's own pages: leave it out, or have this server "
    "started with PASSAGEWAY_SITE=http://…, the address of those pages."
)


@tool(parameters.Cite, own.Cited)
def cite(query: parameters.Cite, call: Calling) -> object:
    """Cite words of a document.

    Makes a citation of words of a document: title, section, lines or page, revision, day and link; as plain text,
    Markdown, HTML, BibTeX or CSL-JSON. Give the exact words as quote, or their place as at=start-end, which counts
    Unicode code points of the document's text. Words that stand at several places are refused with these places.
    """
    found = as_json(writers.citation_of(query, call.site))
    return {**counted(found, query.offsets), "note": "" if call.site else _NO_SITE}


@tool(parameters.Documents, document_schemas.DocumentList)
def list_documents(query: parameters.Documents, call: Calling) -> object:
    """List the documents.

    Lists the documents that can be searched, by id, a page at a time (after: the next of the page before); with folder
    those in it and the folders in it, with q those that have these words in their id or title.
    """
    return documents.documents(query)


@tool(parameters.StatusAsked, document_schemas.Status)
def status(query: parameters.StatusAsked, call: Calling) -> object:
    """See what is held.

    Says how many documents the index holds, when it was made, which files were skipped and why, and, with look, how many
    files have changed since. Ask it before you say that something is not in the documents.
    """
    return documents.status(query)
