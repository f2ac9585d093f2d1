"""What differs between two generations: documents, passages, words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import DocumentNotFound
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import difference as comparing
from indexer.indexing.lifecycle import document_difference, generation_difference
from indexer.model import Locator, Passage, Span, passage_id
from indexer.settings import Settings

PAGE = """# Shop

## Hours

The shop is open from nine to five on weekdays.

## Refunds

Refunds are paid within 14 days to the card that was used.

## Parking

There are twelve places behind the house.
"""


@pytest.fixture
def place(tmp_path):
    corpus = tmp_path / "docs"
    corpus.mkdir()
    (corpus / "shop.md").write_text(PAGE)
    (corpus / "gone.md").write_text("# Gone\n\nThis page goes away.\n")
    (corpus / "old.md").write_text("# Same\n\nThis page is renamed.\n")
    settings = Settings.load(index=tmp_path / "index", workers=1)
    index_corpus(settings, [corpus])
    return corpus, settings


def test_documents_and_passages_are_compared_word_by_word(place):
    corpus, settings = place
    changed = PAGE.replace("14 days", "30 working days").replace(
        "## Parking", "## Bicycles\n\nBring a lock.\n\n## Parking"
    )
    (corpus / "shop.md").write_text(changed.replace("The shop is open from nine to five on weekdays.", ""))
    (corpus / "gone.md").unlink()
    (corpus / "old.md").rename(corpus / "young.md")
    (corpus / "new.md").write_text("# New\n\nThis page is new.\n")
    index_corpus(settings, preview=True)
    changes = generation_difference(settings, 1, 2)
    assert (changes.added, changes.updated) == (("new.md", "young.md"), ("shop.md",))
    assert (changes.removed, changes.moved) == (("gone.md", "old.md"), (("old.md", "young.md"),))
    found = document_difference(settings, 1, 2, "shop.md")
    said = [
        (
            c.before and "".join(c.before.text[s.start : s.end] for s in c.removed),
            c.after and [c.after.text[s.start : s.end] for s in c.added],
            c.same,
        )
        for c in found.passages
    ]
    assert said == [
        ("", None, False),  # the hours are gone
        ("14", ["30 working"], False),
        (None, [], False),  # bicycles are new
        ("", [], True),
    ]
    assert found.title == "Shop"


def test_a_document_that_one_generation_has_is_all_new_or_all_gone_and_one_that_none_has_is_an_error(place):
    corpus, settings = place
    (corpus / "gone.md").unlink()
    (corpus / "new.md").write_text("# New\n\nThis page is new.\n")
    index_corpus(settings)
    (gone,) = document_difference(settings, 1, 2, "gone.md").passages
    (new,) = document_difference(settings, 1, 2, "new.md").passages
    assert gone.before and gone.after is None and new.after and new.before is None
    with pytest.raises(DocumentNotFound, match="neither generation 1 nor 2"):
        document_difference(settings, 1, 2, "nothing.md")


def passages(texts):
    seen, made, start = {}, [], 0
    for text in texts:
        ordinal = seen.get(text, 0)
        seen[text] = ordinal + 1
        made.append(
            Passage(
                id=passage_id("d", text, ordinal), document_id="d", title="d", revision="0" * 64, start=start,
                end=start + len(text), text=text, headings=(), context="", sentences=(Span(start, start + len(text)),),
                locator=Locator(), 
            )
        )  # fmt: skip
        start += len(text) + 1
    return made


TEXTS = st.lists(
    st.sampled_from(["tea is hot", "tea is cold", "soup takes an hour", "bread", "bread and salt"]), max_size=6
)


@given(TEXTS, TEXTS)
def test_each_passage_of_both_stands_in_the_difference_once_and_in_its_order(was, now):
    changes = list(comparing._changes(passages(was), passages(now)))
    assert [c.before.text for c in changes if c.before] == was
    assert [c.after.text for c in changes if c.after] == now
    assert all(
        c.same == (c.before is not None and c.after is not None and c.before.text == c.after.text) for c in changes
    )
    for c in changes:
        for passage, spans in ((c.before, c.removed), (c.after, c.added)):
            assert all(0 <= s.start < s.end <= len(passage.text) for s in spans)
