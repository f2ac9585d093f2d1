"""Short forms of words that people type, where authors write them out, and the other way round."""

import pytest

from indexer.searching import Searcher

TEXTS = {
    **{f"{n}.txt": f"The administrator of branch {n} keeps the configuration." for n in range(5)},
    "guests.txt": "Members may admit guests on Sundays.",
    "photos.txt": "A photo of the kite hangs in the hall. A photograph of its maker does, too.",
    "repo.txt": "All plans of kites are in the repo of the club.",
    "verleih.txt": "Die Universität verleiht Drachen an alle, die dort studieren und fliegen wollen.",
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed({name: f"{text}\n" for name, text in TEXTS.items()}))


@pytest.mark.parametrize(
    ("question", "first", "said"),
    [
        ("Who is the admin of branch 3?", "3.txt", "admin = administrator"),
        ("Where is the config of branch 2?", "2.txt", "config = configuration"),
        ("In which repository are the plans?", "repo.txt", "repository = repo"),
        ("Was verleiht die Uni?", "verleih.txt", "Uni = universität"),
    ],
)
def test_a_short_form_finds_what_is_written_out_and_the_other_way_round(searcher, question, first, said):
    answer = searcher.ask(question)
    assert answer.hits[0].passage.document_id == first and not answer.corrections
    assert said in {s for term in answer.hits[0].why.terms for s in term.synonyms}


def test_a_word_of_the_same_stem_has_no_short_form(indexed):
    """An organ is no organization, and what is specific no specification."""
    texts = {f"{n}.txt": f"The org chart of branch {n}; see the specs and the info." for n in range(5)}
    texts["y.txt"] = "An organ has a specific pitch. Players are informed of it."
    found = Searcher(indexed(texts))
    for question in ("Where is the organ?", "What is specific?", "Who is informed?"):
        assert not {s for hit in found.ask(question).hits for term in hit.why.terms for s in term.synonyms}
    for question, said in (
        ("Which organisations are there?", "organisations = org"),
        ("Which specifications are there?", "specifications = specs"),
    ):
        assert said in {s for hit in found.ask(question).hits for term in hit.why.terms for s in term.synonyms}


def test_what_passages_have_as_typed_is_meant_so(searcher):
    """ "photo" stands in as many passages as "photograph", so that neither is asked for by the other."""
    for question in ("Where is a photo?", "Where is a photograph?"):
        assert not {s for hit in searcher.ask(question).hits for term in hit.why.terms for s in term.synonyms}


def test_irregular_forms_of_a_language_that_few_documents_are_in_are_known(indexed):
    """A question in it has the terms of that language, whatever the usual one of the index."""
    texts = TEXTS | {
        "maison.txt": "La maison est bien connu des héritiers, et le notaire la garde pour les enfants.",
        "notaire.txt": "Le notaire est dans la rue des écoles, et les clés de la maison sont chez lui.",
    }
    answer = Searcher(indexed(texts)).ask("Est-ce que les héritiers connaissent la maison ?")
    assert answer.hits[0].passage.document_id == "maison.txt"
    assert "connaissent = connu" in {s for term in answer.hits[0].why.terms for s in term.synonyms}
