"""XML that a wiki exports: each page is a document."""

from indexer.documents.content import Content
from indexer.documents.formats.files.recognition import recognised
from indexer.documents.formats.markup.light.mediawiki.wiki_export import read_parts
from indexer.model import Skipped


def export(*pages):
    """The bytes of an export of these pages, each the XML inside of it."""
    inside = "".join(f"<page>{page}</page>\n" for page in pages)
    namespace = "http://www.mediawiki.org/xml/export-0.10/"
    return Content.of_bytes("wiki.xml", f'<mediawiki xmlns="{namespace}"><siteinfo/>{inside}</mediawiki>'.encode())


def revision(text, moment="2024-05-02T10:00:00Z", model="wikitext"):
    stated = f"<timestamp>{moment}</timestamp><model>{model}</model>"
    return f"<revision>{stated}<text>{text}</text></revision>"


def parts_of(content, limit=1000):
    return list(read_parts(content, "", limit))


def test_each_page_is_a_document_by_its_title_with_its_newest_text():
    newest = revision("== On e-mail ==\nIt ''arrives''.", "2024-05-02T10:00:00Z")
    content = export(f"<title>E-mail</title><ns>0</ns>{newest}{revision('old', '2023-01-01T00:00:00Z')}")
    (part,) = parts_of(content)
    parsed = part.read()
    assert (part.name, part.place, part.media_type) == ("E-mail", "page 1, E-mail", "text/mediawiki")
    assert (parsed.title, parsed.text, parsed.about.date) == ("E-mail", "On e-mail\n\nIt arrives.", "2024-05-02")
    assert {(block.locator.part, block.locator.lines) for block in parsed.blocks} == {("page 1", None)}


def test_what_is_no_page_to_read_is_listed_with_its_reason_and_names_differ():
    found = parts_of(
        export(
            f"<title>Box</title><ns>10</ns>{revision('x')}",
            f"<title>Tea</title>{revision('one')}",
            f"<title>Tea</title>{revision('two')}",
            f"<title>M</title>{revision('x', model='json')}",
            f"<title>L</title>{revision('x' * 2000)}",
            "<title>N</title>",
        )
    )
    assert [item.reason if isinstance(item, Skipped) else item.name for item in found] == [
        "Box: a template, which other pages use",
        "Tea",
        "Tea~2",
        "M: its text is json, no wikitext",
        "L: it is too long; the limit is 1,000 bytes (PASSAGEWAY_FILE_LIMIT)",
        "a page without title or text",
    ]


def test_an_export_is_known_by_what_it_begins_with():
    assert recognised(export(), None)[0].key == "mediawiki_export"
