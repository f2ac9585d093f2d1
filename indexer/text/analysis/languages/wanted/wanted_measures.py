"""What asks for how somebody is reached, a password, an age, a temperature, a weight, a height, a time of day, a place or
an owner, and what an answer has.

As for other kinds (``wanted_values``), only questions are typed of which that is certain. "What is the phone number of the
office?" is not answered by what is said of phones in the office, nor "how heavy is it?" by how far it sees.
"""

from __future__ import annotations

from indexer.model.stated.dates import MONTHS

__all__ = ["ASKED_FOR_NO_NUMBER", "CLOCK_ASKED", "CLOCK_WORDS", "MEASURE_KINDS", "MONTH"]

#: A question that wants the thing itself, and not what is done with it ("how do I change my phone number?").
_WHICH = r"""\b(?:what(?:['’]?s|\s+is|\s+are|\s+was)|which\s+is|wie\s+(?:ist|lautet|lauten)|was\s+ist|
    quel(?:le)?s?\s+(?:est|sont)|cuál(?:es)?\s+(?:es|son)|qual\s+è|qual\s+é|wat\s+(?:is|zijn))\b[^?!.]{0,60}?\b"""
_NO_MORE = (
    r"(?=\W*$|[\s’'](?:of|for|at|in|to|der|des|den|von|vom|für|im|de|du|des|d|del|la|los|pour|para|di|della|do|da|van|"
    r"voor)\b)"
)

#: A month beside the number of a day: "12 may attend" has none.
_CAPITALS = "May|MAY|March|MARCH"
MONTH = rf"(?:(?-i:{_CAPITALS})|{'|'.join(sorted(MONTHS - {'may', 'march'}))})"
_SPAN = """seconds?|minutes?|hours?|days?|weeks?|months?|years?|tagen?|wochen?|monaten?|jahren?|jours?|semaines?|mois|ans|
    días?|meses|años"""
_TIMES = r"""(?:mon|tues|wednes|thurs|fri|satur|sun)days?|spring|summer|autumn|winter|years?|age|mornings?|nights?|
    evenings?|end|same|early|late|time|then|jahre?n?|alter|frühjahr|sommer|herbst|été|hiver|printemps|automne|année|verano|invierno|año"""

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

_CODE_ASKED = rf"""{_WHICH}(?:(?:pass|pin\s|key|gate|door)?codes?|pass(?:word|phrase)s?|pins?|kenn(?:wort|wörter)|
    passw(?:ort|örter)|mot\s+de\s+passe|contraseña|clave|wachtwoord){_NO_MORE}(?!\s+of\s+(?:conduct|practice|ethics))"""
_SAYS = r"(?:codes?|pass\p{L}+|pins?|kennw\p{L}+|mot\s+de\s+passe|contraseña|clave|wachtwoord)"
#: A sign with a figure, or what stands behind such a word as its value: "password: swordfish", not "the code is changed".
_CODE = rf"""(?<![\p{{L}}\p{{N}}])[\p{{L}}-]*\p{{N}}(?!\p{{L}}*\s+(?:{MONTH}|{_SPAN})\b)|
    (?<=\b{_SAYS}\s*[:=|]\s*)\S|(?<=\b{_SAYS}\s+(?:(?:is|ist|lautet|est|es)\s+)?)[“"„«`'‘]|
    (?<=\b{_SAYS}\s+(?:is|ist|lautet|est|es)\s+)(?!\p{{L}}+(?:ed|en|t|é|ée|ado|ada)\b|(?:not|no|never|the|an?|in|on|at|with|
    known|for|only|always|nicht|kein|pas|le|la|el)\b)\p{{L}}"""

_AGE_ASKED = r"""\b(?:how\s+old\s+(?:is|are|was|were|must|should|may|do|does|did|can)|
    wie\s+alt\s+(?:ist|sind|war|muss|darf)|quel\s+âge|qué\s+edad|cuántos\s+años\s+tienen?)\b"""
_NO_AGE = rf"""[:.]\p{{N}}|\s?(?:\p{{Sc}}|%|(?:k?g|mg|[ckm]?m|[ap]\.?m|uhr|h)\b|euros?|dollars?|pounds?|hours?|minutes?)|
    \.?\s+{MONTH}\b|\s(?!(?:{_SPAN})\b)\p{{L}}{{4,}}s\b"""
#: "Eco 24" is a name, "Over 16" an age.
_NAMED = r"(?-i:\b(?!(?:In|Over|Under|From|Age|Since|Until|About|Built|Ab|Seit)\b)\p{Lu})\p{L}+\s"
_AGE = rf"""(?<!{_NAMED})(?<![\p{{L}}\p{{N}}])(?<!\p{{N}}[:.,\s/-])(?!0)\p{{Nd}}{{1,4}}(?!\p{{N}}|[\s/-]\p{{N}}|{_NO_AGE})|
    \b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{{L}}+teen|\p{{L}}+ty(?:-\p{{L}}+)?|zwei|drei|vier|
    fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\p{{L}}+zig|deux|trois|quatre|cinq|sept|huit|neuf|dix|dos|tres|cuatro|cinco|
    seis|siete|ocho|nueve|diez)(?:\s+(?:and\s+a\s+half\s+)?|-)(?:{_SPAN})\b|\b(?:centur(?:y|ies)|decades?|siècle|siglo)\b"""

_OWNER_ASKED = r"""\b(?:who\s+owns?|who\s+owned|whose\s+(?:is|are)|to\s+whom\s+does|wem\s+gehör\p{L}+|
    à\s+qui\s+appart\p{L}+|de\s+quién\s+(?:es|son)|a\s+quién\s+pertenec\p{L}+)\b"""
