"""Words as people write them find the words as authors wrote them: signs, joined words, spellings, scripts, capitals."""

import pytest

from indexer.model import Verdict
from indexer.searching import Searcher

TEXTS = {
    "low.txt": "The starting dose is .25mg in the evening.",
    "high.txt": "The highest dose is 25mg in the evening.",
    "tables.txt": "Rows go to shop.order_line and stock_shop_data; customerAccountNo names the buyer.",
    "server.txt": "The server is written in C++ and Node.js, the client in C#.",
    "firmware.txt": "The firmware is written in plain C.",
    "town.txt": "In Nürnberg öffnet der Markt um neun, in Fürth um zehn.",
    "health.txt": "The WHO publishes advice on vaccines.",
    "people.txt": "Those who advise others should ask who they are and who pays.",
    "salt.txt": "盐要少放。海盐很贵。",
    "rain.txt": "雨具在门口。今天下雨。",
    "dog.txt": "犬は毎日散歩します。",
    "market.txt": "ตลาดเปิดเวลาหกโมงเช้าทุกวันเสาร์",
    "letter.txt": "كَتَبَ المُدير الرِسالة أمس.",
    "izmir.txt": "İzmir ilçesinde yağmur yağdı.",
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed({name: f"{text}\n" for name, text in TEXTS.items()}))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("25 mg", "high.txt"), ("0.25 mg", "low.txt"), (".25mg", "low.txt"), ("order_line", "tables.txt"),
        ("order line", "tables.txt"), ("customer account no", "tables.txt"), ("shop", "tables.txt"),
        ("nodejs", "server.txt"), ("C++", "server.txt"), ("C", "firmware.txt"), ("Nuernberg", "town.txt"),
        ("Fuerth", "town.txt"), ("Furth", "town.txt"), ("What does the WHO advise?", "health.txt"), ("盐", "salt.txt"),
        ("雨", "rain.txt"), ("犬", "dog.txt"), ("什么是盐", "salt.txt"), ("ตลาด", "market.txt"), ("วันเสาร์", "market.txt"),
        ("الرسالة", "letter.txt"), ("كتب المدير", "letter.txt"), ("izmir", "izmir.txt"), ("IZMIR", "izmir.txt"),
        ("paid", "people.txt"), 
    ],
)  # fmt: skip
def test_what_is_typed_finds_what_is_written(searcher, question, first):
    hits = searcher.ask(question).hits
    assert hits and hits[0].passage.document_id == first
    assert all(hits[0].passage.start <= m.start < m.end <= hits[0].passage.end for m in hits[0].marks) and hits[0].marks


@pytest.mark.parametrize(("question", "never"), [("C", "server.txt"), ("C#", "firmware.txt"), ("0.25", "high.txt")])
def test_what_says_something_else_is_not_found(searcher, question, never):
    assert never not in {hit.passage.document_id for hit in searcher.ask(question).hits}


def test_marks_cover_the_number_as_it_stands(searcher):
    hit = searcher.ask("0.25 mg").hits[0]
    at = hit.passage.start
    assert [hit.passage.text[m.start - at : m.end - at] for m in hit.marks] == [".25", "mg"]


GERMAN = {
    "backup.txt": "Die Sicherung der Datenbank läuft nachts um drei.",
    "events.txt": "Vergangene Termine lassen sich in der Liste ausblenden.",
    "rights.txt": "Rechte, die nicht eingestellt sind, werden geerbt.",
    "upload.txt": "Hochgeladene Bilder liegen im Ordner files.",
    "weather.txt": "Am Morgen ist es kühl, am Abend regnet es. Jemand hat sich ein Brot gekauft.",
}


@pytest.fixture(scope="module")
def german(indexed):
    return Searcher(indexed({name: f"{text}\n" for name, text in GERMAN.items()}))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Wann wird sie gesichert?", "backup.txt"), ("Wie kann ich das sichern?", "backup.txt"),
        ("Wie blende ich das aus?", "events.txt"), ("Was gilt, wenn ich nichts einstelle?", "rights.txt"),
    ],
)  # fmt: skip
def test_german_verbs_are_found_in_any_form(german, question, first):
    hits = german.ask(question).hits
    assert hits and hits[0].passage.document_id == first and hits[0].marks


ITALIAN = {
    "welcome.txt": "Il partecipante viene accolto nella sala, e poi riceve le istruzioni per il test.",
    "rules.txt": "Le regole della biblioteca sono scritte sulla porta di ingresso.",
    "hours.txt": "La segreteria della scuola risponde ogni mattina dalle nove.",
    "bread.txt": "Il pane della domenica viene cotto durante la notte dal fornaio.",
    "rain.txt": "Domani piove su tutta la costa, e fa freddo in montagna.",
}


def test_italian_verbs_are_found_in_their_irregular_forms(indexed):
    searcher = Searcher(indexed({name: f"{text}\n" for name, text in ITALIAN.items()}))
    hits = searcher.ask("Chi si accoglie?").hits
    assert hits and hits[0].passage.document_id == "welcome.txt" and hits[0].marks


