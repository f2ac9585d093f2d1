"""What an abbreviation stands for is told by the passages, and so is how what is written out is abbreviated."""

import pytest

from indexer import Searcher

TEXTS = {
    "privacy.md": "# Privacy\n\nThe data protection officer (DPO) answers within a week.\n",
    "office.md": "# Offices\n\nThe data protection officer sits on the third floor.\n",
    "rota.md": "# Rota\n\nThe DPO is away in July.\n",
    "garden.md": "# Garden\n\nPlant data are kept by the gardener. An officer protects nothing here.\n",
    "vat.md": "# Sales\n\nVAT: value added tax. It is due in May.\n",
    "rate.md": "# Rates\n\nThe value added tax is a fifth of the price.\n",
    "lights.md": "# Lamps\n\nThe IT desk has lamps; in the IT room one burns.\n",
    "heart.md": "# Heart\n\nA percutaneous coronary intervention (PCI) takes an hour.\n",
    "ward.md": "# Ward\n\nAfter PCI nobody drives. PCI patients stay a night.\n",
    "bill.md": "# Bills\n\nPCI costs more on Sundays.\n",
    "talk.md": "# Talks\n\nWhat drivers perceive often is noise, says a DPO leaflet.\n",
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed(TEXTS))


def found(searcher, question):
    return [hit.passage.document_id.removesuffix(".md") for hit in searcher.ask(question).hits]


def rules(searcher, question):
    return {rule for hit in searcher.ask(question).hits for term in hit.why.terms for rule in term.synonyms}


@pytest.mark.parametrize("question", ["Where does the DPO sit?", "where does the dpo sit", "DPO"])
def test_who_asks_by_an_abbreviation_finds_what_is_written_out(searcher, question):
    assert "office" in found(searcher, question) and "garden" not in found(searcher, question)[:3]
    assert rules(searcher, question) == {
        "DPO = data protection officer" if "DPO" in question else "dpo = data protection officer"
    }


def test_what_was_typed_comes_before_what_it_stands_for(searcher):
    assert found(searcher, "DPO")[0] in ("rota", "privacy", "talk")


def test_what_follows_an_abbreviation_explains_it_too(searcher):
    assert "rate" in found(searcher, "How high is VAT?")


def test_words_of_running_text_are_no_explanation(searcher):
    assert rules(searcher, "IT") == set()
    assert rules(searcher, "Which leaflet is of the DPO?") == {"DPO = data protection officer"}


def test_what_is_written_out_finds_the_abbreviation_that_most_passages_have(searcher):
    question = "What does percutaneous coronary intervention cost?"
    assert "bill" in found(searcher, question)
    assert rules(searcher, question) == {"percutaneous coronary intervention = pci"}


def test_where_most_passages_write_it_out_the_abbreviation_is_not_looked_for(searcher):
    assert rules(searcher, "Where does the data protection officer sit?") == set()


def test_who_types_both_needs_neither_explained(searcher):
    assert rules(searcher, "the data protection officer (DPO)") == set()


IN_GERMAN = {
    "amt.md": "# Amt\n\nDas Bundesamt für Strahlenschutz (BfS) misst die Strahlung der Steine und des Wassers.\n",
    "sitz.md": "# Sitz\n\nDas Bundesamt für Strahlenschutz hat seinen Sitz in Salzgitter, und das seit vielen Jahren.\n",
}
IN_FRENCH = {
    "taxe.md": "# Taxe\n\nLa taxe sur la valeur ajoutée (TVA) est due en mai, et elle est payée par les clients.\n",
    "taux.md": "# Taux\n\nLa taxe sur la valeur ajoutée est de vingt pour cent, comme dans les pays voisins.\n",
}


@pytest.mark.parametrize("others", [{}, TEXTS | IN_GERMAN | IN_FRENCH])
@pytest.mark.parametrize(
    ("texts", "question", "rule", "document"),
    [
        (IN_GERMAN, "Wo hat das BfS seinen Sitz?", "BfS = bundesamt für strahlenschutz", "sitz"),
        (IN_FRENCH, "Quel est le taux de la TVA ?", "TVA = taxe sur la valeur ajoutée", "taux"),
    ],
)
def test_each_language_has_small_words_of_its_own_and_an_umlaut_stands_for_one_letter(
    indexed, texts, others, question, rule, document
):
    mixed = Searcher(indexed(texts | others))
    assert rules(mixed, question) == {rule} and found(mixed, question)[0] == document


def test_the_parts_of_a_word_with_a_hyphen_are_words(indexed):
    texts = {
        "tax.md": "# Tax\n\nThe value-added tax (VAT) is due in May.\n",
        "rate.md": "# Rate\n\nThe value added tax is a fifth of the price.\n",
    }
    one = Searcher(indexed(texts))
    assert rules(one, "How high is VAT?") == {"VAT = value added tax"} and "rate" in found(one, "How high is VAT?")


@pytest.mark.parametrize(
    "question", ["When were the SLAs signed?", "Is each SOP signed?", "Who signs the SOP's cover?"]
)
def test_an_abbreviation_of_several_is_one(indexed, question):
    texts = {
        "kept.md": "# Kept\n\nA service level agreement (SLA) sets hours. Standard operating procedures (SOPs) are kept.\n",
        "signed.md": "# June\n\nThe service level agreement and the standard operating procedure were signed in June.\n",
    }
    one = Searcher(indexed(texts))
    assert len(rules(one, question)) == 1 and "signed" in found(one, question)


@pytest.mark.parametrize(
    "question", ["Where do Kofi, Anka, Ngo, Sami and Bibo find the DPO?", "TELL ME QUICK WHERE THE HEAD DPO SITS"]
)
def test_what_is_surely_an_abbreviation_is_looked_up_before_names_and_words(searcher, question):
    assert "DPO = data protection officer" in rules(searcher, question)


@pytest.mark.parametrize("question", ["What does PCI stand for?", "what does pci refer to"])
def test_what_asks_for_it_only_is_nothing_that_passages_lack(searcher, question):
    answer = searcher.ask(question)
    assert answer.verdict == "answered" and found(searcher, question)[0] == "heart"


@pytest.mark.parametrize("question", ["What is PCI?", "What is a PCI?", "What does the PCI mean?"])
def test_what_writes_an_abbreviation_out_says_what_it_is(searcher, question):
    assert found(searcher, question)[0] == "heart"
