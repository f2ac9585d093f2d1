"""Which shape of a slide is read before which.

Where a slide has nothing but placeholders, its author filled a layout, whose order in the file is that of reading. Shapes
that somebody drew stand in the order in which they were drawn, so that these are read as they lie: in bands from top to
bottom, in a band from left to right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from indexer.documents.formats.office.slides.presentation import PresentedSlide, placeholder_of
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, name_of, number

__all__ = ["in_reading_order"]

_TITLES = ("title", "ctrTitle")


class _Lying(NamedTuple):
    """Where a shape lies on its slide, in EMU (914,400 to the inch)."""

    top: int
    left: int
    height: int


def in_reading_order(shapes: Sequence[XmlElement], slide: PresentedSlide) -> list[XmlElement]:
    """The shapes of a slide or group in the order in which they are read; titles first."""
    titles = [shape for shape in shapes if _kind(shape) in _TITLES]
    others = [shape for shape in shapes if _kind(shape) not in _TITLES]
    if all(placeholder_of(shape) is not None for shape in others):
        return titles + others
    return titles + _as_they_lie(others, lambda shape: _lying(shape, slide))


def _as_they_lie(shapes: list[XmlElement], lying: Callable[[XmlElement], _Lying]) -> list[XmlElement]:
    """Shapes in bands: one belongs to a band where its middle is not below the band's first shape."""
    ordered = sorted(shapes, key=lying)
    bands: list[list[XmlElement]] = []
    bottom = 0
    for shape in ordered:
        top, _, height = lying(shape)
        if not bands or top + height // 2 >= bottom:
            bands.append([])
            bottom = top + height
        bands[-1].append(shape)
    return [shape for band in bands for shape in sorted(band, key=lambda one: lying(one).left)]


def _kind(shape: XmlElement) -> str:
    placeholder = placeholder_of(shape)
    return "" if placeholder is None else attribute(placeholder, "type")


def _lying(shape: XmlElement, slide: PresentedSlide) -> _Lying:
    """Where a shape lies: as it says, or as the layout or master says of its placeholder."""
    for one in (shape, *slide.shape_above(shape)):
        frame = _frame(one)
        offset, extent = child(frame, "a:off"), child(frame, "a:ext")
        if offset is not None and extent is not None:
            return _Lying(
                number(attribute(offset, "y")), number(attribute(offset, "x")), max(number(attribute(extent, "cy")), 0)
            )
    return _Lying(0, 0, 0)


def _frame(shape: XmlElement) -> XmlElement | None:
    if name_of(shape) == "p:graphicFrame":
        return child(shape, "p:xfrm")
    return child(shape, "p:grpSpPr" if name_of(shape) == "p:grpSp" else "p:spPr", "a:xfrm")
