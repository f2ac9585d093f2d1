"""Messages: their headers, which part is the text, what is sent with them."""

from email.message import EmailMessage
from email.mime.message import MIMEMessage

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.files.mail import message as message_reader
from indexer.documents.formats.files.members import open_part
from indexer.errors import ReadingError
from indexer.model import Skipped
from tests.cpu import takes_less

HEADERS = b"From: Ann <ann@example.org>\r\nTo: Bob\r\nSubject: Tea\r\nDate: Wed, 1 May 2024 10:00:00 +0200\r\n"


def parts(raw, limit=100_000):
    return list(message_reader.read_parts(Content.of_bytes("a.eml", raw), "message/rfc822", limit))


def read(raw):
    (part,) = parts(raw)
    return part.read()


def texts(parsed, *, furniture=False):
    return [parsed.text[b.start : b.end] for b in parsed.blocks if b.furniture is furniture]


def named(found):
    return {item.path if isinstance(item, Skipped) else item.name: item for item in found}


def test_the_subject_is_the_title_and_headers_say_who_and_when():
    parsed = read(HEADERS + b"Cc: c@d.e\r\nKeywords: a, b;c\r\nContent-Language: en\r\n\r\nWater boils.\r\n")
    assert texts(parsed) == ["Tea", "Water boils."] and parsed.title == "Tea"
    shown = "From: Ann <ann@example.org>\nTo: Bob\nCc: c@d.e\nDate: Wed, 01 May 2024 10:00:00 +0200".replace(
        "01 May", "1 May"
    )
    assert texts(parsed, furniture=True) == [shown]
    about = parsed.about
    assert (about.author, about.date, about.keywords, about.language, about.searched) == (
        "Ann <ann@example.org>", "2024-05-01T10:00:00+02:00", "a, b, c", "en", shown,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        (b"=?utf-8?B?w7xiZXI=?= =?utf-8?q?_tea?= =?iso-8859-1?q?=E4?=", "über teaä"),
        (b"=?utf-8?b?4pg=?=\r\n =?utf-8?b?lQ==?=", "☕"),  # a character in two words
        (b"=?x-unknown?q?caf=E9?=", "café"), ("Grüße".encode(), "Grüße"), ("Grüße".encode("latin-1"), "Grüße"),
        (b"=?utf-8?b?!!!?= tea", "tea"), (b"=?utf-8?q?a=00b?=", "a b"), (b"a =?b", "a =?b"),
        (b"folded\r\n\tline", "folded line"),
    ],
)  # fmt: skip
def test_subjects_in_any_encoding(raw, subject):
    parsed = read(b"From: a\nSubject: " + raw + b"\n\nx")
    assert parsed.title == subject


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("utf-8", "Grüße".encode("latin-1"), "Grüße"), ("us-ascii", "Grüße".encode(), "Grüße"),
        ("nonsense", "Grüße".encode(), "Grüße"),
        ("windows-1252", b"\x93so\x94", "“so”"), ("iso-8859-1", "Grüße – „so“".encode(), "Grüße – „so“"),
        ("windows-1251", "Её".encode("cp1251"), "Её"), ("euc-kr", "텐".encode("euc-kr"), "텐"),
        ("iso-8859-1", b"\x93so\x94", "“so”"), ("gb2312", "镕".encode("gb18030"), "镕"),
        ("iso-2022-jp", "日本".encode("iso-2022-jp"), "日本"), ('"', b"x", "x"),
    ],
)  # fmt: skip
def test_a_charset_that_is_wrong_is_made_up_for(charset, raw, text):
    head = b"From: a\nSubject: s\nContent-Type: text/plain; charset=" + charset.encode() + b"\n\n"
    assert texts(read(head + raw)) == ["s", text]


def test_transfer_encodings_that_are_broken_lose_no_more_than_they_must():
    assert "Water" in read(HEADERS + b"Content-Transfer-Encoding: base64\r\n\r\nV2F0ZXI=!\r\nx").text
    assert "a=ZZb" in read(HEADERS + b"Content-Transfer-Encoding: quoted-printable\r\n\r\na=ZZb").text
    assert "Water" in read(HEADERS + b"Content-Transfer-Encoding: weird\r\n\r\nWater").text


def test_a_message_without_a_subject_is_called_by_its_first_words():
    assert read(b"From: a\n\nWater boils.").title == "Water boils."
    assert read(b"From: a\nSubject: Only this\nDate: someday\n\n").about.date == "someday"
    assert texts(read(b"From: a\nSubject: Only this\n\n")) == ["Only this", "From: a"]


def test_what_stands_in_a_message_is_counted_below_its_headers():
    parsed = read(b"From: a@b.c\nSubject: Boats\n\nDear all,\n\nthe roof leaks.\n\nAda\n")
    places = [block.locator.in_words(block.start, block.end) for block in parsed.blocks[2:]]
    assert places == ["paragraph 1", "paragraph 2", "paragraph 3"]


