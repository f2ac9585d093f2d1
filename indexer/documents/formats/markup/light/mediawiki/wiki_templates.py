"""The words of a page that stand in a template as its parameters: what only wraps, measures or quotes them shows them.

Names are those of large Wikipedias (https://en.wikipedia.org/wiki/Wikipedia:Template_index); the words of others are in
pages of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import regex

from indexer.documents.formats.markup.light.mediawiki.wiki_infoboxes import fact_lines, is_infobox
from indexer.documents.formats.markup.light.mediawiki.wiki_tags import HIDDEN_END, LINE_BREAK

__all__ = ["DEEPEST", "template_words"]

#: Parts of a template: what is in brackets or braces is none.
_PART = regex.compile(r"\[\[|\]\]|\{\{|\}\}|\|")
_NAMED = regex.compile(r"\s*(?P<name>[\p{L}\d_ -]{1,30}?)\s*=(?P<value>.*)", regex.DOTALL)
#: Code points of a template that is read, and templates inside of one another.
_LONGEST, DEEPEST = 10_000, 4
_NUMBER = regex.compile(r"[-+−]?[\d.,/+⁄]*\d\Z")
_RAISED = regex.compile(r"(?<=m)[23]\Z")
_ROMAN = regex.compile(r"[IVX]{1,6}\Z")
#: What parts the numbers of a measure, and units that are told in two ("6 ft 2 in").
_BETWEEN = {"to": "to", "and": "and", "or": "or", "by": "by", "x": "×", "×": "×", "-": "–", "–": "–", "to(-)": "to"}
_POWERS = {"e3": "thousand", "e6": "million", "e9": "billion"}
_IN_TWO = {"ft": "in", "st": "lb", "lb": "oz", "mi": "yd", "foot": "in", "yd": "ft"}


class _Call(NamedTuple):
    """A template's parameters, by their places and by their names, and how many lines below its first each of these is."""

    placed: list[str]
    named: dict[str, str]
    lines: dict[str, int]

    def first(self, *names: str) -> str:
        """The first parameter, or one that is called so."""
        return next((self.named[name] for name in names if self.named.get(name)), self.placed[0] if self.placed else "")


def template_words(inner: str, nested: Callable[[str], str]) -> str:
    """What a template shows of its own parameters; "" for others. ``inner`` stands between its braces; ``nested`` reads the
    templates in a parameter."""
    if len(inner) > _LONGEST:
        return ""
    name, *parts = _parts(inner)
    called = " ".join(name.replace("_", " ").split()).lower()
    shown = _WAYS.get(called)
    if shown is None and is_infobox(called):
        shown = _facts
    if shown is None and name.strip().lower().startswith(("lang-", "ipa-")):
        shown = _first
    if shown is None:
        return ""
    call, line = _Call([], {}, {}), name.count("\n")
    for part in parts:
        found = _NAMED.match(part) if "=" in part else None
        key = "" if found is None else found["name"].lower()
        value = nested(part if found is None else found["value"]).replace(HIDDEN_END, " ").strip()
        if found is None or key.isdecimal():
            call.placed.append(value)
        else:
            call.named[key], call.lines[key] = value, line
        line += part.count("\n")
    return shown(call)


def _parts(inner: str) -> list[str]:
    """The name and the parameters of a template."""
    parts, begin, depth = [], 0, 0
    for found in _PART.finditer(inner):
        sign = found.group()
        if sign == "|" and depth == 0:
            parts.append(inner[begin : found.start()])
            begin = found.end()
        elif sign != "|":
            depth = max(0, depth + (1 if sign in ("[[", "{{") else -1))
    return [*parts, inner[begin:]]


def _first(call: _Call) -> str:
    return call.first("text", "content", "texte", "fr")


def _second(call: _Call) -> str:
    return call.placed[1] if len(call.placed) > 1 else call.named.get("text") or call.named.get("texte") or _first(call)


def _last(call: _Call) -> str:
    return call.placed[-1] if call.placed else ""


def _row(call: _Call) -> str:
    parts = [part for part in call.placed[:3] if part]
    return (".".join if len(parts) == 3 and all(map(str.isdecimal, parts)) else " ".join)(parts)


def _quotation(call: _Call) -> str:
    """A quotation, and who is quoted, as paragraphs."""
    said = call.first("text", "quote", "quotetext", "contenu", "texto")
    by = call.named.get("author") or call.named.get("sign") or (call.placed[1] if len(call.placed) > 1 else "")
    return "".join(f"{LINE_BREAK * 2}{part}" for part in (said, by and f"— {by}") if part) + LINE_BREAK * 2


def _measure(call: _Call) -> str:
    """Numbers with their unit, as they are before they are converted."""
    words, rest = call.placed[:1], call.placed[1:]
    while len(rest) > 2 and rest[0] in _BETWEEN and _NUMBER.match(rest[1]):
        words += (_BETWEEN[rest[0]], rest[1])
        rest = rest[2:]
    if not rest:
        return " ".join(words)
    if len(rest) > 2 and _IN_TWO.get(rest[0]) == rest[2]:
        return " ".join([*words, *rest[:3]])
    power, unit = _POWERS.get(rest[0][:2], ""), rest[0][2:]
    unit = rest[0] if not power else unit
    return " ".join(filter(None, [*words, power, _RAISED.sub(lambda digit: "²³"[int(digit[0]) - 2], unit)]))


