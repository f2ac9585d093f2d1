"""What a draft makes of its sources: an ellipsis that turns words round, a wrong name, words that stand nowhere."""

import pytest

from indexer.model.as_json import as_json
from indexer.quoting.checking import FALSE_CLAIMS, Checker

RULES = {
    "en.md": (
        "# Rules\n\nSmoking in the hall is not permitted at any time. "
        "Guests may stay unless they snore loudly after dusk.\n"
        "The red pump delivers 40 litres a minute when it is warm. The gate is, except on Sundays, open all day long. "
        "Visitors are almost always welcome in the garden. The boat goes out in the morning and comes back at dusk.\n\n"
        "## Lake\n\nThe heron waits in the reeds. Swimmers can't cross the weir without a rope and a friend.\n"
    ),
    "de.md": "# Regeln\n\nDas Betreten der Halle ist nicht gestattet. Der Saal bleibt nur an Feiertagen geschlossen.\n",
    "fr.md": "# Règles\n\nLa porte reste ouverte sauf le lundi matin. On ne peut jamais entrer ici.\n",
    "es.md": "# Reglas\n\nEl museo está abierto excepto los lunes por la tarde. Nunca se debe abrir la puerta verde.\n",
    "zh.md": "# 规则\n\n大厅里面绝对不可以吸烟。\n",
    "ja.md": "# 規則\n\nこの部屋の中で写真を撮ることは場合により許されます。\n",
    "open.md": "# Elsewhere\n\nSmoking in the hall is now permitted at any time in the other house.\n",
    "long.txt": "The beginning of it all was blue. " + "word " * 21005 + "and the end of it all was green.\n",
    "twin.md": "# Twin\n\nThe kestrel hovers over the old brown moor at noon.\n",
}


@pytest.fixture(scope="module")
def rules(indexed):
    return Checker(indexed(RULES))


CUT_OFF = {
    "es.md": "No permitido fumar en el patio.\n",
    "en.md": "You must not drink the water. But the water is clear. We stay at home if it rains.\n",
    "zh.md": "大厅里面绝对不可以吸烟。\n",
    "dogs.md": "Dogs weighing less than 10 kg are welcome.\n",
    "tr.md": "Binada içki içmek yasak değildir, bilet 30 lira.\n",
    "fi.md": "Pihalla ei saa tupakoida.\n",
    "hu.md": "A dohányzás itt nem engedélyezett.\n",
    "gate.md": "Never leave the gate open. No serious events were reported.\n",
    "ducks.md": "Do not ever feed the cat at night. Visitors must not feed the ducks after dark. He rose, but did not stay "
    "for the dinner. `Never run the purge in production.`\n",
    "fr.md": "Il ne faut pas nourrir les canards la nuit.\n",
    "cs.md": "Vstup tudy není povolen.\n",
    "el.md": "Το κάπνισμα εδώ δεν επιτρέπεται.\n",
}


@pytest.fixture(scope="module")
def cut_off(indexed):
    return Checker(indexed(CUT_OFF))


LIMITED = {
    "en.md": "Guests may stay unless they snore. The red pump delivers 40 litres a minute, when it is warm. Swimmers can "
    "cross the river without a rope. Children may swim, but only with a friend. The boat goes out. If it rains, it stays. "
    "The host was tired but happy. The heron waits, perhaps for ever. The lamp is red, not green. "
    "Nobody may leave before noon. The cook rises before dawn. The hall stays shut not only in winter. The road goes north "
    "no more.\n",
    "de.md": "Der Saal bleibt geschlossen außer an Feiertagen.\n",
    "fr.md": "La porte reste ouverte, sauf le lundi.\n",
}


@pytest.fixture(scope="module")
def limited(indexed):
    return Checker(indexed(LIMITED))


