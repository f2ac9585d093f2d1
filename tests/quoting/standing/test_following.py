"""What is put into the sentence, section or list of a quotation turns it: a link does not follow it there."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from indexer.indexing import index_corpus
from indexer.model import Span
from indexer.quoting.resolution import Selector
from indexer.quoting.resolver import Resolver
from indexer.settings import Settings

PUMP = "# Do\n\n- Close the valve\n- Open the lid of the pump\n\n# End\n\nThat was all.\n"
PLANS = "# Plans\n\n| plan | days | price |\n|---|---|---|\n| basic | 7 | 5 |\n| team | 30 | 20 |\n"
BRIDGE = "Rain fell. The bridge is safe for lorries. Snow fell too.\n"
OFFICES = "# Offices\n\n## Berlin\n\nIt opens at nine.\n\n## Paris\n\nIt opens at nine.\n"

#: A text, words of it, and the text after a change that turns them.
TURNED = [
    (BRIDGE, "The bridge is safe for lorries", BRIDGE.replace("lorries.", "lorries only in summer.")),
    (BRIDGE, "bridge is safe for lorries", BRIDGE.replace("The", "It is false that the")),
    (BRIDGE[11:], "bridge is safe for lorries.", f"It is false that the {BRIDGE[15:]}"),
    ("The bridge is safe\n", "The bridge is safe", "The bridge is safe only in summer\n"),
    ("大型货车可以通过。小型轿车可以通过这座桥。\n", "可以通过", "小型轿车可以通过这座桥。\n"),
    (PUMP, "Open the lid of the pump", PUMP.replace("# Do\n", "# Never do\n").replace("the valve", "the door")),
    (PUMP, "Open the lid of the pump", PUMP.replace("# Do\n", "# Do\n\nNever:\n").replace("the valve", "the tap")),
    ("First.\n\n- Do:\n  - Open the lid\n", "the lid", "First.\n\n- Never do:\n  - Open the lid\n"),
    (PLANS, "team | 30 | 20", PLANS.replace("days", "hours").replace("| basic | 7 | 5 |\n", "")),
    ("# Berlin\n\nIt opens at nine.\n", "It opens at nine.", "# Paris\n\nIt opens at nine.\n"),
    ("The field has 5*6 rows of trees.\n", "has 5*6 rows", "The field has 56 rows of trees.\n"),
    ("Each dose >5 mg is noted here.\n", "dose >5 mg is", "Each dose 5 mg is noted here.\n"),
    ("A field of ~5 rows is here.\n", "of ~5 rows", "A field of 5 rows is here.\n"),
    ("Set the user_id field to zero.\n", "the user_id field", "Set the userid field to zero.\n"),
    ("We know a > b for all of these.\n", "know a > b for", "We know a b for all of these.\n"),
]

#: The same after a change beside them, and where they stand now if at several places.
STAYING = [
    (
        OFFICES,
        "It opens at nine.",
        OFFICES.replace("Paris", "Rome").replace("Berlin", "Paris").replace("Rome", "Berlin"),
        43,
    ),
    (PUMP, "Open the lid of the pump", PUMP.replace("- Close", "- Wait\n- Close"), None),
    (PLANS, "team | 30 | 20", PLANS.replace("| basic", "| free | 1 | 0 |\n| basic"), None),
    (f"# A\n\n{BRIDGE}", "The bridge is safe for lorries.", f"# A\n\n{BRIDGE.replace('Snow', 'Hail')}", None),
    (
        "# A\n\n渡轮九点出发。狗在甲板免费乘坐。\n",
        "狗在甲板免费乘坐",
        "# A\n\n码头重建。渡轮八点出发。狗在甲板免费乘坐。\n",
        None,
    ),
]


@pytest.fixture(scope="module", params=[1, 3])
def cited(request, tmp_path_factory):
    """What was cited of each text, with the resolver after the changes; earlier revisions are kept, or not."""
    folder = tmp_path_factory.mktemp("following")
    settings = Settings.load(index=folder / "i", keep_generations=request.param)
    (folder / "c").mkdir()
    cases = [*TURNED, *STAYING]
    names = [f"{n}.{'md' if '# ' in case[0] or '- ' in case[0] else 'txt'}" for n, case in enumerate(cases)]
    for stage in (0, 2):
        for name, case in zip(names, cases, strict=True):
            (folder / "c" / name).write_bytes(case[stage].encode())
        index_corpus(settings, [folder / "c"])
        if stage == 0:
            before = Resolver(settings)
            excerpts = [_excerpt(before, name, case[1]) for name, case in zip(names, cases, strict=True)]
    return Resolver(settings), excerpts, request.param


def _excerpt(resolver, name, words):
    start = resolver.document(name).text.index(words)
    return resolver.excerpt(name, Span(start, start + len(words)))


@pytest.mark.parametrize("number", range(len(TURNED)))
def test_what_turns_the_words_is_not_followed(cited, number):
    resolver, excerpts, _ = cited
    excerpt = excerpts[number]
    link = dict(parse_qsl(urlsplit(excerpt.link).query))
    for selector in (Selector.of(excerpt), Selector.from_address(excerpt.document_id, link)):
        assert resolver.resolve(selector).mark is None


@pytest.mark.parametrize("number", range(len(STAYING)))
def test_what_stays_in_its_section_and_sentence_is_followed(cited, number):
    resolver, excerpts, keep = cited
    _, words, _, start = STAYING[number]
    found = resolver.resolve(Selector.of(excerpts[len(TURNED) + number]))
    if keep == 1:  # without the earlier text only what stands among the very same words is known
        assert found.mark is None or found.mark.start == start or start is None
    else:
        assert found.mark and found.mark.text == words and start in (None, found.mark.start)
