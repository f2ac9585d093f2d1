"""The web application, put together: pages, API, errors, security, templates."""

from __future__ import annotations

from flask import Flask
from flask_openapi3 import OpenAPI

from indexer.documents.rendering.original_reading import OriginalReading
from indexer.documents.workers.reading import ReadLimits
from indexer.messages import sentence
from indexer.model import PassageKind, named_beside, who_says_otherwise
from indexer.model.index.plurals import counted
from indexer.model.stated import day_words
from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui import agents, api, errors
from search_ui.files import original_files
from search_ui.html import amounts, marks, passage_lines
from search_ui.html.blocks import pieces_html
from search_ui.html.quick_templates import quicken
from search_ui.pages import admin, library, manual, search, source, split
from search_ui.pages.asking import one_result, related_page, typed
from search_ui.pages.asking.reason_rows import part_rows, term_rows
from search_ui.pages.writers import check, find
from search_ui.request import language_choice, security
from search_ui.request.addresses import DocumentIdConverter, in_address, opening
from search_ui.request.corpus_look import CorpusLook
from search_ui.request.hosts import Hosts
from search_ui.request.question_recorder import QuestionRecorder
from search_ui.request.shared import SharedState, end_span, static_versions
from search_ui.request.writer_service import WriterService
from search_ui.translations.speaking import page_language, said, words_of_page

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
    shared = SharedState(settings, searcher, static_versions(app))
    app.extensions["passageway"] = shared
    app.extensions["passageway.writers"] = WriterService(settings, shared.searcher)
    app.extensions["passageway.corpus"] = CorpusLook(settings)
    app.extensions["passageway.asked"] = QuestionRecorder(settings)
    app.extensions["passageway.originals"] = OriginalReading(ReadLimits.of(settings))
    # Document ids stand in addresses: two slashes in one are two slashes.
    app.url_map.merge_slashes = False
    app.url_map.converters["document_id"] = DocumentIdConverter
    for page in (search, typed, one_result, related_page, source, library, split, check, find, original_files, manual):
        app.register_blueprint(page.blueprint)
    admin.register(app, settings, local=local)
    api.register(app)
    agents.register(app)
    language_choice.speak(app)
    security.guard(app, Hosts(settings.hosts or (() if local else ("*",))))
    security.take_drafts(app, "api.check", "check.verdicts", "check.report", "agents.answer")
    app.after_request(security.harden)
    app.teardown_appcontext(end_span)
    errors.register(app)
    _prepare_templates(app)
    app.jinja_env.globals["days_kept"] = app.extensions["passageway.asked"].days
    return app


def _prepare_templates(app: Flask) -> None:
    quicken(app.jinja_env, said, words_of_page)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=security.asset,
        counted=counted,
        laid_out=lambda sections, demote=None: pieces_html(sections, said, demote),
        in_address=in_address,
        opening=opening,
        named_beside=named_beside,
        who_says_otherwise=who_says_otherwise,
        question_limit=app.extensions["passageway"].settings.question_limit,
    )
    app.jinja_env.filters["breakable"] = lambda path: marks.breakable(said(path))
    app.jinja_env.filters["shortened"] = lambda name: marks.shortened(said(name))
    app.jinja_env.filters["folders_and_name"] = marks.folders_and_name
    app.jinja_env.filters["is_short_word"] = marks.is_short_word
    app.jinja_env.filters["isolated"] = lambda words: passage_lines.isolated(said(words))
    app.jinja_env.filters["section"] = passage_lines.section_of
    app.jinja_env.filters["sentence"] = sentence
    app.jinja_env.filters["term_rows"] = lambda terms: term_rows(terms, page_language())
    app.jinja_env.filters["part_rows"] = lambda parts: part_rows(parts, page_language())
    app.jinja_env.filters["day"] = day_words.day_of
    app.jinja_env.filters["short_day"] = day_words.short_day_of
    app.jinja_env.filters["in_context"] = marks.in_context
    app.jinja_env.filters["kind"] = PassageKind
    app.jinja_env.filters["moment"] = day_words.moment_of
    app.jinja_env.filters["size"] = amounts.size_of
    app.jinja_env.filters["format_name"] = amounts.format_name