def composed(plain=None, html=None):
    made = EmailMessage()
    made["From"], made["Subject"] = "a@b.c", "s"
    if plain is not None:
        made.set_content(plain)
    if html is not None:
        made.add_alternative(html, subtype="html") if plain is not None else made.set_content(html, subtype="html")
    return made


PAGE = "<html lang=fr><body><p>One two three<blockquote>four</blockquote><p>From: x<br>Sent: y<p>five six seven eight"


def test_plain_text_goes_before_the_page_that_stands_for_it_unless_it_says_hardly_anything():
    assert texts(read(composed("one two three", PAGE).as_bytes())) == ["s", "one two three"]
    for plain in ("", "Look"):
        parsed = read(composed(plain, PAGE).as_bytes())
        assert texts(parsed) == ["s", "One two three", "four", "From: x\nSent: y", "five six seven eight"]
        assert [str(b.kind) for b in parsed.blocks[2:]] == ["paragraph", "quotation", "quotation", "quotation"]
        assert parsed.about.language == "fr" and all(b.locator.lines is None for b in parsed.blocks)
    assert texts(read(composed(None, PAGE).as_bytes()))[1] == "One two three"


def test_an_invitation_is_its_words_and_not_the_calendar_s():
    made = composed("Come to tea.")
    made.add_alternative("BEGIN:VCALENDAR\n" + "WORDS:of no person\n" * 50, subtype="calendar")
    made.add_alternative("<p>Come to <b>tea</b>" + "<amp-x>words" * 50, subtype="x-amp-html")
    assert texts(read(made.as_bytes())) == ["s", "Come to tea."]


def test_format_flowed_is_joined():
    head = HEADERS + b'Content-Type: text/plain; format=flowed; delsp="no"\n\n'
    assert texts(read(head + b"A line \nthat goes on.\n> so \n> it is\n"))[1:] == ["A line that goes on.", "so it is"]


def with_files():
    inner = composed("inside")
    inner.replace_header("Subject", "inner")
    inner.add_attachment(b"deep", maintype="text", subtype="plain", filename="deep.txt")
    made = composed("Look at it.", "<p>Look <img src='cid:1'>")
    made.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n\0", maintype="image", subtype="png", cid="<1>")
    made.add_attachment(b"a,b\n", maintype="application", subtype="octet-stream", filename="../../x/tab#le.md")
    made.add_attachment(b"a,b\n", maintype="application", subtype="octet-stream", filename="../../x/tab#le.md")
    made.add_attachment("<p>page", subtype="html")
    made.add_attachment(b"\0\0\0\x20ftypisom\0\0\2\0", maintype="video", subtype="mp4", filename="p.mp4")
    made.attach(MIMEMessage(inner))
    return made.as_bytes()


def test_what_is_sent_with_a_message_is_read_by_its_own_reader():
    found = named(parts(with_files()))
    assert list(found) == [
        "", "2/tab le.md", "3/tab le.md", "4/attachment.html", "5/p.mp4", "6/message.eml", "6/message.eml#2/deep.txt",
    ]  # fmt: skip
    assert texts(found[""].read()) == ["s", "Look at it."]
    assert found["2/tab le.md"].media_type == "text/markdown" and found["4/attachment.html"].read().text == "page"
    assert "video" in found["5/p.mp4"].reason
    assert texts(found["6/message.eml"].read()) == ["inner", "inside"]
    deep = found["6/message.eml#2/deep.txt"].read()
    assert deep.text == "deep" and deep.blocks[0].locator.part == "6/message.eml, 2/deep.txt"


def test_the_bytes_of_an_attachment_are_given_again():
    content = Content.of_bytes("a.eml", with_files())
    assert open_part(content, "6/message.eml#2/deep.txt", 10_000).read_bytes() == b"deep"
    assert open_part(content, "3/tab le.md", 10_000).read_bytes() == b"a,b\n"
    assert open_part(content, "", 10_000) is content
    assert b"inner" in open_part(content, "6/message.eml", 10_000).read_bytes()
    for name in ("7/no", "2/tab le.md#x", "6/message.eml#no"):
        with pytest.raises(ReadingError, match="no part that is called"):
            open_part(content, name, 10_000)


@pytest.mark.parametrize(
    "written",
    [
        "filename=Gr\xfc\xdfe.txt".encode("latin-1"), "filename=Grüße.txt".encode(),
        b'filename="=?utf-8?q?Gr=C3=BC=C3=9Fe?=.txt"',
        b"filename*=utf-8''Gr%C3%BC%C3%9Fe.txt", b"filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe.txt",
    ],
)  # fmt: skip
def test_names_of_files_in_any_encoding(written):
    raw = HEADERS + b"Content-Disposition: attachment; " + written + b"\n\nnote"
    assert list(named(parts(raw))) == ["", "1/Grüße.txt"]


def test_a_message_of_parts_that_are_not_there_is_text():
    assert texts(read(HEADERS + b"Content-Type: multipart/mixed\n\nWater.")) == ["Tea", "Water."]


