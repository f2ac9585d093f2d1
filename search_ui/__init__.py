"""What does a searcher see? Pages and an HTTP API over one index.

pages, api     one blueprint a concern            presenting, parts, layout   spans and blocks -> safe HTML
errors         what failed, and what to do        results                     hits laid out, from match to match
security       headers, limits, caches            addresses, serving          ids in addresses; waitress
"""

from __future__ import annotations

from flask import Flask

from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui import api, errors, pages, presenting, security
from search_ui.addresses import DocumentIdConverter

__all__ = ["create_app"]


def create_app(settings: Settings, searcher: Searcher | None = None) -> Flask:
    """The web application over the index of ``settings``; without ``searcher``, the first request opens the index."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = security.REQUEST_LIMIT
    app.extensions["passageway"] = security.Shared(settings, searcher, security.versions(app))
    # Document ids stand in addresses: two slashes in one are two slashes.
    app.url_map.merge_slashes = False
    app.url_map.converters["document_id"] = DocumentIdConverter
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
    app.after_request(security.harden)
    errors.register(app)
    _prepare_templates(app)
    return app


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.finalize = presenting.printable
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(asset=security.asset, verdicts=presenting.VERDICTS)
    app.jinja_env.filters["day"] = presenting.day_of