CONTRARIES = {
    "channel.txt": "The default channel of every radio is unencrypted, and used by all.",
    "port.txt": "The serial port of a radio is inactive while it charges.",
    "kanal.txt": "Der öffentliche Kanal ist unverschlüsselt, und alle hören ihn.",
    "unit.txt": "Each unit of the radio has a number on its back.",
    "case.txt": "The case is sealed.",
    "form.txt": "Das Formular ist unvollständig, und niemand hat es unterschrieben.",
    "plans.txt": "Nobody was indifferent to the plan.",
    "recht.txt": "Dem Mieter ist Unrecht geschehen.",
    "paint.txt": "It was painted by hand, and takes a day to dry.",
}


@pytest.fixture(scope="module")
def contraries(indexed):
    return Searcher(indexed({name: f"{text}\n" for name, text in CONTRARIES.items()}))


@pytest.mark.parametrize(
    ("question", "first", "says"),
    [
        ("Is the default channel encrypted?", "channel.txt", "unencrypted"),
        ("Is the serial port active?", "port.txt", "inactive"),
        ("Ist der öffentliche Kanal verschlüsselt?", "kanal.txt", "unverschlüsselt"),
        ("Is the case unsealed?", "case.txt", "sealed"),
        ("IS THE DEFAULT CHANNEL ENCRYPTED?", "channel.txt", "unencrypted"),
        ("Ist das Formular vollständig?", "form.txt", "unvollständig"),
    ],
)
def test_a_contrary_answers_whether_something_is_so(contraries, question, first, says):
    answer = contraries.ask(question)
    hit = answer.hits[0]
    assert hit.passage.document_id == first and answer.verdict is Verdict.ANSWERED
    marked = {hit.passage.text[mark.start - hit.passage.start : mark.end - hit.passage.start] for mark in hit.marks}
    assert says in marked


@pytest.mark.parametrize(
    "question",
    ["How do I get an encrypted channel?", "Is it the case?", "Is the plan different?", "Hat der Mieter Recht darauf?"],
)
def test_what_is_no_contrary_or_asks_for_more_than_a_yes_or_no_is_answered_by_none(contraries, question):
    hits = contraries.ask(question).hits
    marked = [
        hit.passage.text[m.start - hit.passage.start : m.end - hit.passage.start] for hit in hits for m in hit.marks
    ]
    assert {"unencrypted", "unit", "indifferent", "Unrecht"}.isdisjoint(marked)


RINGS = {
    "doctor.txt": "The doctor rings the clinic when a patient needs help at night.",
    "values.txt": "The values lie within the ordinary range for an adult, and in the range for a child.",
    "prices.txt": "Prices range widely between the shops of a town.",
}


def test_an_irregular_form_is_no_other_word_of_its_stem(indexed):
    """ "Rang" is stemmed as "range" is: who asks whom to ring asks for no range, and a range is no ring."""
    searcher = Searcher(indexed({name: f"{text}\n" for name, text in RINGS.items()}))
    assert [hit.passage.document_id for hit in searcher.ask("whom do I ring?").hits] == ["doctor.txt"]
    assert "doctor.txt" not in {hit.passage.document_id for hit in searcher.ask("what is the range?").hits}


def test_where_passages_mean_the_irregular_form_it_is_found(indexed):
    texts = {
        "values.txt": RINGS["values.txt"],
        "night.txt": "The nurse rang twice that night.",
        "day.txt": "He rang by day.",
    }
    hits = Searcher(indexed({name: f"{text}\n" for name, text in texts.items()})).ask("who did the nurse ring?").hits
    assert hits[0].passage.document_id == "night.txt"
    assert "ring = rang" in {same for term in hits[0].why.terms for same in term.synonyms}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("ring", "doctor.txt"),
        ("who rang?", "doctor.txt"),
        ("what are the ranges?", "values.txt"),
        ("vertices", "corners.txt"),
        ("vertical", "lines.txt"),
        ("vertex", "corners.txt"),
    ],
)
def test_whatever_form_the_other_word_of_a_stem_has(indexed, question, found):
    texts = {
        "doctor.txt": "The doctor rings the clinic.",
        "values.txt": "Values ranged widely, and ranges differ.",
        "lines.txt": "Vertical lines meet verticals.",
        "corners.txt": "A vertex joins edges.",
    }
    assert [hit.passage.document_id for hit in Searcher(indexed(texts)).ask(question).hits] == [found]


def test_who_rang_is_nothing_where_nobody_rings(indexed):
    answer = Searcher(indexed({"values.txt": RINGS["values.txt"], "soup.txt": "The soup is hot."})).ask("who rang?")
    assert answer.verdict is Verdict.NOTHING and not answer.hits


def test_in_other_languages_an_irregular_form_has_endings(indexed):
    texts = {
        "chanson.txt": "Tout le monde connaît la chanson de ce village et ses habitants la connaissent bien.",
        "marché.txt": "On la vend au marché chaque samedi matin, quand les enfants dorment encore.",
    }
    searcher = Searcher(indexed(texts))
    assert [hit.passage.document_id for hit in searcher.ask("est-elle connue ?").hits] == ["chanson.txt"]
    assert [hit.passage.document_id for hit in searcher.ask("vendue").hits] == ["marché.txt"]
