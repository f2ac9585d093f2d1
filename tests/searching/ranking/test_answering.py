"""The answer sentence: the best by itself, with what it cannot do without; never the question that is asked there."""

from dataclasses import replace

import pytest

from indexer.model import PassageKind, Span
from indexer.searching.ranking import AnswerSentences
from indexer.searching.ranking.answering.sentence_scores import SentenceScores


@pytest.fixture
def answer(look, made):
    """The text that answers a question in a passage of these sentences, "" for none."""

    def answer(question, *sentences, kind=PassageKind.TEXT, **more):
        passage = replace(made(0, *sentences, **more), kind=kind)
        others = [made(n, f"Other {word}.") for n, word in enumerate(("calm", "words", "of", "all", "kinds"), start=1)]
        span = AnswerSentences(look(question, passage, *others).matches, question).span(0, passage)
        return "" if span is None else passage.text[span.start : span.end].strip()

    return answer


def asked(answer, question, *sentences):
    """The same where the first sentence is a question that the others answer."""
    return answer(question, *sentences, kind=PassageKind.QUESTION_AND_ANSWER, asks=True)


def test_a_sentence_scores_by_its_own_words_and_little_by_those_beside_it(look, made):
    passage = made(0, "Calm, calm tears.", "Other.", title="Calm")
    looked = look("calm tears", passage, made(1, "Tears and more of it."))
    calm, tears = looked.plain.idf("calm"), looked.plain.idf("tear")

    def earned(worth, frequency, words):
        frequency /= 1 - 0.6 + 0.6 * words / 20
        return worth * frequency / (1.2 + frequency)

    scores, least = SentenceScores(looked.matches).of(0, passage)
    assert scores == pytest.approx([0.35 * earned(calm, 2, 3) + earned(tears, 1, 3), 0])
    assert least == pytest.approx(0.12 * (0.35 * calm + tears))


def test_the_best_sentence_answers_the_first_of_equals(answer):
    assert answer("zebras", "Nothing of it is here.", "The zebras are here.", "Other.") == "The zebras are here."
    assert answer("zebras", "The zebras are here.", "The zebras are here.") == "The zebras are here."
    assert answer("zebras", "Nothing of it is here.", "Nor is it here at all.") == ""
    assert answer("zebras", "The zebras are here.") == "The zebras are here."
    assert answer("zebras", "Nothing of it is here.") == ""


def test_a_row_answers_by_its_own_cells_whatever_its_header_says(look, made):
    text = "plan | days of retention\nbasic | 7\nteam | 30\npro | 90"
    rows = (Span(25, 34), Span(35, 44), Span(45, 53))
    passage = replace(
        made(0, text), text=text, end=len(text), sentences=rows, kind=PassageKind.TABLE, context=text[:24]
    )
    for question, row in (
        ("how many days of retention does the pro plan have?", "pro | 90"),
        ("which plan has 30 days?", "team | 30"),
        ("days of retention of basic", "basic | 7"),
    ):
        span = AnswerSentences(look(question, passage, made(1, "Other.")).matches).span(0, passage)
        assert text[span.start : span.end] == row, question


def test_a_label_stands_with_what_it_names(answer):
    assert answer("safe word", "Other.", "Safe word", "One agreed upon.", "More.") == "Safe word One agreed upon."
    assert answer("safe word", "Other things are here.", "A safe word.") == "A safe word."


def test_a_line_that_only_names_the_subject_answers_nothing(answer):
    heading = "Example of an Inheritance Pattern for Cystic Fibrosis"
    assert answer("symptoms of cystic fibrosis", "Nobody knows why.", heading) == ""
    assert answer("symptoms of cystic fibrosis", "The symptoms are many.", heading) == "The symptoms are many."
    assert answer("wild zebra stripes", "Wild zebra stripes stripes.", "A stripe is wild.") == "A stripe is wild."
    assert answer("leek", "salt", "a leek that is fresh", kind=PassageKind.LIST) == "a leek that is fresh"


def test_a_sentence_that_points_to_the_one_before_stands_with_it(answer):
    before = "Medicine may blur the sight."
    for leaning in (
        "It lasts for hours.",
        "But it lasts for hours.",
        "This lasts for hours.",
        "No, it lasts for hours.",
    ):
        assert answer("how many hours", before, leaning, "Other.") == f"{before} {leaning}"
    for alone in ("Italy lasts for hours.", "No medicine lasts for hours.", "There are many hours in it."):
        assert answer("how many hours", before, alone, "Other.") == alone
    assert answer("how many hours", "It lasts for hours.", "Other.") == "It lasts for hours."


