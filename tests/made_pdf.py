"""PDF files made by hand, in Courier, of which every letter is .6 em wide: where each word is can be reckoned."""

WIDTH, HEIGHT, SIZE = 612, 792, 12


def pdf(*pages, page="", roman=False, labels=""):
    """A PDF of these pages, each a list of lines (x, y, text) with the origin of their first letter in points from the
    lower left corner; ``page`` has more entries of each page's dictionary, ``labels`` those of what pages are called."""
    fonts = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>>>>>"
    called = "/S/r" if roman else labels
    labels = f"/PageLabels<</Nums[0<<{called}>>]>>" if called else ""
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [f"<</Type/Catalog/Pages 2 0 R{labels}>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"]
    for i, lines in enumerate(pages):
        shown = " ".join(f"1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj" for x, y, text in lines)
        stream = f"BT /F {SIZE} Tf {shown} ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]{page}{fonts}/Contents {4 + 2 * i} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
    return _file(objects)


def filled_form(value):
    """A PDF of one page with a field of a form that has this value, and no look of its own."""
    fonts = "/DR<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>"
    look = "/DA(/F 24 Tf 0 g)"
    return _file(
        [
            f"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]{look}/NeedAppearances true{fonts}>>>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Annots[4 0 R]>>",
            f"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V({_escaped(value)}){look}/Rect[72 600 400 640]/F 4/P 3 0 R>>",
        ]
    )


def _file(objects):
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}"
    return f"{body}{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n".encode(
        "cp1252"
    )


def _escaped(text):
    return "".join(f"\\{c}" if c in "()\\" else c for c in text)


def word_place(lines, word):
    """The box of a word (left, top, right, bottom: shares of the page) on a page of these lines, by Courier's measures."""
    x, y, text = next(line for line in lines if word in line[2])
    left = x + 0.6 * SIZE * text.index(word)
    right = left + 0.6 * SIZE * len(word)
    return left / WIDTH, 1 - (y + 0.63 * SIZE) / HEIGHT, right / WIDTH, 1 - (y - 0.16 * SIZE) / HEIGHT


#: A report of three pages.
REPORT = (
    [
        (72, 700, "Keeping bees through the winter"),
        (72, 660, "A hive that is closed too tightly in autumn gathers damp air,"),
        (72, 646, "and damp kills more colonies than the cold does. Leave a gap"),
        (72, 632, "under the lid, as wide as a matchstick."),
    ],
    [
        (72, 700, "How much honey a colony needs"),
        (72, 660, "A strong colony eats twenty kilograms of honey before spring."),
        (72, 646, "Weigh the hive in October with a luggage scale. Feed sugar"),
        (72, 632, "syrup only while the days are warmer than ten degrees."),
    ],
    [
        (72, 700, "Mice and woodpeckers"),
        (72, 660, "Mice slip in through any gap of eight millimetres. A strip of"),
        (72, 646, "tin with round holes keeps them out and lets the bees fly."),
    ],
)
