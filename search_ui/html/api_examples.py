"""A request to an endpoint, written for a shell, for Python and for JavaScript: to be copied and run as it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from shlex import quote
from urllib.parse import urlencode

__all__ = ["api_examples"]

_PYTHON_GET = """\
import json
from urllib.parse import urlencode
from urllib.request import urlopen

asked = {asked}
with urlopen({address} + "?" + urlencode(asked)) as answer:
    print(json.dumps(json.load(answer), ensure_ascii=True, indent=2))
"""

_PYTHON_POST = """\
import json
from urllib.request import Request, urlopen

sent = json.dumps({sent}).encode()
request = Request({address}, sent, {{"Content-Type": "application/json"}})
with urlopen(request) as answer:
    print(json.dumps(json.load(answer), ensure_ascii=True, indent=2))
"""

_JAVASCRIPT_GET = """\
const asked = new URLSearchParams({asked});
const answer = await fetch({address} + "?" + asked);
console.log(await answer.json());
"""

_JAVASCRIPT_POST = """\
const answer = await fetch({address}, {{
  method: "POST",
  headers: {{ "Content-Type": "application/json" }},
  body: JSON.stringify({sent}),
}});
console.log(await answer.json());
"""


def api_examples(
    address: str, asked: Mapping[str, str], sent: Mapping[str, str] | None = None
) -> tuple[tuple[str, str], ...]:
    """(Name of the language, program) for a request to an address: of GET with what is ``asked``, or of POST with what is
    ``sent`` as JSON. Python 3 needs its standard library alone, JavaScript a browser or Node 18 as a module."""
    if sent is not None:
        body = json.dumps(sent, ensure_ascii=False)
        shell = f"curl -sS {quote(address)} -H 'Content-Type: application/json' -d {quote(body)}\n"
        values = {"sent": body, "address": json.dumps(address)}
        python, javascript = _PYTHON_POST, _JAVASCRIPT_POST
    else:
        shell = f"curl -sS {quote(f'{address}?{urlencode(asked)}' if asked else address)}\n"
        values = {"asked": json.dumps(asked, ensure_ascii=False), "address": json.dumps(address)}
        python, javascript = _PYTHON_GET, _JAVASCRIPT_GET
    return ("curl", shell), ("Python", python.format(**values)), ("JavaScript", javascript.format(**values))
