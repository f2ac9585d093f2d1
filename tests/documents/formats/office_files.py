"""Office files made of the XML that stands in a test: packages of parts, their relationships made from names."""

import io
import posixpath
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OOXML = "http://schemas.openxmlformats.org"
_RELATIONSHIPS = f"{_OOXML}/officeDocument/2006/relationships"
#: All that tests write, so that they need not.
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "p": f"{_OOXML}/presentationml/2006/main",
        "a": f"{_OOXML}/drawingml/2006/main",
        "c": f"{_OOXML}/drawingml/2006/chart",
        "dgm": f"{_OOXML}/drawingml/2006/diagram",
        "wp": f"{_OOXML}/drawingml/2006/wordprocessingDrawing",
        "r": _RELATIONSHIPS,
        "m": f"{_OOXML}/officeDocument/2006/math",
        "mc": f"{_OOXML}/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "dc": "http://purl.org/dc/elements/1.1/",
        "cp": f"{_OOXML}/package/2006/metadata/core-properties",
        "dcterms": "http://purl.org/dc/terms/",
    }.items()
)


def xml(name, inside):
    """A part with its root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{name} {_NAMESPACES}>{inside}</{name}>'


def relationships(*targets):
    """Relationships rId1, rId2, ... to (kind, target) pairs; a target with a scheme is outside of the package."""
    lines = "".join(_relationship(f"rId{number}", *target) for number, target in enumerate(targets, 1))
    return f'<Relationships xmlns="{_OOXML}/package/2006/relationships">{lines}</Relationships>'


def _relationship(name, kind, target):
    mode = ' TargetMode="External"' if ":" in target else ""
    return f'<Relationship Id="{name}" Type="{_RELATIONSHIPS}/{kind}" Target="{target}"{mode}/>'


def package(parts, main, targets=(), compression=zipfile.ZIP_DEFLATED):
    """The bytes of a package: its parts by name, the name of the main one, and what that leads to."""
    folder, name = posixpath.split(main)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("_rels/.rels", relationships(("officeDocument", main)))
        if targets:
            made.writestr(f"{folder}/_rels/{name}.rels", relationships(*targets))
        for part, text in parts.items():
            made.writestr(part, text)
    return held.getvalue()


def docx(body, *, targets=(), others=None, core="", compression=zipfile.ZIP_DEFLATED, **parts):
    """A Word file: its body, and parts ("styles", "footnotes", ...) by what stands in their root.

    Its relationships are those parts, then ``targets``; ``others`` are files as they are, by their names below "word/".
    """
    roots = {"header": "w:hdr", "footer": "w:ftr"}
    made = {
        f"word/{name}.xml": xml(roots.get(name.rstrip("0123456789"), f"w:{name}"), inside)
        for name, inside in parts.items()
    }
    made |= {f"word/{name}": text for name, text in (others or {}).items()}
    made["word/document.xml"] = xml("w:document", f"<w:body>{body}</w:body>")
    if core:
        made["docProps/core.xml"] = xml("cp:coreProperties", core)
    known = [(name.rstrip("0123456789"), f"{name}.xml") for name in parts]
    return package(made, "word/document.xml", [*known, *targets], compression)


def p(text="", style="", properties="", runs=""):
    """A paragraph of one run, or of ``runs``."""
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p><w:pPr>{said}</w:pPr>{r(text) if text else ''}{runs}</w:p>"


def r(text, properties=""):
    """A run."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows, properties=""):
    """A table of rows of cells, each a text or the XML of a w:tc."""
    made = []
    for row in rows:
        said, cells = row if isinstance(row, tuple) else ("", row)
        inside = "".join(c if c.startswith("<w:tc>") else f"<w:tc>{p(c)}</w:tc>" for c in cells)
        made.append(f"<w:tr>{said}{inside}</w:tr>")
    return f"<w:tbl>{properties}{''.join(made)}</w:tbl>"


def pptx(*slides, layout="", master="", styles="", notes="", show="", core="", links=()):
    """A presentation of slides, each by the shapes on it; all have one layout and one master with text ``styles``,
    the first has ``notes``. ``links`` are where rId4 and those after it lead."""
    made = {
        "ppt/presentation.xml": xml(
            "p:presentation",
            "<p:sldIdLst>" + "".join(f'<p:sldId r:id="rId{n}"/>' for n in range(1, len(slides) + 1)) + "</p:sldIdLst>",
        ),
        "ppt/layout.xml": xml("p:sldLayout", _tree(layout)),
        "ppt/_rels/layout.xml.rels": relationships(("slideMaster", "master.xml")),
        "ppt/master.xml": xml("p:sldMaster", _tree(master) + styles),
    }
    for number, shapes in enumerate(slides, 1):
        made[f"ppt/slide{number}.xml"] = xml("p:sld", _tree(shapes)).replace("<p:sld ", f"<p:sld {show} ", 1)
        others = [("slideLayout", "layout.xml"), ("chart", "chart.xml"), ("diagramData", "data.xml")]
        others += [("notesSlide", "notes.xml")] if notes and number == 1 else []
        made[f"ppt/_rels/slide{number}.xml.rels"] = relationships(*others, *(("hyperlink", link) for link in links))
    if notes:
        made["ppt/notes.xml"] = xml("p:notes", _tree(notes))
    if core:
        made["docProps/core.xml"] = xml("cp:coreProperties", core)
    return package(made, "ppt/presentation.xml", [("slide", f"slide{n}.xml") for n in range(1, len(slides) + 1)])


def _tree(shapes):
    return f"<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>"


def shape(*paragraphs, kind="", at=None, about="", lists=""):
    """A shape with texts (or XML of a:p), a placeholder of a kind ("title", "body 1"), at (left, top) in its frame."""
    name, _, index = kind.partition(" ")
    placeholder = f'<p:ph type="{name}" idx="{index}"/>' if kind else ""
    frame = f'<a:xfrm><a:off x="{at[0]}" y="{at[1]}"/><a:ext cx="100" cy="100"/></a:xfrm>' if at else ""
    texts = "".join(t if t.startswith("<a:p>") else f"<a:p><a:r><a:t>{t}</a:t></a:r></a:p>" for t in paragraphs)
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr {about}/><p:cNvSpPr/><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:spPr>{frame}</p:spPr>"
        f"<p:txBody><a:lstStyle>{lists}</a:lstStyle>{texts}</p:txBody></p:sp>"
    )