def only(checker, text):
    (item,) = [item for item in checker.check(text).items if item.kind == "quotation"]
    return item


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("… permitido fumar en el patio", "No"),
        ("Permitido fumar en el patio", "No"),
        ("… drink the water", "not"),
        ("可以吸烟", "不"),  # what denies is a sign of the word that is cut
        ("… 可以吸烟", "不"),
        ("It rains", "if"),
        ("leave the gate open", "Never"),  # all of a sentence but what denies it
        ("serious events were reported", "No"),
        ("feed the cat at night", "not"),  # a word between
        ("feed the ducks after dark", "not"),  # who must not, too
        ("stay for the dinner", "not"),
        ("nourrir les canards la nuit", "pas"),
        ("Drink The Water. But The Water Is Clear", "not"),
    ],
)
def test_what_turns_a_quotation_just_before_it_is_told_where_that_claims_a_beginning(cut_off, quote, word):
    item = only(cut_off, f"It says “{quote}” there.")
    told = [w for omission in item.omissions for w in (*omission.qualifiers.negations, *omission.qualifiers.conditions)]
    assert (item.verdict, told) == ("curtailed", [word])


def test_a_draft_that_says_it_itself_or_quotes_from_inside_a_sentence_is_right(cut_off):
    assert only(cut_off, "You must not “... drink the water. But the water is clear”.").verdict != "curtailed"
    assert only(cut_off, "They “drink the water” there.").verdict == "verbatim"
    assert only(cut_off, "They “leave the gate open”.").verdict == "verbatim"
    assert only(cut_off, "Do not, it says, “leave the gate open”.").verdict == "verbatim"
    assert only(cut_off, "It says “serious events”.").verdict == "verbatim"
    assert only(cut_off, "It says “The water is clear”.").verdict == "form"
    assert only(cut_off, "It says “But The Water Is Clear”.").verdict == "form"
    assert only(cut_off, "It never says “feed the ducks after dark”.").verdict == "verbatim"
    assert only(cut_off, "It says “Visitors must not feed the ducks after dark”.").verdict == "verbatim"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Run the purge in production.", "curtailed"),
        ("Never run the purge in production.", "verbatim"),
        ("Feed the ducks after dark.", "curtailed"),
    ],
)
def test_a_sentence_of_a_draft_that_is_all_of_one_but_what_denies_it_is_told(cut_off, sentence, verdict):
    (item,) = cut_off.check(sentence).items
    assert item.verdict == verdict


@pytest.mark.parametrize(
    ("draft", "word"),
    [
        ("“Guests may stay.”", "unless"),
        ("It says “Guests may stay”.", "unless"),  # the full stop behind the marks ends it as well
        ("It says “[G]uests may stay …” there.", "unless"),  # an ellipsis says that it goes on, and not how
        ("“The red pump delivers 40 litres a minute.”", "when"),
        ("“Swimmers can cross the river.”", "without"),
        ("“Children may swim.”", "only"),  # a joining word before what limits
        ("“Nobody may leave.”", "before"),  # what a denial waits for
        ("„Der Saal bleibt geschlossen.“", "außer"),
        ("« La porte reste ouverte. »", "sauf"),
    ],
)
def test_what_limits_a_quotation_just_behind_it_is_told_where_that_claims_an_end(limited, draft, word):
    item = only(limited, draft)
    told = [w for omission in item.omissions for w in (*omission.qualifiers.negations, *omission.qualifiers.conditions)]
    assert (item.verdict, told) == ("curtailed", [word])


def test_a_sentence_of_a_draft_that_stops_before_what_limits_it_is_told(limited):
    assert [item.verdict for item in limited.check("Guests may stay.").items] == ["curtailed"]
    assert [item.verdict for item in limited.check("Guests may stay unless they snore.").items] == ["verbatim"]


