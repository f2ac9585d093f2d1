"""The pages of results alone, as a page of results leads to them."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

from flask.testing import FlaskClient

__all__ = ["copied_from", "results_alone"]


def results_alone(client: FlaskClient, **asked: str) -> list[str]:
    """The page of each result of a question, in order."""
    page = client.get(f"/search?{urlencode(asked)}").text
    links = re.findall(r'href="(/result\?[^"#]*)#', page)
    return [client.get(html.unescape(link)).text for link in dict.fromkeys(links)]


def copied_from(page: str) -> list[str]:
    """What the buttons of a page copy, where they say it themselves."""
    return [html.unescape(text) for text in re.findall(r'data-copy="([^"]+)"', page)]
