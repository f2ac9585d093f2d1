"""A number by the digits of a section: "#,##0.00", "0%", "0.00E+00", "# ?/?", "000-00-0000"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from indexer.documents.formats.sheets.values.format_tokens import CodePiece, Section

__all__ = ["general", "number_writer"]

#: The digits that a double holds for certain, and the characters of a number where nothing is said of them.
_CERTAIN, _GENERAL_WIDTH = 15, 10
#: More decimals than this are none that anybody reads.
_MOST_DECIMALS = 30
_MOST_DENOMINATOR = 9999
_CONTEXT = Context(prec=500)


def general(value: float) -> str:
    """A number as it is shown where its cell says nothing of it: at most ten digits, but whole numbers in full."""
    if value == int(value) and abs(value) < 10**_CERTAIN:
        return str(int(value))
    if not 1e-4 <= abs(value) < 10**_CERTAIN:
        mantissa, _, exponent = f"{value:.5E}".partition("E")
        return f"{_without_zeros(mantissa)}E{exponent}"
    decimals = max(_GENERAL_WIDTH - len(str(int(abs(value)))), 0)
    return _without_zeros(f"{_decimal(value):.{decimals}f}")


def number_writer(section: Section) -> Callable[[float], str]:
    """What writes a number, not negative, by the tokens of a section."""
    tokens = section.tokens
    if any(token.kind == "general" for token in tokens):
        return lambda value: "".join(general(value) if t.kind == "general" else _literal(t) for t in tokens)
    if any(token.kind == "exponent" for token in tokens):
        return _Scientific(tokens).write
    slash = next((at for at, t in enumerate(tokens) if t == CodePiece("mark", "/")), 0)
    if slash and any(token.kind == "digit" for token in tokens[:slash]):
        return _Fractions(tokens, slash).write
    return _Digits(tokens).write


class _Digits:
    """Digits before and behind a point, with what stands around and between them."""

    def __init__(self, tokens: Sequence[CodePiece]) -> None:
        digits = [at for at, token in enumerate(tokens) if token.kind == "digit"]
        first, last = (digits[0], digits[-1]) if digits else (len(tokens), len(tokens))
        point = next((at for at, token in enumerate(tokens) if token == CodePiece("mark", ".")), len(tokens))
        self._is_empty = not digits
        if point < first:
            first = point
        self._before = "".join(map(_literal, tokens[:first]))
        end = max(last, point if point < len(tokens) else last) + 1
        self._inner = tokens[first:end]
        behind = list(tokens[end:])
        thousands = 0
        while behind and behind[0] == CodePiece("mark", ","):
            behind.pop(0)
            thousands += 1
        self._behind = "".join(map(_literal, behind))
        self._shift = 2 * sum(token == CodePiece("mark", "%") for token in tokens) - 3 * thousands
        whole, part = self._inner[: max(point - first, 0)], self._inner[max(point - first, 0) + 1 :]
        self._whole = [token for token in whole if token != CodePiece("mark", ",")]
        self._groups = CodePiece("mark", ",") in whole
        self._part = part
        self._point = "." if point < len(tokens) else ""
        self._decimals = [token.text for token in part if token.kind == "digit"][:_MOST_DECIMALS]
        self._least = sum(token.text == "0" for token in self._whole)
        self._is_plain = all(token.kind == "digit" for token in (*self._whole, *part))

    def write(self, value: float) -> str:
        if self._is_empty:
            return self._before + self._behind
        number = _rounded(_decimal(value).scaleb(self._shift), len(self._decimals))
        whole, _, part = f"{number:f}".partition(".")
        whole = (whole.lstrip("0") or "").rjust(self._least, "0")
        optional = len(self._decimals)
        while optional and self._decimals[optional - 1] != "0" and part[optional - 1] == "0":
            optional -= 1
        part = part[:optional]
        if self._is_plain:
            return f"{self._before}{_grouped(whole) if self._groups else whole}{self._point}{part}{self._behind}"
        return self._before + self._spread_whole(whole) + self._point + self._spread_part(part) + self._behind

    def _spread_whole(self, digits: str) -> str:
        """Digits among the texts between them, from the right: "(555) 123-4567"."""
        written: list[str] = []
        places = sum(token.kind == "digit" for token in self._whole)
        for token in reversed(self._whole):
            if token.kind != "digit":
                written.append(_literal(token))
                continue
            places -= 1
            taken, digits = (digits, "") if places == 0 else (digits[-1:], digits[:-1])
            written.append(_grouped(taken) if self._groups else taken)
        return "".join(reversed(written))

    def _spread_part(self, digits: str) -> str:
        left = iter(digits)
        return "".join(next(left, "") if token.kind == "digit" else _literal(token) for token in self._part)


class _Scientific:
    """A mantissa and an exponent of ten: "1.23E+05"; with several digits before the point, the exponent is a multiple."""

    def __init__(self, tokens: Sequence[CodePiece]) -> None:
        at = next(at for at, token in enumerate(tokens) if token.kind == "exponent")
        self._mantissa = _Digits(tokens[:at])
        point = next((i for i, token in enumerate(tokens[:at]) if token == CodePiece("mark", ".")), at)
        self._step = max(sum(token.kind == "digit" for token in tokens[:point]), 1)
        self._decimals = sum(token.kind == "digit" for token in tokens[point:at])
        self._sign = "+" if tokens[at].text.endswith("+") else ""
        self._width = sum(token.kind == "digit" for token in tokens[at:])
        self._behind = "".join(map(_literal, tokens[at + 1 :]))

    def write(self, value: float) -> str:
        number = _decimal(value)
        exponent = number.adjusted() // self._step * self._step if number else 0
        if _rounded(number.scaleb(-exponent), self._decimals) >= Decimal(10) ** self._step:
            exponent += self._step
        mantissa = self._mantissa.write(float(number.scaleb(-exponent)))
        sign = "-" if exponent < 0 else self._sign
        return f"{mantissa}E{sign}{abs(exponent):0{self._width}}{self._behind}"


class _Fractions:
    """A whole number and a fraction, of a fixed denominator ("?/8") or of one with so many digits."""

    def __init__(self, tokens: Sequence[CodePiece], slash: int) -> None:
        begin = slash
        while begin and tokens[begin - 1].kind == "digit":
            begin -= 1
        end = slash + 1
        while end < len(tokens) and (tokens[end].kind == "digit" or tokens[end].text.isdecimal()):
            end += 1
        below = "".join(token.text for token in tokens[slash + 1 : end])
        self._fixed = int(below) if below.isdecimal() and below.isascii() and int(below) else 0
        self._most = min(10 ** len(below) - 1, _MOST_DENOMINATOR)
        self._has_whole = any(token.kind == "digit" for token in tokens[:begin])
        self._before = "".join(
            _literal(token) for token in tokens[:begin] if token.kind == "text" and token.text.strip()
        )
        self._behind = "".join(map(_literal, tokens[end:]))

    def write(self, value: float) -> str:
        exact = Fraction(_decimal(value))
        whole, rest = divmod(exact, 1) if self._has_whole else (0, exact)
        rest = (
            Fraction(round(rest * self._fixed), self._fixed)
            if self._fixed
            else rest.limit_denominator(max(self._most, 1))
        )
        if rest == 1 and self._has_whole:
            whole, rest = whole + 1, Fraction(0)
        below = self._fixed or rest.denominator
        part = f"{rest.numerator * (below // rest.denominator)}/{below}"
        if self._has_whole:
            part = " ".join(text for text in (str(whole) if whole or not rest else "", part if rest else "") if text)
        return f"{self._before}{part}{self._behind}"


def _decimal(value: float) -> Decimal:
    """The number with the digits that a double holds for certain: 0.30000000000000004 is 0.3."""
    return Decimal(f"{value:.{_CERTAIN}g}")


def _rounded(number: Decimal, decimals: int) -> Decimal:
    """Half away from zero, as people round."""
    if number.adjusted() > 400:
        return number
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, context=_CONTEXT)


def _grouped(digits: str) -> str:
    return f"{int(digits):,}".rjust(len(digits), "0") if digits else ""


def _literal(token: CodePiece) -> str:
    return token.text if token.kind in ("text", "room") or token.text == "%" else ""


def _without_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