@pytest.mark.parametrize(
    "draft",
    [
        "It says “guests may stay” there.",  # words of a sentence, which do not look like all of it
        "It says “Guests may stay” there.",
        "“Guests may stay unless they snore.”",
        "“The boat goes out.”",  # a new sentence limits nothing
        "“The host was tired.”",  # what joins alone
        "“The heron waits.”",  # how sure its author is
        "“The lamp is red.”",  # a contrast behind a comma
        "“The cook rises.”",
        "“The hall stays shut.”",  # more is true, and not less
        "“The road goes.”",  # "north" is no "no"
    ],
)
def test_what_goes_on_without_a_limit_is_right(limited, draft):
    assert only(limited, draft).verdict in ("verbatim", "form")


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("Dogs weighing … 10 kg are welcome", "than"),
        ("Binada içki içmek yasak … bilet 30 lira", "değildir"),
        ("Pihalla … saa tupakoida", "ei"),
        ("A dohányzás … engedélyezett", "nem"),
        ("Vstup … povolen", "není"),
        ("Το κάπνισμα … επιτρέπεται", "δεν"),
    ],
)
def test_comparisons_and_denials_of_further_languages_are_told(cut_off, quote, word):
    item = only(cut_off, f"It says “{quote}” there.")
    told = [w for omission in item.omissions for w in (*omission.qualifiers.negations, *omission.qualifiers.conditions)]
    assert (item.verdict, told) == ("curtailed", [word])


@pytest.mark.parametrize(
    ("quote", "kind", "word"),
    [
        ("Guests may stay ... after dusk", "conditions", "unless"),
        ("The red pump delivers ... when it is warm", "numbers", "40"),
        ("The gate is … open all day long", "conditions", "except"),
        ("Visitors are [...] welcome in the garden", "conditions", "almost"),
        ("Swimmers … cross the weir", "negations", "can't"),
        ("cross the weir (...) a rope and a friend", "negations", "without"),
        ("Das Betreten der Halle ist … gestattet", "negations", "nicht"),
        ("Der Saal bleibt . . . geschlossen", "conditions", "nur"),
        ("La porte reste ouverte … matin", "conditions", "sauf"),
        ("On … peut … entrer ici", "negations", "ne"),
        ("El museo está abierto … por la tarde", "conditions", "excepto"),
        ("大厅里面…可以吸烟", "negations", "不"),
        ("この部屋の中で写真を撮ることは…許されます", "conditions", "場合"),
    ],
)
def test_an_ellipsis_that_leaves_out_what_matters_is_a_problem_and_told_first(rules, quote, kind, word):
    item = only(rules, f"It says “{quote}” there.")
    assert item.verdict == "curtailed" and item.verdict in FALSE_CLAIMS
    assert word in [word for omission in as_json(item)["omissions"] for word in omission[kind]]
    assert any(f"left out: “{word}”" in omission.in_words[0] for omission in item.omissions)


def test_an_ellipsis_that_leaves_out_nothing_of_that_is_plain(rules):
    item = only(rules, "“The boat goes out … comes back at dusk”")
    assert item.verdict == "elided" and item.omissions[0].in_words == ("4 words left out",)
    assert as_json(item)["omissions"] == [
        {
            "words": 4,
            "negations": [],
            "numbers": [],
            "conditions": [],
            "long": False,
            "another_section": False,
            "joins_sentences": False,
            "carried": [],
        }
    ]


