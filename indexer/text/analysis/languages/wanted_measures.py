"""What asks for how somebody is reached, a temperature, a weight, a height or a time of day, and what an answer has.

As for other kinds (``wanted_values``), only questions are typed of which that is certain. "What is the phone number of the
office?" is not answered by what is said of phones in the office, nor "how heavy is it?" by how far it sees.
"""

from __future__ import annotations

__all__ = ["CLOCK_ASKED", "CLOCK_WORDS", "MEASURE_KINDS"]

#: A question that wants the thing itself, and not what is done with it ("how do I change my phone number?").
_WHICH = r"""\b(?:what(?:['’]?s|\s+is|\s+are|\s+was)|which\s+is|wie\s+(?:ist|lautet|lauten)|was\s+ist|
    quel(?:le)?s?\s+(?:est|sont)|cuál(?:es)?\s+(?:es|son)|qual\s+è|qual\s+é)\b[^?!.]{0,60}?\b"""
_NO_MORE = (
    r"(?=\W*$|[\s’'](?:of|for|at|in|to|der|des|den|von|vom|für|im|de|du|des|d|del|la|los|pour|para|di|della|do|da)\b)"
)

_PHONE_ASKED = rf"""{_WHICH}(?:(?:(?:tele)?phone|mobile|fax|emergency)\s+numbers?|(?:telefon|handy|fax|notruf)nummern?|
    numéros?\s+de\s+(?:téléphone|portable|fax)|números?\s+de\s+(?:teléfono|móvil|fax)|numeri?\s+di\s+telefono|
    números?\s+de\s+telefone){_NO_MORE}"""
_PHONE = r"(?<!\p{N})\p{N}(?:[\s()./-]{0,3}\p{N}){2,}"

_MAIL_ASKED = rf"""{_WHICH}(?:e-?mails?(?:\s+address(?:es)?)?|e-?mail-?adressen?|adresses?\s+e-?mail|
    correo\s+electrónico){_NO_MORE}"""
_SITE_ASKED = (
    rf"{_WHICH}(?:web\s?sites?|web\s+address|urls?|home\s?page|webseite|site\s+(?:web|internet)|sitio\s+web){_NO_MORE}"
)
_SITE = r"https?:|\bwww\.|\p{L}\.\p{L}{2,}(?=[/\s.,;)]|$)"

_ARE = r"\s+(?:is|are|was|were|do|does|did|can|may|must|will|should)\b"
_HEAT_ASKED = rf"""\b(?:(?:what|which)\s+temperatures?|how\s+(?:hot|cold|warm|cool){_ARE}|
    welche[rnms]?\s+temperatur|wie\s+(?:heiß|kalt|warm)\s+(?:ist|sind|wird|war|darf|muss|soll)|quelles?\s+températures?|
    qué\s+temperatura|che\s+temperatura|que\s+temperatura)\b"""
#: Behind a number, perhaps as the last of two: "10 to 60 seconds".
_TO = r"(?:[\p{N}.,]*\s?(?:to|and|or|bis|und|à|et|a|y|[-–])\s?[+-]?\p{N})?[\p{N}.,]*[\s-]?"
_NO_HEAT = rf"""(?!\p{{N}}{_TO}(?:\p{{Sc}}|%|seconds?|minutes?|min|hours?|days?|weeks?|months?|years?|sekunden|minuten|
    stunden?|tagen?|wochen?|monaten?|jahren?|secondes?|heures?|jours?|semaines?|mois|ans|segundos?|minutos?|horas?|días?|
    semanas?|meses|años|k?g|mg|m?l|[ckm]?m|[GMK]B|times|people)\b)"""
_HEAT = rf"""{_NO_HEAT}(?<![\p{{L}}\p{{N}}])(?<!\p{{N}}[.,])\p{{N}}|
    \b(?:room\s+temperature|fridge|refrigerat\p{{L}}+|freez(?:er|ing)|frozen|cool|cold|warm|hot|boil\p{{L}}*|raumtemperatur|
    zimmertemperatur|kühlschrank|kühl|kalt|heiß|frigo|réfrigérateur|température\s+ambiante|frais|froid|chaud|nevera|
    frigorífico|frío|caliente|temperatura\s+ambiente)"""

_WEIGHT_ASKED = rf"""\b(?:how\s+heavy{_ARE}|how\s+much\s+(?:does|do|did|can|may|will)\b[^?]*\bweigh\b|wie\s+schwer\s+
    (?:ist|sind|darf|dürfen|war)|combien\s+pèsent?|cuánto\s+pesan?|quanto\s+pesan?o?)\b"""
_WEIGHTS = r"""(?:k?g|mg|lbs?|oz|t|pounds?|ounces?|stone|tonn?e?s?|(?:kilo|milli)?gram(?:me)?s?|kilos?|(?:kilo)?gramm|
    pfund|tonnen?|kilogrammes?|livres?|libras?|kilogramos?|gramos?)\b"""
_LENGTH_ASKED = rf"\b(?:how\s+(?:tall|deep|wide|thick){_ARE}|wie\s+(?:tief|breit|dick)\s+(?:ist|sind|war|darf))\b"
_LENGTHS = r"""(?:[ckmdµ]?m|ft|in|yd|met(?:er|re)s?|(?:centi|kilo|milli)met(?:er|re)s?|feet|foot|inch(?:es)?|yards?|miles?|
    storeys?|stories|floors?|fathoms?|nm|(?:zenti|kilo|milli)?metern?|stockwerke?|mètres?|metros?|microns?)\b|["′″]"""


def _measured(units: str) -> str:
    """A number with one of these units, or such a unit in brackets, behind a comma or "in", as over a column."""
    number = r"\p{N}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|thousand)\b"
    return rf"(?:{number}){_TO}(?:{units})|(?s:(?:[(\[,]|\bin)\s*(?:{units}).*\p{{N}})"


#: A time of day: any number may be one, or what the sun does.
CLOCK_ASKED = r"""\b(?:what\s+time(?!\s+(?:zone|of|limit|period|frame|range|unit|series|step|stamp))|
    um\s+(?:wie\s?viel|welche)\s+uhr|à\s+quelle\s+heure|a\s+qué\s+hora|a\s+che\s+ora|a\s+que\s+horas?)\b"""
CLOCK_WORDS = r"""noon|midnight|dawn|dusk|sunrise|sunset|mornings?|afternoons?|evenings?|nights?|mittags?|mitternacht|
    morgens?|vormittags?|nachmittags?|abends?|nachts?|midi|minuit|matin|soir|mediodía|medianoche|mañana|tarde|noche|any\s?time"""

#: As in ``wanted_values``: what asks, what an answer has, what a sentence that has it is worth.
MEASURE_KINDS = (
    (_PHONE_ASKED, _PHONE, 2.0),
    (_MAIL_ASKED, "@", 2.0),
    (_SITE_ASKED, _SITE, 2.0),
    (_HEAT_ASKED, _HEAT, 2.0),
    (_WEIGHT_ASKED, _measured(_WEIGHTS), 2.0),
    (_LENGTH_ASKED, _measured(_LENGTHS), 2.0),
)
