"""How is the manual read and searched? Pages are Markdown in ``search_ui/manual/``; the product searches them."""

from __future__ import annotations

from search_ui.pages.manual.manual_pages import blueprint

__all__ = ["blueprint"]
