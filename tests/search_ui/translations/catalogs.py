"""The messages of the code, as Babel reads them out of it, and the catalogs beside them.

As a program, it brings the catalogs up to date (``make translations``).
"""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[3]
PO_FILES = {path.stem: path for path in (ROOT / "search_ui/translations").glob("*.po")}

_METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
_OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}
_KEYWORDS = {
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "phrase": None,
    "phrase_in": ((1, "c"), 2),
    "plural": (1, 2),
    "counted": (2, 3),
    "translatable": None,
}
#: Rooms whose words no page shows in another language: shells, reports of measurements, what keeps the index, the manual.
_ENGLISH = re.compile(
    r"indexer/(cli|evaluation|indexing|store|engines)|search_ui/(api|agents|serving|manual)|search_ui/pages/(admin|manual)"
    r"|search_ui/templates/(admin|manual|api[.]html)"
)
_NOISE = re.compile(
    r'^"(?:Project-Id|Report-Msgid|POT-|PO-|Last-Tr|Language-Team|Generated)[^\n]*\n|^#, python-[^\n]*\n', re.M
)


def messages_of_the_code():
    """A catalog without translations."""
    found = Catalog(project="Passageway", charset="utf-8")
    for folder in ("indexer", "search_ui"):
        rows = extract_from_dir(ROOT / folder, _METHODS, _OPTIONS, _KEYWORDS, directory_filter=_is_translated)
        for name, line, message, _comments, context in rows:
            where = f"{folder}/{name}"
            if _is_translated(ROOT / where) and all(message if isinstance(message, tuple) else [message]):
                found.add(message, locations=[(where, line)], context=context)
    return found


def _is_translated(path):
    """Whether pages show the words of a file or folder in other languages."""
    return not _ENGLISH.fullmatch(Path(path).relative_to(ROOT).as_posix())


def read(path):
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def update():
    """Puts into each catalog what the code has, keeps what is translated, and takes out what nobody says any more."""
    template = messages_of_the_code()
    for path in PO_FILES.values():
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        write(path, catalog)


def write(path, catalog):
    """Without lines of the header that change with every run and say nothing."""
    written = BytesIO()
    write_po(written, catalog, width=0, include_lineno=False, sort_by_file=True)
    path.write_text(_NOISE.sub("", written.getvalue().decode()), "utf-8")


if __name__ == "__main__":
    update()