def _value(call: _Call) -> str:
    """A number, how far it may be off, and its unit."""
    power = f"×10<sup>{call.named['e']}</sup>" if call.named.get("e") else ""
    unit = call.named.get("u") or call.named.get("ul") or ""
    return " ".join(filter(None, ("±".join(call.placed[:2]) + power, unit)))


def _about(call: _Call) -> str:
    return " – ".join(f"c. {year}" for year in call.placed[:2]) or "c."


def _since(call: _Call) -> str:
    word = "as of" if call.named.get("lc") else "As of"
    return call.named.get("alt") or " ".join([word, "-".join(call.placed[:3])])


def _fraction(call: _Call) -> str:
    *whole, above, below = call.placed[:3] if len(call.placed) > 1 else ["1", *call.placed]
    return " ".join([*whole, f"{above}/{below}"])


def _reading(call: _Call) -> str:
    return f"{call.placed[0]}({call.placed[1]})" if len(call.placed) > 1 else _first(call)


def _own_and_foreign(call: _Call) -> str:
    """A name, and in brackets how it is written and said elsewhere."""
    behind = ", ".join(filter(None, call.placed[1:3]))
    return f"{_first(call)} ({behind})" if behind and _first(call) else behind or _first(call)


def _century(call: _Call) -> str:
    """ "XIXe siècle"; in other wikis a template of that name is another."""
    if not _ROMAN.match(_first(call)):
        return _first(call)
    return f"{_first(call)}{call.placed[1] if len(call.placed) > 1 else 'e'} siècle"


def _facts(call: _Call) -> str:
    """What an infobox says, a line each."""
    return fact_lines(call.named, call.lines)


def _day(call: _Call) -> str:
    """A year, with its month and day where they are given: "1901-03-14"."""
    numbers = [part for part in call.placed[:3] if part]
    if not all(map(str.isdecimal, numbers)):
        return " ".join(call.placed[:1])
    return "-".join(f"{number:0>2}" for number in numbers)


def _listed(call: _Call) -> str:
    return ", ".join(filter(None, call.placed))


def _sign(sign: str) -> Callable[[_Call], str]:
    """A sign, and what stands behind it."""
    return lambda call: sign + _first(call)


# fmt: off
_BY_WAY: tuple[tuple[Callable[[_Call], str], str], ...] = (
    (_first, """
        nowrap|nobr|nobreak|no wrap|small|smaller|big|larger|nobold|em|strong|italics|mono|code|tt|kbd|samp|var|mvar|key
        smallcaps|sc|allcaps|noitalic|noitalics|not a typo|notatypo|typo|as written|sic|visible anchor|vanchor|abbr|tooltip
        abbrlink|hover|block indent|center|centre|ipa|angbr|gloss|ill|interlanguage link|illm|iw|нп5|нп3|math|lien
        flag|flagu|flagcountry|ruby|ruby-ja|nastaliq|ens|frs|las|grs|itas|rus|ess"""),
    (_second, "lang|langx|langue|lang2|trad|color|font color|resize"),
    (_last, "transl|transliteration|script|translit"),
    (_row, "unité|unidad|unit|date|date-|dunité|unité/2|datum|số"),
    (_quotation, """
        quote|blockquote|cquote|quotation|quote box|quotebox|bq|rquote|zitat|citation bloc|cita|citazione|citaat|цитата"""),
    (_measure, "convert|cvt|conv|converter|convertir"),
    (_value, "val"),
    (_about, "circa|c.|ca.|around"),
    (_since, "as of"),
    (_fraction, "frac|sfrac|fraction|bruch"),
    (_reading, "読み仮名|ルビ|読み仮名 ruby不使用|ふりがな"),
    (_own_and_foreign, "nihongo|nihongo2|korean"),
    (_century, "s|s-|sp-"),
    (_day, """
        birth date|birth date and age|birth-date|birth-date and age|birth year and age|bda|dob|death date|start date
        death date and age|death-date|death-date and age|end date|start date and age|release date|film date|dda
        geburtsdatum|date de naissance|date de décès|fecha de nacimiento|fecha de defunción|fecha|data di nascita"""),
    (_listed, "hlist|ubl|unbulleted list|flatlist|plainlist|plain list|flat list|cslist"),
    (lambda call: f"<sup>{_first(call)}</sup>", "sup|e|exp|superscript"),
    (lambda call: f"<sub>{_first(call)}</sub>", "sub|ind|subscript"),
    (lambda call: " – ", "ndash|spaced ndash|snd|spnd|–|spaced en dash"),
    (lambda call: "—", "emdash|mdash|mdashb|—|em dash"),
    (lambda call: " ", "nbsp|space|sp|thinsp|pad"),
    (lambda call: " · ", "dot|·|bull|•|middot|bullet"),
)
# fmt: on
_WAYS: dict[str, Callable[[_Call], str]] = {
    **{name.strip(): way for way, names in _BY_WAY for name in regex.split(r"[|\n]", names) if name.strip()},
    **{name: _sign("US$") for name in ("us$", "usd", "$")},
    **{name: _sign("£") for name in ("£", "gbp", "pound sterling")},
    **{name: _sign("€") for name in ("€", "eur", "euro")},
    **{name: _sign("¥") for name in ("¥", "jpy", "yen")},
    **{name: _sign("₹") for name in ("₹", "inr")},
    **{name: _sign("ISBN ") for name in ("isbn", "isbnt")},
    "'s": lambda call: "'s",
    "'": lambda call: "'",
}
