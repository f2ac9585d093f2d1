"""Languages by their names and codes."""

import pytest

from indexer.errors import FilterError
from indexer.model import Stated
from indexer.model.stated.language_names import LANGUAGE_CODES, language_code, language_named


@pytest.mark.parametrize(
    "written", ["de", "DE", "de-AT", "de_DE.UTF-8", "deu", "ger", "German", "deutsch", " Deutsch (Österreich)"]
)
def test_a_language_goes_by_many_names(written):
    assert language_named(written) == "german"


@pytest.mark.parametrize("written", ["", "tlh", "de, en", "de;fr", "12", "germanic"])
def test_what_names_no_language_or_several_is_none(written):
    assert language_named(written) == ""


def test_every_language_has_its_code_and_no_code_is_of_two():
    codes = [code for found in LANGUAGE_CODES.values() for code in found]
    assert len(codes) == len(set(codes)) and language_code("norwegian") == "no" and language_code("") == ""


def test_languages_are_wanted_by_their_names():
    assert Stated.of((), None, None, ["de", "German", "fr"]).languages == ("german", "french")
    assert Stated(languages=("german",)).also(Stated(languages=("german", "thai"))).languages == ("german",)
    assert str(Stated(languages=("german",)).also(Stated(languages=("thai",))).in_words) == "in two languages at once"
    with pytest.raises(FilterError, match="tlh"):
        Stated.of((), None, None, "tlh")
