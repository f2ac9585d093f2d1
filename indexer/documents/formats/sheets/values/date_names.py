"""Names of months and days where a format code asks for those of a language (Unicode CLDR; language numbers of Windows,
MS-LCID)."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["DateNames", "names_of"]


class DateNames(NamedTuple):
    """January to December, Monday to Sunday, each "long/short"."""

    months: tuple[str, ...]
    days: tuple[str, ...]


def _names(months: str, days: str) -> DateNames:
    return DateNames(tuple(months.split()), tuple(days.split()))


_NAMES = {
    "en": _names(
        "January/Jan February/Feb March/Mar April/Apr May/May June/Jun July/Jul August/Aug September/Sep October/Oct "
        "November/Nov December/Dec",
        "Monday/Mon Tuesday/Tue Wednesday/Wed Thursday/Thu Friday/Fri Saturday/Sat Sunday/Sun",
    ),
    "de": _names(
        "Januar/Jan Februar/Feb März/Mrz April/Apr Mai/Mai Juni/Jun Juli/Jul August/Aug September/Sep Oktober/Okt "
        "November/Nov Dezember/Dez",
        "Montag/Mo Dienstag/Di Mittwoch/Mi Donnerstag/Do Freitag/Fr Samstag/Sa Sonntag/So",
    ),
    "fr": _names(
        "janvier/janv. février/févr. mars/mars avril/avr. mai/mai juin/juin juillet/juil. août/août septembre/sept. "
        "octobre/oct. novembre/nov. décembre/déc.",
        "lundi/lun. mardi/mar. mercredi/mer. jeudi/jeu. vendredi/ven. samedi/sam. dimanche/dim.",
    ),
    "es": _names(
        "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/sep octubre/oct "
        "noviembre/nov diciembre/dic",
        "lunes/lun martes/mar miércoles/mié jueves/jue viernes/vie sábado/sáb domingo/dom",
    ),
    "it": _names(
        "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set "
        "ottobre/ott novembre/nov dicembre/dic",
        "lunedì/lun martedì/mar mercoledì/mer giovedì/gio venerdì/ven sabato/sab domenica/dom",
    ),
    "nl": _names(
        "januari/jan februari/feb maart/mrt april/apr mei/mei juni/jun juli/jul augustus/aug september/sep oktober/okt "
        "november/nov december/dec",
        "maandag/ma dinsdag/di woensdag/wo donderdag/do vrijdag/vr zaterdag/za zondag/zo",
    ),
    "pt": _names(
        "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out "
        "novembro/nov dezembro/dez",
        "segunda-feira/seg terça-feira/ter quarta-feira/qua quinta-feira/qui sexta-feira/sex sábado/sáb domingo/dom",
    ),
}
#: The last ten bits of a language's number, which say nothing of its country.
_NUMBERS = {0x07: "de", 0x09: "en", 0x0A: "es", 0x0C: "fr", 0x10: "it", 0x13: "nl", 0x16: "pt"}


def names_of(language: str) -> DateNames:
    """The names in a language ("407", "de-de"); the English ones for others."""
    try:
        name = _NUMBERS.get(int(language, 16) & 0x3FF, "en")
    except ValueError:
        name = language.partition("-")[0]
    return _NAMES.get(name, _NAMES["en"])
