"""Of several places where a quotation stands, or nearly does, which one is given?"""

import random

import pytest

from indexer.indexing import index_corpus
from indexer.quoting.checking import Checker
from indexer.settings import Settings

TEXTS = {
    "a.txt": "THE GREEN LAMP burned all night. It was a quiet evening. THE GREEN LAMP went out.\n",
    "b.txt": "Nobody knew. The green lamp burned all night, and the green lamp went out.\n",
    "c.txt": "Some say the green lamp burned all night. It was a quiet evening.\n",
    "d.txt": "One ship left. Then two ships came. One ship came back. Two ships left. Two ships stayed.\n",
    "e.txt": "An owl, a fox; the (big) bear (and -5 degrees) at last.\n",
    "f.txt": "The brass clock in the hall was nine minutes slow, and it struck the hours twice on Sundays in winter.\n",
    "h.txt": "My cat sat on a red mat by the old oak, in fog.\n",
    "g.txt": "The brass clock in the yard was nine minutes slow, and it struck the hours twice on Mondays in winter.\n",
}


@pytest.fixture(scope="module", params=[8_000_000, 1], ids=["one-batch", "a-batch-each"])
def lamps(request, tmp_path_factory):
    """A checker of these texts, read at once or one by one."""
    folder = tmp_path_factory.mktemp("places")
    (folder / "c").mkdir()
    for name, text in TEXTS.items():
        (folder / "c" / name).write_text(text)
    settings = Settings.load(index=folder / "i")
    index_corpus(settings, [folder / "c"])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("indexer.quoting.corpus_texts._BATCH", request.param)
        yield Checker(settings)


def quoted(checker, text):
    (item,) = [item for item in checker.check(text).items if item.kind == "quotation"]
    return item


def place(item):
    return item.verdict.value, item.source.document_id, item.source.text, item.source.start


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        # The very characters go before another form, then the first document in order of ids.
        ("“THE GREEN LAMP burned”", ("verbatim", "a.txt", "THE GREEN LAMP burned", 0)),
        ("“The green lamp burned”", ("verbatim", "b.txt", "The green lamp burned", 13)),
        ("“the green lamp burned”", ("verbatim", "c.txt", "the green lamp burned", 9)),
        ("“The Green Lamp burned”", ("form", "a.txt", "THE GREEN LAMP burned", 0)),
        ("“It was a quiet evening.”", ("verbatim", "a.txt", "It was a quiet evening.", 33)),
        # In one document too.
        ("“the green lamp”", ("verbatim", "b.txt", "the green lamp", 50)),
        ("“The green lamp went”", ("form", "a.txt", "THE GREEN LAMP went", 57)),
        # A document that is named goes before all.
        ("“the green lamp burned” (a.txt)", ("form", "a.txt", "THE GREEN LAMP burned", 0)),
        ("“The green lamp” (c.txt)", ("form", "c.txt", "the green lamp", 9)),
        ("“It was a quiet evening” (c.txt)", ("verbatim", "c.txt", "It was a quiet evening", 42)),
        ("“the green lamp burned” (d.txt)", ("misattributed", "c.txt", "the green lamp burned", 9)),
        # Punctuation at the ends belongs to the very characters, and to a number.
        ("“the (big) bear”", ("verbatim", "e.txt", "the (big) bear", 15)),
        ("“(big) bear (and”", ("verbatim", "e.txt", "(big) bear (and", 19)),
        ("“(big) bear [and”", ("form", "e.txt", "big) bear (and", 20)),
        ("“-5 degrees” it was", ("verbatim", "e.txt", "-5 degrees", 35)),
        # Parts stand as close to one another as anywhere.
        ("“One ship … Two ships”", ("elided", "d.txt", "One ship left. Then two ships", 0)),
        ("“One ship … came back … Two ships”", ("form", "d.txt", "One ship came back. Two ships", 36)),
        ("“Then … Two ships stayed”", ("curtailed", "d.txt", TEXTS["d.txt"][15:88], 15)),
        ("“GREEN LAMP … quiet evening”", ("elided", "a.txt", "GREEN LAMP burned all night. It was a quiet evening", 4)),
        ("“GREEN LAMP … quiet evening” (c.txt)", ("elided", "c.txt", TEXTS["c.txt"][13:64], 13)),
        ("“GREEN LAMP … quiet evening” (d.txt)", ("misattributed", "a.txt", TEXTS["a.txt"][4:55], 4)),
        # What is altered is so in the likest stretch; of equal ones in a document that is named.
        ("“The brass clock in the barn was nine minutes slow”", ("altered", "f.txt", TEXTS["f.txt"][:49], 0)),
        ("“The brass clock in the barn was nine minutes slow” (g.txt)", ("altered", "g.txt", TEXTS["g.txt"][:49], 0)),
        ("“nine minutes slow, and it struck no hours twice on Mondays”",
         ("altered", "g.txt", "nine minutes slow, and it struck the hours twice on Mondays", 32)),
    ],
)  # fmt: skip
def test_the_best_place(lamps, draft, expected):
    assert place(quoted(lamps, f"So {draft} and so on.")) == expected


