"""Where a draft's sentence runs into a quotation: what its source denies, bounds or makes depend on something there."""

import pytest

from indexer.quoting.checking import Checker

RULES = {
    "en.md": (
        "# Rules\n\nClients never read data through the master. Smoking is not permitted in the hall. "
        "The lift won't move the piano by itself. The pool cannot be heated in winter. Nobody likes cold water. "
        "The keeper must record every visit. Guests may cook in the barn. Hosts should sweep the yard at night.\n\n"
        "A vote needs at least 20 percent of the members. The shed holds up to six bicycles. "
        "A parcel weighs 100 kg or more. The tower is 15 feet at least, and the fence costs 5 million crowns. "
        "The wall has 12 stones.\n\n"
        "The gate opens at noon, unless it rains. The tenant pays for the water, if any. "
        "The valve can be closed at any time after the pump has stopped. "
        "The pump was sold after the war. `close()` may be called once the file is open.\n"
    ),
    "de.md": (
        "# Regeln\n\nSitzungen sollen protokolliert werden. Mitglieder dürfen nicht im Hof parken. "
        "Der Plan kann nicht mehr geändert werden. "
        "Die Gremien des Hauses tagen öffentlich, sofern die Ordnung nichts anderes bestimmt. "
        "Der Antrag gilt, es sei denn, der Rat lehnt ihn ab. Die Frist beträgt mindestens 30 Tage.\n\n"
        "Ein Mitglied scheidet aus durch\n\n1. Austritt aus dem Verein oder\n2. Verlust des Wohnsitzes.\n"
    ),
    "fr.md": "# Règles\n\nLe prêt est gratuit, à condition de rendre le livre. Il doit fermer la porte.\n",
}


@pytest.fixture(scope="module")
def rules(indexed):
    return Checker(indexed(RULES))


def quoted(checker, draft):
    """The verdict on the one quotation of a draft, or on all of it, and what is told of it first."""
    items = checker.check(draft).items
    (item,) = [item for item in items if item.kind == "quotation"] or items
    return item.verdict, [str(omission.in_words[0]) for omission in item.omissions]


@pytest.mark.parametrize(
    ("draft", "denial"),
    [
        ("Clients “read data through the master”.", "never"),
        ("The clients may “read data through the master” there.", "never"),  # whoever it is, does
        ("It is “permitted in the hall”.", "not"),
        ("The lift will “move the piano by itself”.", "won't"),
        ("The pool can “be heated in winter”.", "cannot"),
        ("Mitglieder dürfen „im Hof parken“.", "nicht"),
        ("Der Plan kann „geändert werden“.", "nicht"),  # with a word between
    ],
)
def test_what_a_draft_says_with_words_that_its_source_denies_is_told(rules, draft, denial):
    assert quoted(rules, draft) == ("curtailed", [f"negation left out: “{denial}”"])


@pytest.mark.parametrize(
    "draft",
    [
        "Clients never “read data through the master”.",
        "Nobody wants clients to “read data through the master”.",
        "The clients do not, it says, “read data through the master”.",
        "What “read data through the master” means is explained.",  # says nothing of clients
        "Smoking there is not “permitted in the hall”.",
        "Members must not „im Hof parken“.",
    ],
)
def test_a_draft_that_denies_it_too_or_speaks_of_others_is_right(rules, draft):
    verdict, told = quoted(rules, draft)
    assert verdict in ("verbatim", "form") and told == []


@pytest.mark.parametrize(
    ("draft", "verb"),
    [
        ("Sitzungen müssen „protokolliert werden“.", "sollen"),
        ("Guests must “cook in the barn”.", "may"),
        ("The keeper may “record every visit”.", "must"),
        ("Hosts must “sweep the yard at night”.", "should"),
        ("Il peut « fermer la porte ».", "doit"),
    ],
)
def test_a_demand_for_what_is_allowed_or_advised_is_told(rules, draft, verb):
    assert quoted(rules, draft) == ("curtailed", [f"condition left out: “{verb}”"])


@pytest.mark.parametrize("draft", ["Guests could “cook in the barn”.", "Sitzungen sollten „protokolliert werden“."])
def test_a_verb_of_the_same_strength_is_right(rules, draft):
    assert quoted(rules, draft)[0] == "verbatim"


@pytest.mark.parametrize(
    ("draft", "bound"),
    [
        ("A vote needs “20 percent of the members”.", "at least"),
        ("It has room for “six bicycles”.", "up to"),
        ("Die Frist beträgt „30 Tage“.", "mindestens"),
        ("“A parcel weighs 100 kg.”", "or more"),
        ("It says “15 feet” there.", "at least"),
        ("The fence “costs 5” there.", "million"),
    ],
)
def test_a_bound_of_a_number_that_is_cut_is_told(rules, draft, bound):
    assert quoted(rules, draft) == ("curtailed", [f"condition left out: “{bound}”"])


@pytest.mark.parametrize(
    "draft",
    [
        "A vote needs no less than “20 percent of the members”.",
        "The shed holds a maximum of “six bicycles”.",
        "A parcel “weighs 100 kg” or more.",
        "The wall has “12 stones”.",
        "It “weighs 100 kg or more”.",
    ],
)
def test_a_draft_that_names_the_bound_itself_is_right(rules, draft):
    assert quoted(rules, draft)[0] in ("verbatim", "form")


def test_a_sentence_of_a_draft_without_the_bound_is_told(rules):
    (item,) = rules.check("A parcel weighs 100 kg.").items
    assert (item.verdict, str(item.omissions[0].in_words[0])) == ("curtailed", "condition left out: “or more”")


@pytest.mark.parametrize(
    ("draft", "word"),
    [
        ("Die Gremien „tagen öffentlich“.", "sofern"),
        ("The gate “opens at noon.”", "unless"),
        ("„Der Antrag gilt.“", "es sei denn"),
        ("« Le prêt est gratuit. »", "à condition"),
        ("“The valve can be closed at any time.”", "after"),  # what is allowed, only from then on
        ("“close() may be called.”", "once"),  # which begins a sentence with a small letter there, too
    ],
)
def test_what_a_quotation_that_ends_the_sentence_depends_on_is_told(rules, draft, word):
    assert quoted(rules, draft) == ("curtailed", [f"condition left out: “{word}”"])


@pytest.mark.parametrize(
    "draft",
    [
        "Wenn die Ordnung es nicht verbietet: Die Gremien „tagen öffentlich“.",
        "The gate “opens at noon” on most days.",
        "The tenant “pays for the water”.",  # a phrase, and no condition
        "“The pump was sold.”",  # what happened is no less true for when
    ],
)
def test_a_draft_that_names_a_condition_goes_on_or_tells_what_happened_is_right(rules, draft):
    assert quoted(rules, draft)[0] in ("verbatim", "form")


def test_the_marks_of_items_that_are_left_out_count_nothing(rules):
    draft = "„Ein Mitglied scheidet aus durch … Austritt aus dem Verein oder … Verlust des Wohnsitzes.“"
    assert quoted(rules, draft)[0] == "elided"


def test_a_sentence_made_the_end_of_another_by_a_small_letter_carries_its_condition(indexed):
    checker = Checker(indexed({"a.md": "# A\n\nYou need a linker, which is free. If it fails, you must install it.\n"}))
    verdict, told = quoted(checker, "“You need a linker … if it fails”")
    assert (verdict, told) == ("curtailed", ["of another sentence: “if”"])
    assert quoted(checker, "“You need a linker … If it fails, you must install it.”")[0] == "elided"
