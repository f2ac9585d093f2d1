"""Who is asked for, in several languages; what names somebody, and what says that nobody is."""

import pytest

from indexer.text.analysis.languages.wanted.wanted_people import asks_for_holder, says_nobody
from indexer.text.analysis.languages.wanted.wanted_values import wanted_value


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("who is the secretary?", "Secretary: R. Dalby, since May.", "The secretary keeps the minutes."),
        ("who is our engineer?", "Anna Kell repairs it.", "The engine was repaired in the yard."),
        ("Wer hat die Bücherei gegründet?", "Gegründet wurde sie von Alois Kern.", "Die Bücherei ist am Montag zu."),
        ("Wer hat die Bücherei gegründet?", "Der Pfarrer hat sie 1956 eröffnet.", "Sie hat für den Verein geöffnet."),
        ("Wer ist der Bürgermeister?", "Carola Weiß führt das Amt.", "Der Bürgermeister wird im Mai gewählt."),
        ("Wer baute die Brücke?", "Zimmerei Lang war es.", "Die Brücke ist aus Holz."),
        ("Qui a fondé la fabrique ?", "Fondée par Émile Thiriet.", "La fabrique est fermée en hiver."),
        ("Qui est la conservatrice ?", "Conservatrice : Hélène Dubreuil.", "L'objet n'est pas sensible."),
        ("Qui est la conservatrice ?", "Elle habite à Dole.", "Le poste est bien payé, non ?"),
        ("¿Quién escribió la carta?", "La escribió Ana Ruiz.", "La carta es de papel."),
        ("Chi ha dipinto il muro?", "Il pittore era Conti.", "Il muro è bianco."),
        ("Wie heeft de boot gebouwd?", "De boot is van Jan Smit.", "De boot ligt in het water."),
        ("Who designed the lamps that Tesla sold?", "They sold lamps designed by Tesla.", "Tesla sold lamps."),
        ("who is the director?", "She lives in Dole.", "The post is well paid."),
        (
            "who is the data controller?",
            "The data controller is the parish council.",
            "The data controller keeps data.",
        ),
        ("Wer ist der Träger?", "Der Träger ist die Gemeinde.", "Der Träger ist für alles da."),
        ("Qui est le responsable ?", "Le responsable est la commune.", "Le responsable est bien payé."),
        ("who wrote the plugin?", "I wrote it in a week.", "It writes files."),
    ],
)
def test_an_answer_names_somebody(question, has, lacks):
    wanted = wanted_value(question)
    assert wanted.is_in(has) and not wanted.is_in(lacks) and wanted.certain


@pytest.mark.parametrize(
    "question",
    [
        "who may vote?",
        "wer ist da?",
        "Qui a droit au tarif réduit ?",
        "qui est là ?",
        "who gets a uniform?",
        "who is the course for?",
        "who is our service aimed at?",
        "who are the users?",
    ],
)
def test_what_members_or_others_may_answer_wants_no_name(question):
    assert wanted_value(question) is None


def test_a_long_word_takes_no_long_time():
    """One way to read it, not one for each way to cut it up."""
    for asked in ("who is the", "wer ist", "qui est", "chi è"):
        assert wanted_value(f"{asked} {'Ab' * 4000}!") is None
    assert not wanted_value("Wer hat die Bücherei gegründet?").is_in("A" * 40_000)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("when will the gate be open?", "It is open as soon as somebody comes.", "The gate is made of oak."),
        ("when will the shop be open?", "It is open if it rains.", "The data of the shop is on an old disk."),
        ("Quando è aperto il museo?", "È aperto ogni giorno.", "Il museo si trova in centro."),
        ("Quand finit le prêt ?", "Il finit dès que l'œuvre revient.", "Œuvre : coffret, bois peint."),
        ("Seit wann fährt der Bus?", "Er fährt seit dem Umbau.", "Er fährt über die Brücke."),
    ],
)
def test_when_something_is_may_be_told_by_what_it_waits_for(question, told, untold):
    wanted = wanted_value(question)
    assert not wanted.certain
    assert wanted.may_be_in(told) and not wanted.may_be_in(untold)


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("who is the treasurer?", True),
        ("Wer ist Kämmerer?", True),
        ("who was the treasurer in 1990?", False),
        ("who resigned?", False),
        ("who is at risk?", False),
        ("who gets it?", False),
        ("for which post did nobody stand?", False),
        ("Wie is de penningmeester?", True),
        ("Wie lange ist die Frist?", False),
    ],
)
def test_who_holds_a_post_is_asked_for(question, holder):
    assert asks_for_holder(question) is holder


@pytest.mark.parametrize(
    "text",
    [
        "Nobody stood for secretary.",
        "The post of secretary is vacant.",
        "Die Stelle ist zurzeit nicht besetzt.",
        "Herr Vogt hat gekündigt.",
        "Personne ne s'est présenté.",
        "Nadie lo quiso.",
    ],
)
def test_nobody_is(text):
    assert says_nobody(text)
    assert says_nobody("Ann Lee was elected.") is None


@pytest.mark.parametrize(
    "text",
    [
        "The council pays retired staff.",
        "He cleans the vacant flats.",
        "The club pays members who have resigned.",
        "Nobody but the treasurer signs it.",
        "Niemand außer dem Kassenwart unterschreibt.",
        "Der Vertrag kann mit einer Frist von drei Monaten gekündigt werden.",
    ],
)
def test_others_who_have_gone_are_not_who_is_asked_for(text):
    assert says_nobody(text) is None


@pytest.mark.parametrize(
    "text",
    ["The chair retired in May.", "The post is vacant since May.", "There is a vacant post.", "She has retired."],
)
def test_but_who_had_the_post_is(text):
    assert says_nobody(text)
