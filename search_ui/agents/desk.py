"""A call of a tool or a resource, from its arguments to what is answered; and what is said where it fails."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, TypeVar

from flask import Flask
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from indexer.errors import PassagewayError
from indexer.model import DocumentPage, Progress
from indexer.model.as_json import as_json
from indexer.model.excerpts import on_site
from search_ui.agents.fetching import fetched
from search_ui.agents.text_address import TextAddress
from search_ui.agents.tools import TOOLS, Calling
from search_ui.api.frame import NO_SUCH_PARAMETERS
from search_ui.request.failure_words import failure_of
from search_ui.request.parameter_faults import faults_of
from search_ui.request.shared import searcher

__all__ = ["AgentDesk", "CallFailed"]

_log = logging.getLogger("passageway")

Answered = TypeVar("Answered")


class CallFailed(Exception):
    """A call that cannot be answered, in words for whoever called."""


@dataclass(frozen=True, slots=True)
class AgentDesk:
    """The tools over the services of an application; threads may share it.

    ``whole``: the agent runs on the machine of whoever keeps the index, and may be shown errors with paths in them.
    """

    app: Flask
    whole: bool

    def call(self, name: str, arguments: Mapping[str, object], site: str, progress: Progress) -> str:
        """The JSON object that a tool answers; raises CallFailed, and LookupError where there is no such tool."""
        tool = TOOLS[name]
        try:
            parameters = tool.parameters.model_validate(arguments)
        except ValidationError as error:
            known = tool.parameters.model_fields
            raise CallFailed(f"{NO_SUCH_PARAMETERS}: {faults_of(error, known)[1]}.") from None
        return self._answered(
            lambda: json.dumps(
                on_site(as_json(tool.run(parameters, Calling(site, progress))), site), ensure_ascii=False
            )
        )

    def text(self, address: str, site: str) -> dict[str, Any]:
        """What ``fetch`` gives for an address; raises CallFailed."""
        return self._answered(lambda: fetched(TextAddress.of(address), site))

    def documents(self, after: str, limit: int) -> DocumentPage:
        """Up to ``limit`` documents by id, from the first one after ``after``; raises CallFailed."""
        return self._answered(lambda: searcher().library(after=after, limit=limit))

    def _answered(self, ask: Callable[[], Answered]) -> Answered:
        try:
            with self.app.app_context():
                return ask()
        except HTTPException as error:
            places = getattr(error, "places", None)
            raise CallFailed(f"{error.description}{f' Places: {json.dumps(places)}' if places else ''}") from error
        except PassagewayError as error:
            raise CallFailed(self._said(error)) from error
        except Exception as error:
            reference = token_hex(4)
            _log.error("error %s in a call of an agent", reference, exc_info=error)
            raise CallFailed(f"Something went wrong here. Reference {reference} is in the server's log.") from error

    def _said(self, error: PassagewayError) -> str:
        failure = failure_of(error, whole=self.whole)
        if not (self.whole or error.is_public):
            _log.error("a call of an agent: %s", error)
        return f"{failure.headline}: {failure.in_full}".removesuffix(": ")