def test_a_line_without_a_word_is_nothing_that_a_sentence_could_point_to(answer):
    assert answer("who feeds zebras", "};", "This keeper feeds zebras.") == "This keeper feeds zebras."


@pytest.mark.parametrize(
    ("question", "before", "leaning"),
    [
        ("Stunden", "Das Mittel wirkt.", "Deshalb bleibt es Stunden."),
        ("heures", "Le remède agit.", "Il reste des heures."),
        ("horas", "El remedio actúa.", "Pero dura horas."),
    ],
)
def test_so_it_does_in_other_languages(answer, question, before, leaning):
    assert answer(question, before, leaning) == f"{before} {leaning}"
    assert answer("heures", "Le remède agit.", "Il faut des heures.") == "Il faut des heures."
    assert answer("Stunden", "Das Mittel wirkt.", "Es gibt viele Stunden.") == "Es gibt viele Stunden."


def test_a_question_that_is_asked_there_is_not_its_answer(answer):
    assert asked(answer, "is it calm", "Is it calm?", "The place is calm.", "All is well.") == "The place is calm."
    assert asked(answer, "is it calm", "Is it calm?", "The place is quiet.", "All is well.") == "The place is quiet."
    assert asked(answer, "is it calm", "Is it calm?") == ""
    assert answer("is it calm", "Well.", "Is it calm?", "The place is quiet.") == "The place is quiet."
    assert answer("is it calm", "The place is quiet.", "Is it calm?") == ""


def test_an_answer_that_needs_its_question_stands_with_it(answer):
    assert asked(answer, "can eyesight change", "Can eyesight change?", "It could.") == "Can eyesight change? It could."
    assert answer("can eyesight change", "Can eyesight change?", "Yes.", "Ask.") == "Can eyesight change? Yes."


def test_the_sentence_with_the_day_asked_for_answers(answer):
    week, sunday = "The open shop is open from Monday to Friday.", "On Sunday we rest."
    assert answer("is the shop open on Sunday?", week, sunday) == sunday
    assert answer("is the shop open on Monday?", week, sunday) == week
    assert answer("is the shop open in 2024?", "The open shop opens in 2023.", "In 2024 we rest.") == "In 2024 we rest."


def test_a_neighbour_stands_with_the_sentence_that_lacks_what_it_has(answer):
    free, abroad = "Returns are free in the country.", "From abroad they cost 9 euros."
    assert answer("are returns from abroad free?", free, abroad, "Ask us.") == f"{free} {abroad}"
    assert answer("are returns from abroad free?", abroad, free, "Ask us.") == f"{abroad} {free}"
    assert answer("are returns free?", free, abroad, "Ask us.") == free
    assert answer("are returns from abroad free?", free, "Ask us.", abroad) == free


def test_what_has_the_value_that_is_asked_for_stands_with_what_it_is_said_of(answer):
    wait, days = "Refunds are checked by us.", "That takes 14 days."
    assert answer("how long are refunds checked?", "Ask us.", wait, days) == f"{wait} {days}"
    ends, written = "(3) Membership ends by resigning.", "(4) Resigning is done by 30 September."
    assert answer("by when is resigning done?", ends, written) == written


def test_what_stands_under_a_heading_with_all_that_is_asked_answers(answer):
    missed = {"headings": ("If you forget a dose",)}
    soon, double, value = "Take it as soon as you remember.", "Take no double dose.", "People come in February."
    assert answer("what if I forget a dose?", soon, double, **missed) == f"{soon} {double}"
    assert answer("what if I forget a dose?", soon, "Never forget a dose.", **missed) == "Never forget a dose."
    meeting = {"headings": ("General meeting",)}
    rest = ("The board invites to it.", "Bring a pen.", "Wine is there.")
    assert answer("when is the general meeting?", *rest, value, **meeting) == value
    assert answer("what is the general meeting?", *rest, value, **meeting) == ""


@pytest.mark.parametrize(
    ("question", "title", "answered"),
    [
        ("when are roses cut?", "When are roses cut?", True),
        ("roses cut", "When are roses cut?", True),
        ("how are roses cut?", "When are roses cut?", False),
        ("when are roses cut?", "When are roses not cut?", False),
        ("when are calm roses cut?", "When are roses cut?", False),
        ("when are roses cut?", "Roses are cut", False),
    ],
)
def test_an_entry_that_is_called_by_the_question_answers_it_as_a_whole(answer, question, title, answered):
    assert answer(question, "In March.", title=title) == ("In March." if answered else "")
    assert answer(question, "In March.", title=title, headings=(title,)) == ("In March." if answered else "")
    assert answer(question, "In March.", title=title, headings=("Tools",)) == ""


