"""The contract, for every reader in the registry."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_contract import check, outcome
from reader_samples import SAMPLES

from indexer.documents.content import Content
from indexer.documents.formats.registry import FORMATS

EACH = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)


def test_every_format_has_samples():
    assert set(SAMPLES) == {form.key for form in FORMATS}


@EACH
def test_its_samples_are_read(form):
    if form.key == "picture" and shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed")
    for raw in SAMPLES[form.key]:
        documents = check(form, raw)
        assert documents and all(parsed.blocks for _, parsed in documents)


@EACH
def test_a_file_and_bytes_in_memory_are_read_alike(form, tmp_path):
    for number, raw in enumerate(SAMPLES[form.key]):
        path = tmp_path / f"{number}{form.endings[0]}"
        path.write_bytes(raw)
        held = Content.of_bytes(path.name, raw)
        assert outcome(form, Content.of_path(path.name, path)) == outcome(form, held)


@EACH
def test_a_sample_cut_off_anywhere_is_read_or_refused(form):
    for raw in SAMPLES[form.key]:
        for end in range(0, len(raw), 1 + len(raw) // 200):
            check(form, raw[:end])


@EACH
@given(raw=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(form, raw):
    check(form, raw)


@EACH
@given(drawn=st.data())
def test_samples_cut_up_and_put_together_anew_are_read_or_refused(form, drawn):
    piece = st.sampled_from(SAMPLES[form.key]).flatmap(
        lambda raw: st.tuples(st.integers(0, len(raw)), st.integers(1, 40)).map(lambda at: raw[at[0] : at[0] + at[1]])
    )
    check(form, b"".join(drawn.draw(st.lists(piece | st.binary(max_size=4), max_size=8))))
