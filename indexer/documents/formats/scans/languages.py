"""Which languages scans are in: said once by what reads documents, and asked where the words of a picture are recognised."""

from __future__ import annotations

from indexer.settings import OCR_LANGUAGES

__all__ = ["choose_languages", "chosen_languages"]


class _Choice:
    languages = OCR_LANGUAGES


def choose_languages(languages: tuple[str, ...]) -> None:
    """Has pictures read as texts of these languages, named as Tesseract names them ("eng", "deu", "chi_sim")."""
    _Choice.languages = languages


def chosen_languages() -> tuple[str, ...]:
    """Those that were chosen last."""
    return _Choice.languages