def test_an_entry_that_lacks_the_number_asked_for_answers_nothing(answer):
    question = "How many petals has a rose?"
    assert answer(question, "Some.", title=question) == ""
    assert answer(question, "Five.", title=question) == "Five."


def test_a_list_stands_with_the_sentence_that_leads_into_it(answer):
    lines = ("What helps when tears come:", "a glass of water", "a quiet word")
    assert answer("what helps when tears come", *lines, kind=PassageKind.LIST) == " ".join(lines)


def test_lines_of_a_program_stand_with_the_sentence_that_leads_into_them(answer):
    lines = ("Zebras are fed like this:", "import zoo", "def feed(animal):", "zoo.feed(animal)")
    after = ("Then you see what follows here:", "fed", "And so on.")
    assert answer("zebras", "Other things are here.", *lines, *after) == " ".join(lines)
    assert answer("zebras", *lines, "All of them eat.") == " ".join(lines)
    assert answer("zebras", "All the zebras eat this:", "Grass is what they like.") == "All the zebras eat this:"
    assert answer("how are zebras fed", "How are zebras fed?", "Like this:", *lines[1:]) == " ".join(
        ("Like this:", *lines[1:])
    )


def test_a_short_item_of_a_list_names_nothing_that_the_next_item_says(answer):
    items = ("This is for later:", "Zebra stripes.\n", "Loading of lions.\n", "Zebra: it is wild.")
    assert answer("zebra stripes", *items, kind=PassageKind.LIST) == "Zebra stripes."
    assert (
        answer("zebra stripes", "Later:", "Zebra.", "It has stripes.", kind=PassageKind.LIST)
        == "Zebra. It has stripes."
    )


def test_a_passage_without_sentences_has_none(look, made):
    passage = made(0, "Calm.")
    assert AnswerSentences(look("calm", passage).matches).span(0, replace(passage, sentences=())) is None


@pytest.mark.parametrize(
    "sending",
    [
        "For the wintering of bees, see chapter 3.",
        "Wintering bees (see above).",
        "Go to wintering bees below.",
        "See the section “Wintering bees”.",
        "For wintering bees, please refer to page 12.",
    ],
)
def test_a_sentence_that_only_sends_elsewhere_answers_nothing(answer, sending):
    says_something = sending.startswith("Wintering")
    said = "Wintering takes a lot of care."
    assert answer("wintering bees", sending, said, "Other.") == (sending if says_something else said)
    assert (answer("wintering bees", sending) == "") != says_something


@pytest.mark.parametrize("sentence", ["See chapter 3 of bees: they winter.", "Go to the bees and choose wintering."])
def test_one_that_says_something_of_its_own_answers(answer, sentence):
    assert answer("wintering bees", sentence, "Other.") == sentence


def test_what_is_named_and_said_on_one_line_stands_alone(answer):
    lines = ("Warranty: two years", "Reset: ten seconds", "All of it is new.")
    assert answer("warranty", *lines) == "Warranty: two years"
    assert answer("warranty", "Warranty:", "two years of it", "All is new.") == "Warranty: two years of it"


def test_an_item_after_a_mark_is_no_part_of_the_one_before(answer):
    items = ("These are not covered:\n- ", "theft of cash\n- ", "rust")
    assert answer("cash theft", *items, kind=PassageKind.LIST).startswith("theft of cash")
    assert "rust" not in answer("cash theft", *items, kind=PassageKind.LIST)


def test_a_caption_answers_only_where_nothing_else_does(answer):
    caption = "Figure 3: The old zebra bridge."
    assert answer("old zebra bridge", caption, "The old bridge has zebra stripes on it.") != caption
    assert answer("old zebra bridge", caption, "All else is new.") == caption


def test_a_bare_yes_stands_with_what_it_leads_to(answer):
    said = ("Is there parking?", "Yes.", "It is behind the house.", "Come by bus.")
    assert asked(answer, "where is parking", *said) == " ".join(said[:3])
    assert asked(answer, "where is parking", *said[:2], "Come by bus.") == " ".join(said[:2])


@pytest.mark.parametrize("kind", [PassageKind.LIST, PassageKind.TEXT])
def test_of_two_lead_ins_the_one_that_says_what_is_asked_goes_first(answer, kind):
    good = ("These belong on the heap:", "peelings", "leaves")
    bad = ("These do not belong on the heap:", "meat", "bones")
    for question, lead in (("what belongs on the heap", good), ("what does not belong on the heap", bad)):
        for order in ((good, bad), (bad, good)):
            said = answer(question, *order[0], *order[1], kind=kind)
            assert said.startswith(lead[0]) and (lead[1] in said), (question, said)
            other = bad if lead is good else good
            assert other[1] not in said, (question, said)


