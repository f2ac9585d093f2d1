"""Documents of tables, shortened for tests."""

SHORT = {"table_header": "th", "table_row": "tr", "heading": "h", "paragraph": "p"}


def shown(parsed):
    """Each block as "kind number: text": its row in the sheet, or the line where it has none."""
    found = []
    for block in parsed.blocks:
        place = block.locator
        number = place.numbered.first if place.numbered else place.lines[0] if place.lines else ""
        found.append(
            f"{SHORT.get(block.kind, block.kind)} {place.part}{number}: {parsed.text[block.start : block.end]}"
        )
    return found
