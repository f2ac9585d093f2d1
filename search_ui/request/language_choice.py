"""Which language does a page speak? The one that was chosen at its foot, else the first that the browser asks for."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, current_app, redirect, request, url_for

from search_ui.translations.page_languages import ENGLISH, Language, language_of
from search_ui.translations.speaking import languages_of, page_language, prepare_templates, set_language

__all__ = ["speak"]

blueprint = Blueprint("language", __name__)

_COOKIE = "passageway-language"
_A_YEAR = 365 * 24 * 3600

#: Parts of the application that are in English only: what programs read, and what those read who keep the index.
_IN_ENGLISH = ("admin", "agents", "api", "description", "health", "manual")


def speak(app: Flask) -> None:
    """Has the pages of an application speak the language of whoever reads them."""
    app.register_blueprint(blueprint)
    app.before_request(lambda: set_language(_chosen()))
    app.after_request(_declare)
    prepare_templates(app)
    app.jinja_env.globals["language_is_free"] = lambda: request.blueprint not in _IN_ENGLISH


@blueprint.post("/language")
def choose() -> Response:
    """Keeps the language that was chosen, and goes back to the page that it was chosen on."""
    back = request.form.get("back", "")
    is_ours = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    response = redirect(back if is_ours else url_for("search.home"), 303)
    language = language_of(request.form.get("ui", ""), languages_of(current_app))
    if language:
        response.set_cookie(
            _COOKIE, language.code, max_age=_A_YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
        )
    return response  # type: ignore[return-value]  # werkzeug's own response, which Flask makes its own


def _chosen() -> Language:
    languages = languages_of(current_app)
    if request.blueprint in _IN_ENGLISH:
        return ENGLISH
    kept = language_of(request.cookies.get(_COOKIE, ""), languages)
    wanted = kept or language_of(
        request.accept_languages.best_match([each.code for each in languages]) or "", languages
    )
    return wanted or ENGLISH


def _declare(response: Response) -> Response:
    """Says of a page in which language it is, and that another browser may get another one."""
    if response.mimetype == "text/html" and request.blueprint not in _IN_ENGLISH:
        response.vary.update(("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", page_language().code)
    return response