def test_the_words_between_parts_are_counted(lamps):
    item = quoted(lamps, "“One ship … two ships … came back”")
    assert [part.text for part in item.parts] == ["One ship", "two ships", "came back"] and item.gaps == (2, 3)
    assert quoted(lamps, "“Then … Two ships stayed”").gaps == (10,) and item.score == 1.0


WORDS = TEXTS["f.txt"].replace(",", "").split()


@pytest.mark.parametrize(
    ("words", "changed", "is_altered"),
    [(10, 5, True), (10, 6, False), (8, 4, True), (8, 5, False), (7, 3, False), (7, 2, True), (5, 2, True), (5, 3, False)],
)  # fmt: skip
def test_a_quotation_is_altered_from_half_of_its_words_on_a_short_one_from_six_in_ten(
    lamps, words, changed, is_altered
):
    text = " ".join([*WORDS[: words - changed], *(f"zzq{n}x" for n in range(changed))])
    assert (quoted(lamps, f"So “{text}” and so on.").verdict == "altered") == is_altered


@pytest.mark.parametrize(("changed", "is_altered"), [(3, True), (4, False), (5, False)])
def test_a_sentence_is_altered_from_two_thirds_of_its_words_on(lamps, changed, is_altered):
    (item,) = lamps.check(" ".join([*WORDS[: 10 - changed], *(f"zzq{n}x" for n in range(changed))]) + ".").items
    assert item.kind == "sentence" and (item.verdict == "altered") == is_altered


def test_one_word_of_two_is_not_enough_two_of_three_are(lamps):
    assert quoted(lamps, "So “brass zzqx” and so on.").verdict != "altered"
    assert quoted(lamps, "So “brass clock zzqx” and so on.").verdict == "altered"


def test_the_score_is_the_share_of_equal_words(lamps):
    item = quoted(lamps, "So “The brass clock in the barn was nine minutes slow” and so on.")
    assert item.score == pytest.approx(9 / 10) and quoted(lamps, "“the (big) bear”").score == 1.0


def test_what_leaves_out_much_and_alters_a_word_is_found_from_its_first_part_to_its_last(tmp_path):
    chance = random.Random(3)
    between = " ".join(f"filler{chance.randrange(10**6)}" for _ in range(300))
    first, last = "The lantern over the northern gate burned", "until the harbour froze in the second winter"
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.txt").write_text(f"Before. {first} {between} {last}. After.\n")
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [tmp_path / "c"])
    item = quoted(Checker(settings), f"“{first} … {last.replace('second', 'third')}”")
    assert item.verdict == "altered" and [(d.draft, d.source) for d in item.differences] == [("third", "second")]
    assert item.source.text == f"{first} {between} {last}"


def test_what_shares_single_words_with_one_source_is_found_though_others_are_closer(tmp_path):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "z.txt").write_text(
        "They had blueberry muffins, rhubarbs raw, gingerbread hearts, shortbreads plain.\n"
    )
    for name in "abc":
        (tmp_path / "c" / f"{name}.txt").write_text(f"Shortbreads, gingerbread, rhubarbs, blueberry: list {name}.\n")
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [tmp_path / "c"])
    item = quoted(Checker(settings), "“blueberry pies, rhubarbs stewed, gingerbread men, shortbreads dipped”")
    assert item.verdict == "altered" and item.source.document_id == "z.txt" and item.score == 0.5


FEW = "cat sat in a red mat at the old elm"


def test_what_shares_only_short_runs_of_letters_is_found_in_the_closest_passages(lamps):
    assert place(quoted(lamps, f"So “{FEW}” and so on."))[:3] == (
        "altered", "h.txt", "cat sat on a red mat by the old oak",
    )  # fmt: skip
    (item,) = lamps.check(f"{FEW}.").items
    assert item.kind == "sentence" and item.verdict == "closest"  # it claims nothing, and is not looked at so closely


def test_progress_runs_to_the_end_in_three_stages(lamps):
    stages = {}
    lamps.check(
        "So “The brass clock in the barn” and “the green lamp” did.", progress=lambda *s: stages.update({s[0]: s[1:]})
    )
    assert list(stages) == ["sources", "compare", "ask"] and stages["sources"] == (8, 8)
    assert all(done == total > 0 for done, total in stages.values())
