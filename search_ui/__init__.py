"""What does a searcher see? Pages and an HTTP API over one index.

pages          a route for each page              presenting, parts, layout   spans and blocks -> safe HTML
api/           the HTTP API and its description   results, reading            hits laid out; a source, part by part
errors         what failed, and what to do        asked                       what an address says
security       headers, limits, caches, hosts     addresses, serving          ids in addresses; waitress
writing        pages to check a draft, find words  checked, resolved, citations  what they show
desk           what writers' requests share

To add a page: a function with a route in ``pages`` (or a blueprint of its own, registered below) that calls the Searcher
and renders a template that extends ``base.html``.
"""

from __future__ import annotations

from flask import Flask
from flask_openapi3 import OpenAPI

from indexer.records import PassageKind
from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui import api, errors, pages, presenting, security, writing
from search_ui.addresses import DocumentIdConverter
from search_ui.desk import Desk
from search_ui.hosts import Hosts

__all__ = ["create_app"]


def create_app(settings: Settings, searcher: Searcher | None = None, *, local: bool = True) -> Flask:
    """The web application over the index of ``settings``; without ``searcher``, the first request opens the index.

    ``local`` says that it listens on this machine only: then it answers to loopback names and those of
    ``Settings.hosts``. Otherwise it answers to any name, unless that setting names some.
    """
    app = OpenAPI(
        __name__,
        info=api.description.INFO,
        doc_ui=False,
        validation_error_status=400,
        validation_error_model=api.Problem,
        validation_error_callback=api.invalid,
    )
    app.config["MAX_CONTENT_LENGTH"] = security.REQUEST_LIMIT
    shared = security.Shared(settings, searcher, security.versions(app))
    app.extensions["passageway"] = shared
    app.extensions["passageway.desk"] = Desk(settings, shared.searcher)
    # Document ids stand in addresses: two slashes in one are two slashes.
    app.url_map.merge_slashes = False
    app.url_map.converters["document_id"] = DocumentIdConverter
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(writing.blueprint)
    api.register(app)
    security.guard(app, Hosts(settings.hosts or (() if local else ("*",))))
    security.take_drafts(app, "api.check", "writing.check")
    app.after_request(security.harden)
    errors.register(app)
    _prepare_templates(app)
    return app


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.finalize = presenting.printable
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=security.asset,
        evidence=presenting.EVIDENCE,
        fields=presenting.FIELDS,
        verdicts=presenting.VERDICTS,
    )
    app.jinja_env.filters["breakable"] = presenting.breakable
    app.jinja_env.filters["day"] = presenting.day_of
    app.jinja_env.filters["in_context"] = presenting.in_context
    app.jinja_env.filters["kind"] = PassageKind