def test_a_message_that_a_program_encoded_as_a_whole_is_decoded():
    made = b'From: a\nSubject: s\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\nx\n--b\n'
    made += b"Content-Type: message/rfc822\n"
    made += b"Content-Transfer-Encoding: base64\n\nRnJvbTogYgpTdWJqZWN0OiBpbgoKZGVlcAo=\n--b--\n"
    assert texts(named(parts(made))["2/message.eml"].read()) == ["in", "deep"]


def nested(depth):
    raw = b"From: a\nSubject: s\n\nbottom\n"
    for _ in range(depth):
        raw = b"From: a\nSubject: s\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n" + raw
    return raw


def test_messages_in_messages_are_read_to_a_depth():
    found = parts(nested(8))
    assert len(found) == 6 and "deep" in found[-1].reason
    assert "SUBJECT" in parts(nested(2))[2].read().text.upper() or "bottom" in parts(nested(2))[2].read().text


@pytest.mark.parametrize("depth", [60, 5000])
def test_parts_in_parts_without_end_are_refused(depth):
    raw = b"From: a\nSubject: s\n"
    raw += b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(depth))
    with pytest.raises(ReadingError, match="deep|cannot be read"):
        parts(raw + b"\nx", 1_000_000)


def test_more_parts_than_any_message_has_are_refused():
    raw = b'From: a\nSubject: s\nContent-Type: multipart/mixed; boundary="b"\n' + b"\n--b\n\nx\n" * 2000
    with pytest.raises(ReadingError, match="1,000 parts"):
        parts(raw)


def test_encrypted_messages_say_so():
    raw = HEADERS + b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMII="
    assert parts(raw) == [Skipped("message", "its text is encrypted; save it decrypted")]
    raw = HEADERS + b'Content-Type: multipart/encrypted; boundary="b"\n\n'
    raw += b"--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--"
    assert parts(raw) == [Skipped("message", "its text is encrypted; save it decrypted")]


def test_signatures_of_programs_are_left_out():
    raw = HEADERS + b'Content-Type: multipart/signed; boundary="b"\n\n--b\n\nSigned.\n'
    raw += b"--b\nContent-Type: application/pgp-signature\n\nx\n--b--"
    assert texts(read(raw)) == ["Tea", "Signed."]


def test_what_is_no_message_or_too_large_is_refused():
    for raw, reason in ((b"no header here", "no message"), (HEADERS + b"x" * 200_000, "the limit is 100,000")):
        with pytest.raises(ReadingError, match=reason):
            parts(raw)


def test_messages_of_apple_mail_and_with_the_line_of_a_mailbox_are_read():
    raw = b"From: a\nSubject: s\n\nWater.\n"
    assert texts(read(b"%d      \n" % len(raw) + raw + b"<?xml version='1.0'?><plist/>")) == ["s", "Water."]
    assert texts(read(b"From a Mon Jun 01 10:00:00 2009\n" + raw)) == ["s", "Water."]


def test_signatures_and_keys_of_pgp_are_no_text():
    signature = "-----BEGIN PGP SIGNATURE-----\nVersion: 2\n\niQEz+/B=\n-----END PGP SIGNATURE-----\n"
    signed = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWords.\n- -- \nBo\n{signature}"
    assert texts(read(HEADERS + b"\r\n" + signed.encode()))[1:] == ["Words."]
    assert "Words" in read(HEADERS + b"\r\nWords.\n\n-----BEGIN PGP SIGNATURE-----\nlost its end").text
    assert takes_less(3, lambda: read(HEADERS + b"\r\n" + b"-----BEGIN PGP SIGNATURE-----\nx\n" * 2_500))


@pytest.mark.parametrize(
    ("charset", "subject"),
    [
        ("big5", "會議通知"),
        ("gb2312", "会议通知"),
        ("shift_jis", "会議のお知らせ"),
        ("koi8-r", "Собрание завтра"),
        ("iso-8859-1", "Die Hasen und die Frösche"),
        ("iso-8859-2", "Zażółć gęślą"),
    ],
)
def test_headers_of_raw_bytes_are_in_the_charset_of_the_text(charset, subject):
    head = f"From: {subject} <a@example.org>\nSubject: {subject}\nContent-Type: text/plain; charset={charset}\n\nx"
    parsed = read(head.encode(charset))
    assert (parsed.title, parsed.about.author) == (subject, f"{subject} <a@example.org>")


def test_raw_bytes_in_an_encoded_word_are_of_its_charset():
    assert read(b"Subject: =?iso-8859-1?Q?Die_Fr\xf6sche?=\n\nx").title == "Die Frösche"


def test_the_header_lines_of_a_message_without_text_are_no_quotation():
    raw = (
        b"From: Ann <ann@example.org>\nTo: Bob <bob@example.org>\nDate: Wed, 1 May 2024 10:00:00 +0200\nSubject: x\n\n"
    )
    assert "quotation" not in [str(block.kind) for block in read(raw).blocks]


def test_addresses_that_an_archive_hides_are_whole():
    assert read(b"From: ann at example.org (Ann Lee)\nSubject: x\n\nx").about.author == "Ann Lee <ann at example.org>"