def test_lines_that_stand_below_one_another_answer_together(answer):
    table = [
        "Prefix & Package & Range & Heat \\\\",
        "P & Plastic & Commercial & No \\\\",
        "D & Cerdip & Extended & No \\\\",
    ]
    before, after = "The tables below are printed on the box.", "Ask a dealer for others."
    found = answer("which package has the prefix D?", before, *table, after)
    assert found.startswith("Prefix & Package") and found.endswith("Extended & No \\\\")
    assert answer("which package has the prefix D?", before, "An example of a package with a prefix", after) == ""


def test_a_sentence_of_nothing_but_the_questions_words_stands_with_what_it_is_said_of(answer):
    named, said = "Lumina is for all.", "Shares films in minutes."
    assert answer("which program shares films in minutes?", named, said) == f"{named} {said}"
    company = ("Nothing is sold here.", "Kestrel River Boats Ltd.", "See you.")
    assert answer("what does Kestrel River Boats Ltd sell?", *company) == ""


def test_two_neighbours_that_have_the_questions_words_between_them_answer_together(answer):
    some = ("amber", "damp", "fungus", "homeward", "jars", "mornings", "beetles")
    long = [f"Noise {word} on and on and on and on and on without an end to it at all, as we said." for word in some]
    apart = [sentence for each in long for sentence in (each, "Nothing.")]
    assert answer(" ".join(some), *apart) == ""
    assert answer(" ".join(some), "Nothing.", *long[:2], "Nothing.", *apart[4:]) == " ".join(long[:2])


def test_a_list_under_a_heading_that_is_what_is_asked_for_answers_as_a_whole(answer):
    items = {"kind": PassageKind.LIST, "title": "Policy"}
    assert answer("what is covered by the policy?", "fire", "theft", headings=("Covered",), **items) == "fire theft"
    assert answer("what is not covered by the policy?", "fire", "theft", headings=("Covered",), **items) == ""
    assert answer("not covered by the policy", "fire", "theft", headings=("Covered",), **items) == ""
    assert answer("what is the policy?", "fire", "theft", headings=("Covered",), **items) == ""  # the title says that
    assert answer("how long is it covered?", "fire", "theft", headings=("Covered",), **items) == ""
    prose = [f"Text {n} goes on." for n in range(5)]
    assert answer("what is covered?", *prose, headings=("Covered",)) == ""


def test_a_value_of_another_item_is_none_of_this_one(look, made):
    items = ("Installation: from 900 €", "Delivery: 3 weeks")
    listed = made(0, *items)
    listed = replace(listed, kind=PassageKind.LIST, text=listed.text.replace(" Delivery", "\nDelivery"))
    question = "how long does the installation take?"
    assert AnswerSentences(look(question, listed).matches, question).lacks_value(0, listed)
    question = "how long does the delivery take?"
    assert not AnswerSentences(look(question, listed).matches, question).lacks_value(0, listed)


def test_of_what_is_so_and_what_is_not_the_one_that_is_asked_for_answers(answer):
    so, not_so = "The warranty covers the frame.", "The warranty does not cover tyres."
    for sentences in ((so, not_so), (not_so, so)):
        assert answer("what does the warranty cover?", *sentences) == so
        assert answer("what does the warranty not cover?", *sentences) == not_so
        assert answer("what doesn't the warranty cover?", *sentences) == not_so
    assert answer(
        "when is the boathouse not open?", "The boathouse is open in May.", "It isn't open in winter."
    ).endswith("It isn't open in winter.")
    assert answer("which dogs are allowed?", "Dogs are not allowed here.", "Big dogs are allowed there.") == (
        "Big dogs are allowed there."
    )
    assert answer("how is the tea made?", "The tea is made by us, not by you, in small pots.", "Tea is tea.") == (
        "The tea is made by us, not by you, in small pots."
    )


def test_a_sentence_that_says_what_is_asked_says_yes(answer):
    broken = "The printer on floor 2 is broken."
    for sentences in ((broken, "Type 2 is common."), ("Type 2 is common.", broken)):
        assert answer("is the printer on floor 2 broken?", *sentences) == broken
    assert answer("does the shop open on Sunday?", "The shop opens on Sunday.", "Sunday is fine.") == (
        "The shop opens on Sunday."
    )
    assert answer("is it a printer?", "Printer", "Nothing else.") != "Printer"


