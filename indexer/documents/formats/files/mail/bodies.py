"""The parts of a message (MIME, RFC 2045 to 2049): what is its text, and what is sent with it."""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.errors import MessageError
from email.generator import BytesGenerator
from email.message import Message
from io import BytesIO

import regex

from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.mail.headers import decoded, safe_name, text_of
from indexer.documents.formats.text.decoding import decode
from indexer.errors import ReadingError

__all__ = ["MessageParts", "SentFile", "charset_of", "parts_of_message", "text_of_part", "without_armour"]

#: The most parts of one message, and how deep they may be in one another.
_MOST, _DEEPEST = 1000, 50
#: A plain text of fewer words than this share of the page that stands for it says but "see the other one".
_LEAST_PLAIN = 0.25

_WORD = regex.compile(r"\w+")
_TAG = regex.compile(r"(?is)<(style|script|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*+>")
#: What proves who sent a message, or is its code: nothing that people read.
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_ENCRYPTED = frozenset({"application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
#: Text that mail programs do not show as it is.
_UNSHOWN = frozenset(
    {"text/calendar", "text/css", "text/csv", "text/rtf", "text/vcard", "text/x-amp-html", "text/x-vcard", "text/xml"}
)
#: The same within a text (RFC 9580, 6.2 and 7).
_ARMOUR = regex.compile(
    r"(?m)^-----BEGIN PGP (?P<kind>SIGNATURE|PUBLIC KEY BLOCK)-----[^\n]*+\n(?:(?!-----)[^\n]*+\n)*+"
    r"-----END PGP (?P=kind)-----[^\n]*+(?:\n|\Z)"
)
_SIGNED = regex.compile(r"(?m)^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\r?\n(?:[A-Z][\w-]*: .*\n)*")
_ESCAPED_DASH = regex.compile(r"(?m)^- (?=-)")
_ENDINGS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/calendar": ".ics",
    "text/markdown": ".md",
    "text/rtf": ".rtf",
    "application/rtf": ".rtf",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
}


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that is sent with a message: its part's ``number`` ("2.1"), its safe ``name``, and the part."""

    number: str
    name: str
    part: Message

    def raw(self) -> bytes:
        """Its bytes, as they were before they were sent."""
        if self.part.get_content_type() == "message/rfc822":
            return _attached_message(self.part)
        return bytes_of(self.part)


@dataclass(slots=True)
class MessageParts:
    """The texts of a message in order, and its attachments; ``encrypted`` where its text is locked."""

    texts: list[Message] = field(default_factory=list)
    attachments: list[SentFile] = field(default_factory=list)
    encrypted: bool = False
    count: int = 0


def parts_of_message(message: Message) -> MessageParts:
    """The text of a message and what is sent with it; raises ReadingError for more parts than any message has."""
    found = MessageParts()
    _walk(message, "", 0, found)
    return found


def _walk(part: Message, number: str, depth: int, found: MessageParts, *, related: bool = False) -> None:
    found.count += 1
    if found.count > _MOST or depth > _DEEPEST:
        raise ReadingError(f"it has more than {_MOST:,} parts, or they are more than {_DEEPEST} deep in one another")
    _mend_parameters(part)
    kind = part.get_content_type()
    if kind.startswith("multipart/") and isinstance(part.get_payload(), list):
        _walk_several(part, kind, number, depth, found)
    elif kind.startswith("multipart/"):  # of which there are none
        part.set_type("text/plain")
        found.texts.append(part)
    elif kind in _SIGNATURES or (kind.startswith("image/") and (related or _disposition(part) != "attachment")):
        return
    elif kind in _ENCRYPTED and "signed" not in str(part.get_param("smime-type", "") or ""):
        found.encrypted = True
    elif _is_text(part, kind, found):
        found.texts.append(part)
    elif not (related and not _file_name(part)):
        found.attachments.append(SentFile(number or "1", _name(part, kind), part))


def _walk_several(part: Message, kind: str, number: str, depth: int, found: MessageParts) -> None:
    inside = list(_numbered(part, number))
    if kind == "multipart/alternative":
        _walk_alternatives(inside, depth, found)
        return
    if kind == "multipart/encrypted":
        found.encrypted = True
        return
    for at, (own, one) in enumerate(inside):
        _walk(one, own, depth + 1, found, related=kind == "multipart/related" and at > 0)


def _walk_alternatives(inside: list[tuple[str, Message]], depth: int, found: MessageParts) -> None:
    """Takes the plain text, or the page where that says more; of both, what is sent with them."""
    tried: list[MessageParts] = []
    for own, one in inside:
        alternative = MessageParts(count=found.count)
        _walk(one, own, depth + 1, alternative)
        found.count = alternative.count
        tried.append(alternative)
    best = max(tried, key=lambda one: _worth(one.texts), default=MessageParts())
    found.texts += best.texts
    found.encrypted = found.encrypted or best.encrypted
    for alternative in tried:
        attached = alternative.attachments if alternative is best or alternative.texts else []
        found.attachments += [each for each in attached if each.part.get_content_type() != "text/calendar"]


def _worth(texts: list[Message]) -> float:
    """How many words an alternative has; those of plain text count more, as it is what the page says without its tags."""
    worth = 0.0
    for part in texts:
        text = text_of_part(part)
        plain = part.get_content_type() != "text/html"
        worth += len(_WORD.findall(text)) / _LEAST_PLAIN if plain else len(_WORD.findall(_TAG.sub(" ", text)))
    return worth


def _numbered(part: Message, number: str) -> Iterator[tuple[str, Message]]:
    """The parts of a part by their numbers (IMAP, RFC 9051, 6.4.5.1)."""
    payload = part.get_payload()
    for own, one in enumerate(payload if isinstance(payload, list) else (), start=1):
        if isinstance(one, Message):
            yield (f"{number}.{own}" if number else str(own)), one


def _is_text(part: Message, kind: str, found: MessageParts) -> bool:
    """Whether a part is text of the message rather than a file."""
    if _disposition(part) == "attachment":
        return False
    if kind in ("text/plain", "text/html"):
        return not (_file_name(part) and found.texts)
    if kind == "message/delivery-status":
        return True
    return kind.startswith("text/") and kind not in _UNSHOWN and not _file_name(part)


def _mend_parameters(part: Message) -> None:
    """Guesses the encoding of parameters that are not ASCII, as they may not be."""
    for name, value in list(part.raw_items()):
        if name.lower() in ("content-type", "content-disposition") and not str(value).isascii():
            part.replace_header(name, decoded(str(value)))


def _disposition(part: Message) -> str:
    return str(part.get("content-disposition", "")).partition(";")[0].strip().lower()


def _file_name(part: Message) -> str:
    try:
        return decoded(part.get_filename() or "")
    except (ValueError, TypeError, LookupError, AttributeError):  # parameters that say what no charset can
        return ""


def _name(part: Message, kind: str) -> str:
    if kind == "message/rfc822" and isinstance(part.get_payload(), list) and not _file_name(part):
        return "message.eml"
    return safe_name(_file_name(part), f"attachment{_ENDINGS.get(kind, '')}")


def bytes_of(part: Message) -> bytes:
    """The bytes of a part, decoded from how they were sent as far as that can be done."""
    if isinstance(part.get_payload(), list):
        return _as_sent(part)
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, LookupError, binascii.Error):
        raw = None
    if isinstance(raw, bytes):
        return raw
    return str(part.get_payload()).encode("utf-8", "surrogateescape")


