"""How do agents reach it? One server of the Model Context Protocol, over stdio and, at /mcp, over HTTP; it only reads.

tools             what can be called, a function each          agent_parameters   what they take, what they answer
fetching          passages and documents as text               text_address       their address
desk              a call, from arguments to what is answered   stdio              over standard input and output
protocol_server   the SDK's: tools, resources, a prompt        bridge             at /mcp, by a loop in its own thread

The tools are those of pages, API and command line, and answer with the same objects. The SDK and what joins it to WSGI
are the extra ``mcp``; where they are missing /mcp says so, and modules that import them are not imported.
"""

from importlib.util import find_spec

from flask import Blueprint, Flask, Response

from search_ui.agents.bridge import Bridge, blueprint
from search_ui.api.frame import problem

__all__ = ["MODULES", "missing_modules", "register"]

#: What the extra ``mcp`` brings: each module, and what installs it.
MODULES = {"mcp": "mcp>=2.3,<3", "a2wsgi": "a2wsgi>=1.10"}


def missing_modules() -> list[str]:
    """What has to be installed, as pip takes it; empty where all is there."""
    return [needed for module, needed in MODULES.items() if find_spec(module) is None]


#: What is at /mcp where the extra is missing.
_missing = Blueprint("missing_agents", __name__)


@_missing.route("/mcp", methods=["GET", "POST"])
def say_what_is_missing() -> Response:
    """404, and what is to be installed: who followed the manual to this address is not to look for another one."""
    needed = " ".join(f"'{module}'" for module in missing_modules() or MODULES.values())
    return problem(
        404,
        "Agents are not answered here",
        f"The Python of this server lacks what speaks MCP. Install it there (pip install {needed}), and start it again.",
    )


def register(app: Flask) -> None:
    """Puts /mcp into the application: what answers agents where the extra is installed, else what says that it is not."""
    if missing_modules():
        app.register_blueprint(_missing)
    else:
        app.extensions["passageway.agents"] = Bridge(app)
        app.register_blueprint(blueprint)