def test_what_is_denied_of_something_else_turns_no_answer(answer):
    visited = "Later he visited China after a stop in Russia, not having visited the United States."
    assert answer("where did he visit on a stop in Russia?", "Others visited Kenya.", visited) == visited
    share = "The share of non-Hispanic and of nicht-deutsche members is 55 %."
    assert answer("what is the share of members that are deutsche?", share, "The members are 9.") == share
    opened = "Open the app and touch Music."
    for question in ("how do I touch music if it is not connected?", "what can I touch in the app when nothing plays?"):
        assert answer(question, "It is not there when connected.", opened) == opened
    spared = "Soldiers took all towns but for the north, with the exception of Novgorod."
    assert answer("which towns did they not take?", "Others took it wholly.", spared) == spared


def test_what_is_not_so_is_answered_by_what_denies(answer):
    assert answer("what does the warranty not cover?", "The warranty covers the frame.", "Other.") == ""
    assert answer("what does the warranty not cover?", "The warranty covers the frame.") == ""
    assert answer("which trees are not visible?", "Trees behind the hill are invisible, which trees rarely are.") != ""
    assert answer("which parts are not covered?", "Parts are covered except tyres.", "Other.") != ""
    items = {"kind": PassageKind.LIST, "headings": ("Not covered",)}
    assert answer("what is not covered by it?", "tyres are what it covered", "brakes", **items) != ""


def test_a_list_in_chinese_under_the_contrary_of_what_is_asked_answers_nothing(answer):
    under = {"kind": PassageKind.LIST, "headings": ("不可以携带的物品",)}
    assert answer("可以携带什么物品?", "刀具", "汽油", **under) == ""


def test_a_text_without_spaces_is_as_long_as_it_has_words(look, made):
    """Thai ends no sentence with a sign: a whole paragraph is one, of some four pairs of characters a word."""
    spaced = "a shop that hires out bicycles in the town opens every day and a market sells fruit " * 4
    unspaced = "ร้านเช่าจักรยานในเมืองเปิดทุกวันและตลาดขายผลไม้ที่สถานี" * 4
    shares = []
    for text, question in (spaced, "bicycles fruit"), (unspaced, "จักรยาน ผลไม้"):
        scores, least = SentenceScores(look(question, made(0, text), made(1, "Other words.")).matches).of(
            0, made(0, text)
        )
        shares.append(scores[0] / least)
    assert shares[1] > 0.9 * shares[0]


def test_a_line_of_a_form_is_no_heading(answer):
    lines = ("Zebra shop", "Zebra: open", "Guest zebra: Elder, password quince", "The zebras rest at night.")
    assert answer("password of the guest zebra", *lines) == lines[2]
    heading = ("Password of guests in chapter 2: the storm", "The zebras rest at night.")
    assert answer("password of guests", *heading) == ""
    assert "Name of the zebra: Ann" not in answer(
        "is the zebra allergic to hay?", "Name of the zebra: Ann", "Nothing to hay.", "It ends."
    )


def test_what_restricts_a_sentence_is_marked_with_it(answer):
    assert answer(
        "who may delete a zebra?", "Deletes a zebra from the list.", "Only keepers may do this.", "It ends."
    ) == ("Deletes a zebra from the list. Only keepers may do this.")
    assert (
        answer("who may delete a zebra?", "Deletes a zebra from the list.", "Only keepers are paid.", "It ends.")
        == "Deletes a zebra from the list."
    )


def test_a_row_without_a_cell_in_the_column_that_is_asked_for_answers_nothing(look, made):
    text = "name | boat\nAda | Heron\nJon | \nMia | Teal"
    rows = (Span(12, 23), Span(24, 30), Span(31, 41))
    passage = replace(
        made(0, text), text=text, end=len(text), sentences=rows, kind=PassageKind.TABLE, context=text[:11]
    )
    marked = []
    for name in ("Ada", "Jon", "Mia"):
        question = f"which boat does {name} row?"
        span = AnswerSentences(look(question, passage, made(1, "Other.")).matches, question).span(0, passage)
        marked.append(span and text[span.start : span.end])
    assert marked == ["Ada | Heron", None, "Mia | Teal"]


def test_the_sentence_that_says_what_something_is_answers_who_asks_that(answer):
    said = "Chlorosis is a lack of green in leaves."
    others = ("Chlorosis, chlorosis and chlorosis again are seen.", "In 2020 chlorosis was found in most gardens.")
    assert answer("What is chlorosis?", others[0], said, others[1]) == said
    assert answer("Where was chlorosis found?", others[0], said, others[1]) == others[1]
