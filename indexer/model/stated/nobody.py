"""Which names that files state as their author's are nobody's: what programs, forms and accounts leave there.

Told by kind, as such names are endless: by what a name is put together from, not by a list of whole names. The words are
those met in the properties of files of public collections. Organisations are authors.
"""

from __future__ import annotations

import re

__all__ = ["is_nobody"]

_WORD = re.compile(r"[^\W\d_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Roles on a computer or in a form; a name that ends so is nobody's: "Registered User", "TK-Admin", "Document author 2".
_ROLES = _words(
    """user users username admin administrator customer account author autor autorin auteur autore автор benutzer
    benutzerin anwender gebruiker bruker bruger användare käyttäjä użytkownik uživatel používateľ felhasználó
    kullanıcı kullanıcısı пользователь користувач админ администратор χρήστης beheerder ユーザー ユーザ 用户 用戶 使用者 
    微软用户 사용자 作者 管理员"""
)
#: Roles of languages that put them first: "Utilisateur Windows", "Usuario de Windows".
_LEADING_ROLES = _words(
    """utilisateur utilizador usuario usuário usuari utente utilizator compte administrador administrateur
    amministratore учетная учётная"""
)
#: What is nobody's where all words of a name are of these.
_PLACEHOLDERS = _words(
    """unknown unbekannt unbekannter unbekannte inconnu inconnue desconocido desconhecido sconosciuto onbekend
    okänd ukjent ukendt tuntematon nieznany neznámý неизвестный неизвестно неизвестен bilinmeyen 未知 不明 未詳 佚名
    anonymous anonym anonyme anónimo anônimo anonimo аноним none null nil undefined unspecified nan na untitled
    unnamed noname tbd todo owner guest gast gäst invité invitado root default test temp system server pc пк
    laptop notebook desktop workstation macbook name names firstname lastname surname me i self ich moi yo
    example sample beispiel xxx"""
)
#: Words that stand beside these, or beside one another, and name nobody by themselves.
_BESIDE = _words(
    """the a an your my this is of de del do du di no not first last set specified given available file document
    creator windows win microsoft office mac book pro apple hp dell acer asus lenovo sony samsung toshiba home
    local portable registered valued preferred licensed"""
)
#: Programs, of which at least one is named where a name is that of a program.
_PROGRAMS = _words(
    """openpyxl xlsxwriter pandoc libreoffice openoffice staroffice word excel powerpoint acrobat distiller
    pdfmaker pdfwriter indesign illustrator photoshop framemaker pagemaker quarkxpress ghostscript tex latex
    pdftex pdflatex xetex luatex wkhtmltopdf itext itextsharp fpdf tcpdf reportlab weasyprint poi fop tika docx
    pptx phpword phpexcel phpspreadsheet epplus aspose jasperreports reports calibre docs wordpress joomla
    drupal mediawiki doxygen javadoc scanner scan export openxml imagemagick cadconverter converter generator
    printer wordpad notepad wps thinstall"""
)
#: Words that stand beside a program's.
_OF_PROGRAMS = _BESIDE | _words(
    """adobe python java php net js j x org google apache crystal jasper ibm spss sas canon epson xerox ricoh
    kyocera facility server professional standard version cc cs for and macintosh pdf library writer online web"""
)

_VALUE = re.compile(
    r"""(?ix)
    .*\b0x[0-9a-f]{4,}.*                                     # a program's reference: ARRAY(0x55d0c8)
    | \{?[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?    # a GUID
    | S-1-5-[\d-]+                                           # an account of Windows
    | (?:desktop|laptop|win|pc)-\w{5,}                       # a machine
    | .*(?:\{\{.*\}\}|\$\{.*\}|\{%.*%\}|<%.*%>|%\w+%).*      # what a template was to put there
    | \[object\ \w+\] | n/?a | system\.\w+(?:\[\])?
    """
)
_PATH = re.compile(
    r"""(?ix)
    [a-z]:[\\/].* | \\\\.* | (?:~|\.{1,2})?/[^/\s]+/.*        # of a file
    | (?:[a-z][\w+.-]*:)?//.* | www\..*                      # an address
    | \S.*\.(?:docx?|dotx?|xlsx?|pptx?|od[tsp]|rtf|txt|pdf|html?|php|aspx?|tex|indd|qxd|exe|dll)
    """
)
_MADE_BY = re.compile(
    r"(?i)(?:auto(?:matically)?[- ])?(?:created|generated|produced|converted|exported|made|scanned|registered)"
    r" (?:by|with|from|using|to)\b.*"
)
_VERSION = re.compile(r"(?i)(?:.*\s)?v?\d+\.\d[\w.]*\s*(?:\(.*|for\b.*)?")


def is_nobody(name: str) -> bool:
    """Whether one name, as a file states it, is that of no person and no organisation: a role ("Windows User"), a
    placeholder ("Unknown"), a program, a path, an address of the web, a value that a program failed to fill in, no word."""
    name = name.strip(" \t\n.,;:-_*\"'")
    words = [word.casefold() for word in _WORD.findall(name)]
    if not words or (len(name) == 1 and name.lower() != name.upper()):
        return True
    if words[-1] in _ROLES or words[0] in _LEADING_ROLES:
        return True
    if any(kind.fullmatch(name) for kind in (_VALUE, _PATH, _MADE_BY, _VERSION)):
        return True
    return _are(words, _PLACEHOLDERS | _ROLES, _BESIDE) or _are(words, _PROGRAMS, _OF_PROGRAMS)


def _are(words: list[str], kind: frozenset[str], beside: frozenset[str]) -> bool:
    """Whether one of the words is of a kind, and all others are, or stand beside such."""
    return not kind.isdisjoint(words) and kind.union(beside).issuperset(words)
