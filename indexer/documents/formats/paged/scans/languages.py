"""Which languages scans are in: chosen once by what reads documents, for what recognises the words of a picture."""

from __future__ import annotations

__all__ = ["choose_languages", "chosen_languages"]


class _Choice:
    languages: tuple[str, ...] = ()


def choose_languages(languages: tuple[str, ...]) -> None:
    """Has pictures read as texts of these languages, named as Tesseract names them ("eng", "deu", "chi_sim")."""
    _Choice.languages = languages


def chosen_languages() -> tuple[str, ...]:
    """Those that were chosen last; English, as Tesseract itself has it, where none were."""
    return _Choice.languages or ("eng",)
