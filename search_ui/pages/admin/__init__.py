"""The pages for who keeps an index: see what is served, have it brought up to date, follow that. On this machine only.

admin_access   who may: not over a network, not through a proxy, not by a form of another site
admin_secret   the key that signs forms                     overview       what is served, what can be done
admin_desk     what these pages share                       run_pages      one run, all runs: followed, cancelled, repeated
run_words      a run in words                               run_stream     a run as it gets on, event by event
changes_pages  what differs between two generations         generation_pages  publish, discard, go back and forward
asked_page     what people ask
uploads        documents that come by the page              settings_page  the settings, and where each is from

Each file adds its routes to the blueprint of ``admin_access``. Everything works without JavaScript.
"""

from flask import Flask

from indexer.settings import Settings
from search_ui.pages.admin import (
    asked_page,
    changes_pages,
    generation_pages,
    overview,
    run_pages,
    run_stream,
    settings_page,
    uploads,
)
from search_ui.pages.admin.admin_access import blueprint, sign_forms
from search_ui.pages.admin.admin_desk import AdminDesk

__all__ = [
    "asked_page",
    "changes_pages",
    "generation_pages",
    "overview",
    "register",
    "run_pages",
    "run_stream",
    "settings_page",
    "uploads",
]


def register(app: Flask, settings: Settings, *, local: bool) -> None:
    """Puts the pages into the application; ``local`` says that it listens on this machine only."""
    app.extensions["passageway.admin"] = AdminDesk(settings, local=local)
    sign_forms(app, settings.index)
    app.register_blueprint(blueprint)
