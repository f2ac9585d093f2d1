"""Which language does a page speak? The one that was chosen at its foot, else the first that the browser asks for."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, Flask, Response, current_app, redirect, request, url_for
from markupsafe import Markup

from indexer.model.stated import About
from indexer.model.stated.language_names import language_code, language_named
from indexer.settings import AUTO
from search_ui.request.shared import shared_state
from search_ui.translations.page_languages import ENGLISH, Language, language_of
from search_ui.translations.speaking import languages_of, page_language, prepare_templates, set_language

__all__ = ["as_written", "speak"]

blueprint = Blueprint("language", __name__)

_COOKIE = "passageway-language"
_A_YEAR = 365 * 24 * 3600

#: Parts of the application that are in English only: what programs read, and what those read who keep the index.
_IN_ENGLISH = ("admin", "agents", "api", "description", "health", "manual")

#: Languages that are written from right to left, and the attributes of one that is not known.
_LEFTWARD = ("arabic", "hebrew", "persian", "urdu")
_UNKNOWN = Markup(' lang="" dir="auto"')


def speak(app: Flask) -> None:
    """Has the pages of an application speak the language of whoever reads them."""
    app.register_blueprint(blueprint)
    app.before_request(lambda: set_language(_chosen()))
    app.after_request(_declare)
    prepare_templates(app)
    app.jinja_env.globals.update(
        language_is_free=lambda: request.blueprint not in _IN_ENGLISH,
        as_written=as_written,
        as_page=lambda: _attributes(page_language().code, page_language().direction),
    )


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


def as_written(about: About) -> Markup:
    """The attributes of an element with an author's words: the language (ISO 639-1) of the document and the side that it is
    read from. The language is the one that its text tells or, where one is set for all, that it states."""
    told = shared_state().settings.language == AUTO
    language = about.written_in if told else language_named(about.language)
    code = language_code(language)
    return _attributes(code, "rtl" if language in _LEFTWARD else "ltr") if code else _UNKNOWN


@cache
def _attributes(code: str, direction: str) -> Markup:
    return Markup(' lang="{}" dir="{}"').format(code, direction)


def _chosen() -> Language:
    languages = languages_of(current_app)
    if request.blueprint in _IN_ENGLISH:
        return ENGLISH
    kept = language_of(request.cookies.get(_COOKIE, ""), languages)
    # By the tag's language alone: who asks for "fr-CA" and then for "en" is to get French.
    asked = (tag.lower().partition("-")[0] for tag, worth in request.accept_languages if worth)
    return kept or next(filter(None, (language_of(code, languages) for code in asked)), ENGLISH)


def _declare(response: Response) -> Response:
    """Says of a page in which language it is, and that another browser may get another one."""
    if response.mimetype == "text/html" and request.blueprint not in _IN_ENGLISH:
        response.vary.update(("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", page_language().code)
    return response
