"""What of a long text carries its question."""

import pytest

from indexer.text.analysis import Analyzer
from indexer.text.analysis.carrying import carrying

ANALYZER = Analyzer()

TALK = (
    "We painted the shed in a rather loud green, but from the kitchen window you only see its roof. The lemon cake did not "
    "survive the journey home, as the boys ate it on the back seat before we had even left your street."
)
ASKING = "Something else. How long do refunds take? You always know."
MAIL = f"Hello Marion,\n\n{TALK}\n\n{ASKING}\n\n{TALK}\n\nThanks, Caroline"


def weights(text):
    return {term.term: term.weight for term in ANALYZER.question(text).terms}


@pytest.mark.parametrize(
    "text",
    [
        "How long do refunds take? I paid in June. The shop is closed.",
        TALK,  # asks nothing
        " ".join(["How long do refunds take in a shop?"] * 12),  # all of it asks
        "refund " * 200,
        "",
        "\n\n\n" * 100,
        "?" * 200,
    ],
)
def test_a_short_question_and_a_text_that_does_not_ask_or_does_nothing_else_are_left_as_they_are(text):
    assert carrying(text) is None


def test_what_asks_counts_in_full_and_the_rest_less_the_farther_it_is_from_it():
    found = weights(MAIL)
    assert found["refund"] == 1
    assert found["refund"] > found["alway"] > found["cake"] > 0


def test_it_counts_less_the_longer_the_text():
    longer = MAIL.replace("Thanks", f"{TALK}\n\nThanks")
    assert weights(longer)["kitchen"] < weights(MAIL.replace(f"\n\n{TALK}\n\nThanks", "\n\nThanks"))["kitchen"]


def test_other_paragraphs_are_not_asked_for_where_the_question_stands_by_itself():
    terms = {term.term: term for term in ANALYZER.question(MAIL.replace("refunds", "refunds of broken lamps")).terms}
    assert terms["lamp"].content and not terms["lamp"].aside
    assert terms["cake"].aside and not terms["cake"].content


def test_a_question_of_one_word_does_not_stand_by_itself():
    assert all(not term.aside for term in ANALYZER.question(f"{TALK}\n\n{TALK}\n\nIs that normal?").terms)


def test_lines_that_a_reply_quotes_do_not_count():
    reply = (
        f"{TALK}\n\nHow long do refunds take?\n\n> Did you water the fern?\n> It needs a cup every day. Regards, Oliver"
    )
    assert "refund" in weights(reply) and not {"fern", "cup", "oliv"} & weights(reply).keys()


@pytest.mark.parametrize(
    "asking",
    [
        "I would like to know how long refunds take.",
        "Can somebody tell me how long refunds take!",
        "Ich wüsste gerne, wie lange refunds dauern.",
        "Je voudrais savoir combien de temps refunds prend.",
        "Me gustaría saber cuánto tarda refunds.",
    ],
)
def test_a_question_needs_no_mark_where_the_text_has_none(asking):
    found = weights(f"{TALK}\n\n{asking}\n\n{TALK}")
    assert found["refund"] > 5 * found["kitchen"]


@pytest.mark.parametrize(
    ("talk", "asking"),
    [
        (
            "周末在您家吃饭真开心，孩子们回家的路上还在说那盘饺子。我们终于把花盆换了，颜色有点亮。",
            "退款需要几天？",
        ),
        (
            "كان يوم السبت جميلا جدا عندكم في البيت وقد أكل الأولاد الكعكة في الطريق. ",
            "كم يستغرق رد المبلغ؟",
        ),
    ],
)
def test_marks_of_other_scripts_ask_too(talk, asking):
    text = f"{talk * 3}\n\n{asking}\n\n{talk * 3}"
    found = carrying(text)
    assert found is not None
    assert found.share(text.index(asking) + 2) == 1
    assert found.share(0) < 0.3


def test_words_quoted_beside_the_question_are_no_phrase():
    mail = f'She said "see you later alligator" to us. {TALK}\n\n{TALK}\n\nWhat is a "stop loss order" in a shop?'
    assert ANALYZER.question(mail).phrases == (("stop", "loss", "order"),)
