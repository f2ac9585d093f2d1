"""What does another program get? The HTTP API below /api/v1, and its description made from this code.

frame             how an endpoint is declared; answers, problems, ETags   parameters        what can be asked, checked
searching         search, suggest, related, matches                       search_schemas    what these answer
documents         documents, passages, source, status, pages and others   document_schemas  what these answer
writers           check, find, resolve, cite                              writers_schemas   what these answer
schemas           what several answers have in them                       description       OpenAPI 3.1 and its page
sent_drafts       a draft as it is sent                                   offsets           code points or UTF-16 units

To add an endpoint: a class of its parameters, a class of its answer, and a function under ``frame.endpoint`` in a module
that is imported here.
"""

from flask_openapi3 import OpenAPI

from search_ui.api import description, documents, searching, writers
from search_ui.api.frame import blueprint, health, invalid, is_api_request, problem
from search_ui.api.schemas import Problem

__all__ = [
    "Problem",
    "description",
    "documents",
    "invalid",
    "is_api_request",
    "problem",
    "register",
    "searching",
    "writers",
]


def register(app: OpenAPI) -> None:
    """Puts the API, its description and the check of health into the application."""
    app.register_api(blueprint)
    app.register_blueprint(description.blueprint)
    app.register_blueprint(health)