def text_of_part(part: Message) -> str:
    """The text of a part in the charset that it states, or in which it can be read."""
    raw, charset = bytes_of(part), charset_of(part)
    if charset:
        return text_of(raw, charset)
    try:
        return decode(raw).text if raw.strip() else ""
    except ReadingError:
        return text_of(raw, "latin-1")


def charset_of(part: Message) -> str:
    """The charset that a part states for more than ASCII; "" without one."""
    try:
        charset = part.get_content_charset() or ""
    except (ValueError, TypeError, LookupError):
        return ""
    return "" if charset in ("us-ascii", "ascii", "unknown-8bit") else charset


def without_armour(text: str) -> str:
    """The text of a message without signatures and keys of PGP around it."""
    if "-----BEGIN PGP " not in text:
        return text
    signed = _SIGNED.sub("", text)
    return str(_ARMOUR.sub("", signed if signed == text else _ESCAPED_DASH.sub("", signed)))


def _attached_message(part: Message) -> bytes:
    """The bytes of an attached message; where a program has encoded it, which it may not, it seems to have no headers."""
    inside = [inner for _, inner in _numbered(part, "")]
    if not inside:
        return bytes_of(part)
    inner = inside[0]
    if not inner.keys() and str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        inner["content-transfer-encoding"] = "base64"
        return bytes_of(inner)
    return _as_sent(inner)


def _as_sent(message: Message) -> bytes:
    """A message's bytes; headers that Python does not write as they are stand in them as it read them."""
    out = BytesIO()
    try:
        BytesGenerator(out, mangle_from_=False, policy=policy.compat32).flatten(message)
        return out.getvalue()
    except (MessageError, UnicodeError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ReadingError(f"the message in it cannot be read ({damage_in_words(error)})") from error
