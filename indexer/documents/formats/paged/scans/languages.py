"""Which languages scans are in: chosen once by what reads documents, for what recognises the words of a picture."""

from __future__ import annotations

from indexer.settings import OCR_LANGUAGES

__all__ = ["choose_languages", "chosen_languages"]


class _Choice:
    languages: tuple[str, ...] = OCR_LANGUAGES


def choose_languages(languages: tuple[str, ...]) -> None:
    """Has pictures read as texts of these languages, named as Tesseract names them ("eng", "deu", "chi_sim")."""
    _Choice.languages = languages


def chosen_languages() -> tuple[str, ...]:
    """Those that were chosen last."""
    return _Choice.languages
