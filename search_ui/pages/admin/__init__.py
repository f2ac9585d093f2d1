"""The pages for who keeps an index: see what is served, have it brought up to date, follow that. On this machine only.

admin_access   who may: not over a network, not through a proxy, not by a form of another site
admin_secret   the key that signs forms                     overview          what is served, what can be done
admin_desk     what these pages share                       runs/             what is done, and how far it is
changes_pages  what differs between two generations         generation_pages  publish, discard, go back and forward
questions/     what people ask, saved questions, synonyms   uploads           documents that come by the page
settings_page  the settings, and where each is from

Each file adds its routes to the blueprint of ``admin_access``. Everything works without JavaScript.
"""

from flask import Flask

from indexer.settings import Settings
from search_ui.pages.admin import changes_pages, generation_pages, overview, settings_page, uploads
from search_ui.pages.admin.admin_access import blueprint, sign_forms
from search_ui.pages.admin.admin_desk import AdminDesk
from search_ui.pages.admin.questions import asked_page, gate_pages, question_pages, synonyms_page
from search_ui.pages.admin.runs import run_pages, run_stream

__all__ = [
    "asked_page",
    "changes_pages",
    "gate_pages",
    "generation_pages",
    "overview",
    "question_pages",
    "register",
    "run_pages",
    "run_stream",
    "settings_page",
    "synonyms_page",
    "uploads",
]


def register(app: Flask, settings: Settings, *, local: bool) -> None:
    """Puts the pages into the application; ``local`` says that it listens on this machine only."""
    app.extensions["passageway.admin"] = AdminDesk(settings, local=local)
    sign_forms(app, settings.index)
    app.register_blueprint(blueprint)