@pytest.mark.parametrize(
    ("quote", "joined"),
    [
        ("Never take the pills with ... Alcohol", True),  # the next sentence begins so, and goes on
        ("Never take the pills with … is fine for most", True),
        ("Never take the pills with … Alcohol in small amounts", False),
        ("Never take the pills with grapefruit juice … is fine", False),
        ("Never take the pills with. … Alcohol", False),  # a stop says that a sentence ends
        ("Never take the pills … juice", False),
        ("Store the pills … in a dark room", True),  # over the end of an item
        ("Children … Alcohol", False),  # which ends with that word
    ],
)
def test_an_ellipsis_that_makes_one_sentence_of_two_is_a_problem(indexed, quote, joined):
    pills = (
        "# Pills\n\nNever take the pills with grapefruit juice. Alcohol in small amounts is fine for most.\n\n"
        "- Store the pills dry and cool.\n- Lock them in a dark room.\n\nChildren never.\n\nAlcohol\n"
    )
    item = only(Checker(indexed({"pills.md": pills})), f"It says “{quote}” there.")
    assert [omission.joins_sentences for omission in item.omissions] == [joined]
    assert ("parts of two sentences read as one" in item.omissions[0].in_words) is joined
    assert as_json(item)["omissions"][0]["joins_sentences"] is joined
    carried = ("Never",) if joined and quote.startswith("Never") else ()
    assert item.omissions[0].carried == carried
    assert (f"of another sentence: “{carried[0]}”" in item.omissions[0].in_words) if carried else True
    assert item.verdict == ("curtailed" if carried or item.omissions[0].qualifiers else "elided")


def test_the_document_in_which_it_is_true_goes_first_and_the_named_one_before_that(rules):
    quote = "“Smoking in the hall is ... permitted at any time”"
    assert (only(rules, quote).verdict, only(rules, quote).source.document_id) == ("elided", "open.md")
    named = only(rules, f"{quote} (en.md)")
    assert (named.verdict, named.source.document_id) == ("curtailed", "en.md")


@pytest.mark.parametrize(
    ("left_out", "verdict"),
    [
        ("(discussed in Chapter 6)", "elided"),
        ("as Figure 2.1 and § 4 show", "elided"),
        ("[12, 13]", "elided"),
        ("[Gee08, EWD12]", "elided"),
        ("(Gee and Day, 2008, p. 3)", "elided"),
        ("with 12 of them", "curtailed"),
        ("(before 2008)", "curtailed"),
        ("(see Gee, who did not agree, 2008)", "curtailed"),
    ],
)
def test_the_number_of_what_is_referred_to_counts_nothing(indexed, left_out, verdict):
    checker = Checker(indexed({"a.md": f"# Enums\n\nStructs and enums {left_out} are the blocks for types.\n"}))
    assert only(checker, "“Structs and enums … are the blocks for types”").verdict == verdict


def test_a_long_gap_and_one_into_another_section_are_told(rules):
    long = only(rules, "“The beginning of it all was blue … the end of it all was green”").omissions[0]
    assert long.words == 21006 and long.is_long and "21,006 words left out: more than a paragraph" in long.in_words
    across = only(rules, "“comes back at dusk … The heron waits in the reeds”").omissions[0]
    assert across.another_section and "it goes on in another section" in across.in_words


@pytest.mark.parametrize(
    "quote", ["purple elephants recite sonnets to a bored committee", "the heron sings tenor", "zq zx"]
)
def test_a_quotation_that_stands_nowhere_is_never_closest(rules, quote):
    item = only(rules, f"It says “{quote}”.")
    assert item.verdict == "no_source" and item.source is None and item.verdict in FALSE_CLAIMS
    assert rules.check(f"It says “{quote}”.").counts["no_source"] == 1


def test_only_sentences_are_closest_or_not_found(rules):
    draft = "At the water a heron waits patiently among many reeds and herbs.\n\nZq zx zv.\n"
    assert {item.verdict.value for item in rules.check(draft).items} == {"closest", "not_found"}


def test_a_wrong_name_is_told_of_an_altered_quotation_too(rules):
    item = only(rules, "“The kestrel hovers over the old green moor at noon” (en.md)")
    assert item.verdict == "altered" and item.is_misattributed and as_json(item)["misattributed"]
    right = only(rules, "“The kestrel hovers over the old green moor at noon” (twin.md)")
    assert right.verdict == "altered" and not right.is_misattributed