#: With what stands before the word, as it may well be one of the question.
_OWNER = r"""(?:^|[^\p{L}])(?:owns?|owned|owners?|ownership|belong\p{L}*|property|proprietors?|landlord|possess\p{L}*|
    (?:his|hers|ours|yours|theirs|mine)(?=\W|$)|bought\s+by|gehör\p{L}+|eigent\p{L}+|besitz\p{L}*|appart\p{L}+|
    propri\p{L}+|pertenec\p{L}+|propiet\p{L}+|dueñ\p{L}+)|(?<=\p{L})['’]s\b"""

_PLACE_ASKED = r"""\b(?:where\s+(?:was|were|is|are)\b[^?]*\b(?:born|buried|bapti[sz]ed|christened|killed)|
    where\s+(?:did|do|does)\b[^?]*\b(?:die|live|grow\s+up|move|settle)|wo\s+(?:wurde|ist)\b[^?]*\bgeboren|
    wo\s+(?:starb|stirbt|lebte|lebt|wohnte|wohnt)|où\s+(?:est|a)\b[^?]*\b(?:née?s?|morte?s?|vécu)|où\s+(?:habit|viv)\p{L}+|
    dónde\s+(?:nació|murió|viv\p{L}+))\b"""
#: Behind a word of place what is no time, or a name in a cell or behind such a label, or with a number before it.
_AT = r"""(?:in|on|at|near|off|under|behind|between|beside|along|around|inside|outside|throughout|across|within|by|im|am|
    auf|bei|zu|an|à|en|au|aux|dans|sur|chez)\s+(?:(?:the|an?|his|her|its|their|der|dem|den|einer|einem|la|le|les|el|un|une)\s+)?"""
_HOME = "born|died|lives?|place|address|geboren|gestorben|ort|lieu|lugar"
_PLACE = (
    rf"""(?:(?<=\b{_AT})|(?<=\|\s?|(?:{_HOME}):\s?|\p{{N}}\s)(?=(?-i:\p{{Lu}})))(?!(?:{MONTH}|{_TIMES})\b)\p{{L}}"""
)

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
    (?:ist|sind|darf|dürfen|war)|combien\s+pèse(?:nt)?|cuánto\s+pesan?|quanto\s+pesan?o?)\b"""
_WEIGHTS = r"""(?:k?g|mg|lbs?|oz|t|pounds?|ounces?|stone|tonn?e?s?|(?:kilo|milli)?gram(?:me)?s?|kilos?|(?:kilo)?gramm|
    pfund|tonnen?|kilogrammes?|livres?|libras?|kilogramos?|gramos?)\b"""
_LENGTH_ASKED = rf"""\b(?:how\s+(?:tall|deep|wide|thick){_ARE}|wie\s+(?:tief|breit|dick)\s+(?:ist|sind|war|darf)|
    hoe\s+(?:diep|breed|dik)\s+(?:is|zijn|was|mag)|quelle\s+(?:est|était)\s+la\s+(?:profondeur|largeur|hauteur|épaisseur)|
    qué\s+(?:profundidad|anchura|altura)\s+tiene|(?:quanto\s+(?:è|sono)|com'è)\s+(?:profond|larg|alt|spess)[oaie])\b"""
_LENGTHS = r"""(?:[ckmdµ]?m|ft|in|yd|met(?:er|re)s?|(?:centi|kilo|milli)met(?:er|re)s?|feet|foot|inch(?:es)?|yards?|miles?|
    storeys?|stories|floors?|fathoms?|nm|(?:zenti|kilo|milli)?metern?|stockwerke?|mètres?|metros?|microns?)\b|["′″]"""


def _measured(units: str) -> str:
    """A number with one of these units, or such a unit in brackets, behind a comma or "in", as over a column."""
    number = r"\p{N}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|thousand)\b"
    return rf"(?:{number}){_TO}(?:{units})|(?s:(?:[(\[,]|\bin)\s*(?:{units}).*\p{{N}})"


#: A time of day: any number may be one, or what the sun does.
CLOCK_ASKED = r"""\b(?:(?<!\b(?:within|in)\s+)what\s+time(?!\s+(?:zone|of|limit|period|frame|range|unit|series|step|stamp))|
    um\s+(?:wie\s?viel|welche)\s+uhr|à\s+quelle\s+heure|a\s+qué\s+hora|a\s+che\s+ora|a\s+que\s+horas?)\b"""
CLOCK_WORDS = r"""noon|midnight|dawn|dusk|sunrise|sunset|mornings?|afternoons?|evenings?|nights?|mittags?|mitternacht|
    morgens?|vormittags?|nachmittags?|abends?|nachts?|midi|minuit|matin|soir|mediodía|medianoche|mañana|tarde|noche|any\s?time"""

#: As in ``wanted_values``: what asks, what an answer has, what a sentence that has it is worth.
MEASURE_KINDS = (
    (_PHONE_ASKED, _PHONE, 2.0),
    (_MAIL_ASKED, "@", 2.0),
    (_SITE_ASKED, _SITE, 2.0),
    (_CODE_ASKED, _CODE, 2.0),
    (_AGE_ASKED, _AGE, 2.0),
    (_OWNER_ASKED, _OWNER, 2.0),
    (_PLACE_ASKED, _PLACE, 1.3),
    (_HEAT_ASKED, _HEAT, 2.0),
    (_WEIGHT_ASKED, _measured(_WEIGHTS), 2.0),
    (_LENGTH_ASKED, _measured(_LENGTHS), 2.0),
)

#: What asks for something else than a number.
ASKED_FOR_NO_NUMBER = frozenset((_MAIL_ASKED, _SITE_ASKED, _CODE_ASKED, _OWNER_ASKED, _PLACE_ASKED))
