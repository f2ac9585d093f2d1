"""What runs in a worker: requests in on standard input, answers out on standard output, both pickled."""

from __future__ import annotations

import os
import pickle
import sys
from typing import NamedTuple

from indexer.documents.splitting import SentenceSplitter, split
from indexer.model import Document, Passage

__all__ = ["Passages", "Request", "serve"]

#: The passages of each of the documents of a request; None where one of them could not be split.
Passages = list[tuple[Passage, ...]] | None


class Request(NamedTuple):
    """Documents to split into passages of about ``aim`` and at most ``limit`` words."""

    documents: list[Document]
    aim: int
    limit: int


def serve() -> None:
    """Answers until its input ends, as it does when the process that asks is gone."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not print between answers
    splitter = SentenceSplitter()
    try:
        while True:
            request = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started us
            pickle.dump(_answer(request, splitter), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):  # nobody asks any more
        os._exit(0)  # without flushing what nobody reads


def _answer(asked: Request, splitter: SentenceSplitter) -> Passages:
    """None for any error: whoever asked then splits these documents, and meets it where it can be seen."""
    try:
        return [split(document, splitter, aim=asked.aim, limit=asked.limit) for document in asked.documents]
    except Exception:
        return None