@pytest.mark.parametrize(
    ("quote", "form"),
    [
        ("THE kestrel hovers over the old brown moor", ["case"]),
        ("The kestrel, hovers over the old brown moor", ["comma"]),
        ("The kestrel hovers over the old-brown moor", ["hyphen"]),
        ("The kestrel hovers – over the old brown moor", ["dash"]),
        ("The kestrel hovers\u00a0over the  old brown moor", ["white_space"]),
        ("The “kestrel” hovers over the old brown moor at noon;", ["full_stop", "punctuation", "quotation_marks"]),
        ("The kestrel hovers over the old brown moor at noon,", ["comma", "full_stop"]),
        ("The **kestrel** hovers over the <em>old</em> brown moor", ["markup"]),
        ("The ｋestrel hovers over the old brown moor", ["letter_forms"]),
        ("the kestrel hovers. Over the old brown moor", ["case", "full_stop"]),
        ("The kestrel hovers over the old brown moor", []),
    ],
)
def test_form_says_what_differs(rules, quote, form):
    item = only(rules, f"«{quote}» it says.")
    assert item.verdict == ("form" if form else "verbatim") and as_json(item)["form"] == form


@pytest.mark.parametrize(
    ("quote", "shown"),
    [("delivers 41 litres a minute", ("41", "40")), ("delivers 40 % litres a minute", ("40 %", "40"))],
)
def test_the_symbol_that_differs_is_shown(rules, quote, shown):
    (difference,) = only(rules, f"“The red pump {quote} when it is warm”").differences
    assert (difference.draft, difference.source) == shown and difference.kind == "number"


EDITED = {
    "notes.md": "# Notes\n\nCosts rose to 1,234 pounds in May. We will not sell the mill to anybody.\n",
    "letter.md": "# Letter\n\nThey seen [sic] the river at night, and nobody helped them.\n",
}


@pytest.mark.parametrize(
    ("quote", "verdict", "form"),
    [
        ("Costs rose [sic] to 1,234 pounds", "form", ("editors_mark",)),
        ("Costs rose to 1,234 [sic!] pounds", "form", ("editors_mark",)),
        ("We will not [!] sell the mill", "form", ("editors_mark",)),
        ("We will not sell the mill [emphasis added]", "form", ("editors_mark",)),
        ("we will not sell the mill [Hervorhebung durch den Autor]", "form", ("case", "editors_mark")),
        ("Costs rose to 1,243 [sic] pounds in May", "altered", ()),
        ("We will sell [sic] the mill to anybody", "altered", ()),
        ("We will … sell [sic] the mill", "curtailed", ()),
        ("We [the council] will not sell the mill", "form", ("editors_mark",)),  # words that explain
        ("[The town] will not sell the mill", "form", ("editors_mark",)),  # and some that take the place of others
        ("We will [never] not sell the mill", "altered", ()),
        ("They seen [sic] the river at night", "verbatim", ()),  # its source has it
        ("[the costs] rose to 1,234 pounds in May", "form", ("editors_mark",)),
        ("Costs [of living] rose to 1,234 [good] pounds", "form", ("editors_mark",)),
        ("Costs rose to [some] pounds in May", "curtailed", ()),  # a number that it takes the place of is left out
        ("Costs rose [only] to 1,234 pounds", "altered", ()),
        ("We will not sell [the windmill] to anybody", "elided", ()),
    ],
)
def test_what_an_editor_put_in_is_told_as_such_unless_a_source_has_it(indexed, quote, verdict, form):
    item = only(Checker(indexed(EDITED)), f"It says: “{quote}”, as we know.")
    assert (item.verdict, item.form) == (verdict, form)


SHORT = {
    "en.md": "# House rules\n\nPets are not allowed. The rent is 900 euros. Meetings start at nine. Parking is free. "
    "It isn't safe. Tom was ill. She never called. The lift works. Smoking is forbidden in the hall.\n",
    "de.md": "# Regeln\n\nHunde sind erlaubt. Es gibt keine Garage. Das Bad ist offen.\n",
    "fr.md": "# Règles\n\nC'est permis. Il n'est pas là. On ouvre la cave.\n",
    "es.md": "# Reglas\n\nSe puede fumar.\n",
    "zh.md": "# 规则\n\n可以吸烟。门票20元。\n",
}


