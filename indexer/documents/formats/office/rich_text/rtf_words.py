"""What control words of RTF stand for, by kind."""

from __future__ import annotations

__all__ = ["CHARACTERS", "ENDS", "FURNITURE", "SKIPPED", "SYMBOLS", "PROPERTIES"]

#: Control words that are a character.
CHARACTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
#: Control symbols that are a character; "-" and the like are none.
SYMBOLS = {"\\": "\\", "{": "{", "}": "}", "~": "\u00a0", "_": "\u2011", "\t": "\t"}
#: Control words that end something. Cells of a table in a table are parted as words are.
ENDS = {
    "par": "paragraph", "sect": "paragraph", "cell": "cell", "row": "row", "line": "line", "lbr": "line", "page": "line",
    "column": "line", "softline": "space", "nestcell": "space", "nestrow": "space",
}  # fmt: skip
#: Groups that stand on every page.
FURNITURE = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
#: Groups of the file's properties, by the words that they begin with.
PROPERTIES = frozenset({"title", "author", "keywords", "subject", "doccomm", "creatim"})
#: Groups without a text of their own, or with one that stands elsewhere once more. What begins with \* is skipped, too,
#: unless it is known to have text.
SKIPPED = frozenset({
    "aftncn", "aftnsep", "aftnsepc", "annotation", "atnauthor", "atndate", "atnid", "atnref", "atntime", "atrfend",
    "atrfstart", "background", "bkmkend", "bkmkstart", "blipuid", "buptim", "category", "colorschememapping",
    "colortbl", "comment", "company", "datafield", "do", "docvar", "falt", "filetbl", "fname", "fontemb",
    "fontfile", "formfield", "ftncn", "ftnsep", "ftnsepc", "generator", "hlinkbase", "info", "latentstyles",
    "listoverridetable", "listpicture", "listtable", "manager", "mmathPr", "nesttableprops", "nofpages",
    "nonesttables", "nonshppict", "objclass", "objdata", "objname", "objtime", "operator", "panose", "picprop",
    "pict", "pn", "printim", "private", "revtbl", "revtim", "rsidtbl", "rxe", "shppict", "shprslt", "sn", "sv", "tc",
    "tcn", "template", "themedata", "userprops", "vern", "wgrffmtfilter", "xe", "xmlnstbl",
})  # fmt: skip
