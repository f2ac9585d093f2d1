"""Encodings: by mark, as UTF-8, by declaration, by detection; single bytes against them change nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.content import Content
from indexer.documents.formats.registry import format_of_name
from indexer.documents.formats.text.decoding import decode
from indexer.errors import ReadingError

GERMAN = "Die Größe der Tür beträgt fünf Fuß. Für Gäste ist sie geöffnet.\n"
WRITTEN = {
    "cp1252": "Crème brûlée “wirklich” – 20 € für alle.\n",
    "latin-1": GERMAN,
    "cp1250": "Příliš žluťoučký kůň úpěl ďábelské ódy. Zákazník může žádat.\n",
    "iso8859-2": "Zażółć gęślą jaźń. Zwrot pieniędzy w ciągu czternastu dni.\n",
    "cp1251": "Возврат принимается в течение четырнадцати дней.\n",
    "koi8-r": "Возврат принимается в течение четырнадцати дней.\n",
    "cp1254": "İade on dört gün içinde yapılır. Şişli'de ağaç çok.\n",
    "gbk": "学生应当携带身份证件到财务处办理手续。résumé 除外。\n",
    "gb18030": "退货须在十四天内提出。\n",
    "big5": "退貨必須在十四天內提出，並附上收據。\n",
    "shift_jis": "返品は十四日以内にお申し出ください。\n",
    "euc_jp": "返品は十四日以内にお申し出ください。\n",
    "iso2022_jp": "返品は十四日以内にお申し出ください。\n",
    "euc_kr": "환불은 십사 일 이내에 신청해야 합니다.\n",
}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8", "cp1252"])
def test_encodings(encoding):
    text = "Crème brûlée\r\nist süß – “wirklich”."
    assert decode(text.encode(encoding)) == (text, "")


@pytest.mark.parametrize("times", [1, 30, 3000])
@pytest.mark.parametrize("encoding", WRITTEN)
def test_legacy_encodings_are_recognised_by_their_text(encoding, times):
    text = WRITTEN[encoding] * times
    assert decode(text.encode(encoding)) == (text, "")


@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize(
    "text",
    [
        "私の名前は田中です。\n",
        "猫が好きです。毎朝七時に起きます。\n",
        "これは日本語の文章です。東京は日本の首都です。\n",
    ],
)
def test_japanese_is_not_read_as_letters_of_korean(text, times):
    text *= times
    assert [decode(text.encode(encoding)).text for encoding in ("euc_jp", "cp932")] == [text, text]
    chat = "안녕하세요 ㅋㅋㅋ 반갑습니다 ㅠㅠ\n" * times
    assert decode(chat.encode("cp949")).text == chat


@pytest.mark.parametrize("text", ["한글 자모: ㄱ, ㄴ, ㄷ, ㄹ, ㅁ, ㅂ\n", "받침 ㄹ과 ㅁ은 다르다. ㅏ와 ㅓ도 다르다.\n"])
@pytest.mark.parametrize("times", [1, 30])
def test_letters_of_korean_that_a_grammar_names_are_korean(text, times):
    assert decode((text * times).encode("cp949")).text == text * times


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("koi8_r", "Кот ест рыбу.\n" * 20), ("cp1256", "الكتاب هنا\n"), ("cp1251", "Кот ест рыбу. МИР\n")],
)
def test_no_text_has_capitals_inside_of_its_words(encoding, text):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [*WRITTEN.values(), "plain words", "茶は, a\n"])
def test_utf16_and_utf32_without_mark(encoding, text):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", ["Größe\n", GERMAN, "茶を入れる。\n", "5 € – “so”\n"])
@pytest.mark.parametrize("stray", [b"\xe9", b"\xff", b"\x80", b"\xc3"])
def test_a_stray_byte_leaves_utf8_as_it_is(text, stray):
    decoded = decode(text.encode() + b"before" + stray + b" behind")
    assert decoded.text == text + "before\ufffd behind"
    assert decoded.note == "1 place is no UTF-8 and can be read as U+FFFD only: line 2"


@pytest.mark.parametrize("end", ["ß", "€", "😀"])
def test_utf8_that_is_cut_in_mid_character_stays_utf8(end):
    whole = (GERMAN + end).encode()
    for cut in range(1, len(end.encode())):
        decoded = decode(whole[:-cut])
        assert decoded.text == GERMAN + "\ufffd" and "line 2" in decoded.note
    ascii_only = ("plain words " + end).encode()[:-1]
    if len(end.encode()) > 2:
        assert decode(ascii_only).text == "plain words \ufffd"


@pytest.mark.parametrize("encoding", ["gbk", "big5", "euc_kr"])
def test_a_stray_byte_leaves_other_encodings_as_they_are(encoding):
    text = WRITTEN[encoding] * 10
    raw = text.encode(encoding)
    decoded = decode(raw[:-1] + b"\xff" + raw[-1:])
    assert decoded.text == text[:-1] + "\ufffd\n" and decoded.note
    assert decode((text + "x").encode("utf-16") + b"y").note.endswith("line 11")


def test_what_is_no_character_is_counted():
    decoded = decode(GERMAN.encode() + b"a\xffb\xffc")
    assert decoded.note == "2 places are no UTF-8 and can be read as U+FFFD only: line 2"
    assert decode("\ufffd is a character\n".encode()).note == ""


def test_declared_encodings():
    page = '<meta charset="shift_jis"><p>日本語'
    assert decode(page.encode("shift_jis")).text == page
    assert decode(page.encode()).text == page, "it is UTF-8, whatever it says"
    latin = '<meta charset="iso-8859-1"><p>caf\xe9'
    assert decode(latin.encode("latin-1")).text == latin
    assert decode(b'<meta charset="no-such-thing"><p>caf\xe9').text.endswith("caf\xe9")


@pytest.mark.parametrize(
    "raw", [b"a\0b\0\0c", b"%PDF-1.7 x", b"PK\x03\x04zip", bytes(range(256)) * 9, b"\x01\x02\xff" * 9]
)
def test_binary_is_told(raw):
    with pytest.raises(ReadingError):
        decode(raw)


@pytest.mark.parametrize("times", [1, 50, 400])
@pytest.mark.parametrize("repeated", ["00 01 02 ff", "00", "ff", "00 ff", "01", "00 01", "fd fe ff", "ff fe", "01 ff"])
def test_bytes_repeated_are_no_text(repeated, times):
    with pytest.raises(ReadingError, match="binary content"):
        decode(bytes.fromhex(repeated) * 12 * times)


@pytest.mark.parametrize("times", [1, 300])
def test_counted_integers_are_no_text(times):
    with pytest.raises(ReadingError, match="binary content"):
        decode(b"".join(number.to_bytes(4, "little") for number in range(500)) * times)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-16-le", "utf-32-be"])
@pytest.mark.parametrize("stray", ["\x01", "\x02\x0b", "\x7f"])
def test_single_control_characters_stay_in_a_text(encoding, stray):
    text = f"Für Gäste{stray} ist sie geöffnet, von früh um sieben bis abends um zehn, an allen Tagen. Die Tür ist offen.\n"
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "text", ["a\x01", "\x1b[1mbold\x1b[0m\n" * 30, "N\x08NA\x08AM\x08ME\x08E\n" * 30, "=" * 200, "é"]
)
def test_what_terminals_and_rulers_write_is_text(text):
    assert decode(text.encode()).text == text


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_reason(raw):
    try:
        decode(raw).text.encode()
    except ReadingError as error:
        assert str(error)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_the_note_is_the_documents(name):
    raw = GERMAN.encode() + b"stray \xe9 byte\n"
    parsed = format_of_name(name).reader()(Content.of_bytes(name, raw), "")
    assert "Größe" in parsed.text and parsed.note.endswith("line 2")


def test_a_stray_byte_in_a_line_of_jsonl_is_that_lines():
    raw = b'{"_id": 1, "text": "Stra\xc3\x9fe \xff"}\n{"_id": 2, "text": "whole"}\n'
    one, two = format_of_name("a.jsonl").parts_reader()(Content.of_bytes("a.jsonl", raw), "", 999)
    assert (one.read().text, two.read().text) == ("Straße \ufffd", "whole")
    assert one.read().note and not two.read().note


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("cp1250", "Gdzie są pieniądze? Książka jest na półce."),
        ("cp1250", "Proszę zamknąć drzwi."),
        ("cp1250", "Ochrona środowiska"),
        ("cp1250", "Kde je nádraží? Děkuji, těžký úkol."),
        ("cp1250", "A nő és a férfi"),
        ("cp1250", "Az idő"),
        ("cp1252", "Le café ferme à 18 heures. Das Café schließt um 18 Uhr."),
        ("cp1252", "L'été à Nîmes"),
        ("cp1252", "pão e maçã"),
        ("cp1252", "Två år"),
        ("cp1252", "¿Dónde está el baño?"),
        ("cp1252", "12 m³ à 5 £, Sr.ª Peña"),
        ("cp1252", "São cinco opções põe"),
        ("cp1252", "või"),
        ("cp1252", "Le cœur et l'œil, un fœtus"),
        ("cp1251", "Где вокзал? IP-адрес"),
    ],
)
def test_one_line_is_read_by_the_letters_that_a_language_has(encoding, line):
    assert decode(f"{line}\n".encode(encoding)).text == f"{line}\n"


def test_a_few_zero_bytes_leave_a_text_a_text():
    for text in (GERMAN * 3, WRITTEN["cp1251"] * 3):
        encoding = "utf-8" if text.startswith("Die") else "cp1251"
        decoded = decode((text + "a\0b" + text).encode(encoding))
        assert decoded.text == text + "a\ufffdb" + text
        assert decoded.note == "zero bytes can be read as U+FFFD only: line 4"
    with pytest.raises(ReadingError, match="NUL"):
        decode((GERMAN + "\0" * 40).encode())


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251"])
def test_a_short_line_of_russian_is_no_katakana_and_no_hebrew(encoding):
    text = "Завтра в десять утра собрание отдела.\n"
    assert decode(text.encode(encoding)).text == text