@pytest.fixture(scope="module")
def short(indexed):
    return Checker(indexed(SHORT))


@pytest.mark.parametrize(
    ("sentence", "kind", "drafted", "sourced"),
    [
        ("Pets are allowed.", "negation", "", "not"),
        ("The rent is 950 euros.", "number", "950", "900"),
        ("Meetings do not start at nine.", "negation", "do not", ""),
        ("Parking is not free.", "negation", "not", ""),
        ("Parking isn't free.", "negation", "isn't", "is"),
        ("It is safe.", "negation", "is", "isn't"),
        ("Ben was ill.", "word", "Ben", "Tom"),
        ("The lift never works.", "negation", "never", ""),
        ("Smoking is allowed in the hall.", "negation", "allowed", "forbidden"),
        ("Hunde sind nicht erlaubt.", "negation", "nicht", ""),
        ("Es gibt eine Garage.", "negation", "eine", "keine"),
        ("Il est là.", "negation", "est", "n'est pas"),
        ("No se puede fumar.", "negation", "No", ""),
        ("不可以吸烟。", "negation", "不", ""),
        ("门票30元。", "number", "票30", "票20"),
    ],
)
def test_a_short_sentence_that_a_negation_a_number_or_a_name_turns_is_altered(short, sentence, kind, drafted, sourced):
    (item,) = short.check(sentence).items
    assert (item.verdict, [(d.kind, d.draft, d.source) for d in item.differences]) == (
        "altered",
        [(kind, drafted, sourced)],
    )


@pytest.mark.parametrize(
    "sentence",
    ["Pets are cute.", "Dogs are allowed.", "The pool is closed.", "Parking costs 5 euros.", "Tom was happy.",
     "Water is wet.", "Das Auto ist nicht offen.", "Die Garage ist neu.", "She never lied.", "The lift doesn't stop here."],
)  # fmt: skip
def test_a_short_sentence_of_something_else_alters_nothing(short, sentence):
    (item,) = short.check(sentence).items
    assert item.verdict in ("closest", "not_found")


def test_of_equally_near_sources_the_latest_is_shown(indexed):
    dated = {"a.md": "2019-02-01", "b.md": "2023-05-01", "c.md": "", "d.md": "2021"}
    rules = "# Rules\n\nThe gate closes at {} pm on weekdays, and the key hangs in the hall.\n"
    files = {
        name: (f"---\ndate: {date}\n---\n" if date else "") + rules.format(hour)
        for hour, (name, date) in enumerate(dated.items(), start=7)
    }
    checker = Checker(indexed(files))
    for draft in (
        "The gate closes at 11 pm on weekdays, and the key hangs in the hall.",
        "“The gate closes at 11 pm on weekdays”",
    ):
        (item,) = [item for item in checker.check(draft).items if item.source]
        assert (item.verdict.value, item.source.document_id) == ("altered", "b.md")
    named = "As a.md says: “The gate closes at 11 pm on weekdays”."
    assert {item.source.document_id for item in checker.check(named).items if item.source} == {"a.md"}


def test_of_many_equally_near_versions_the_latest_is_shown(indexed):
    rules = (
        "---\ndate: {}-02-01\n---\n# Rules\n\nThe gate closes at {} pm on weekdays, and the key hangs in the hall.\n"
    )
    checker = Checker(indexed({f"{n}.md": rules.format(2000 + n, n) for n in range(1, 9)}))
    (item,) = [item for item in checker.check("“The gate closes at 11 pm on weekdays”").items if item.source]
    assert (item.verdict.value, item.source.document_id) == ("altered", "8.md")
