"""Which questions ask what something is, and which only look like it."""

from time import perf_counter

import pytest

from indexer.text.analysis.languages.wanted.definitions import asks_what_it_is, must_define, only_names


@pytest.mark.parametrize(
    "question",
    [
        "What is chlorosis?",
        "what is a hook",
        "What is (are) Noonan syndrome ?",
        "What's a closure?",
        "What are contextual variables?",
        "What does CSP mean?",
        "What does CSP stand for?",
        "What is meant by stemming?",
        "define entropy",
        "Who was Josiah Webb?",
        "Was ist ein Hook?",
        "Was sind Hormone?",
        "Was bedeutet Rauschen?",
        "Wer war Ada Lovelace?",
        "Qu'est-ce qu'un arbre ?",
        "Qu’est-ce que les hormones",
        "Que signifie CSP ?",
        "¿Qué es una beca?",
        "Cos'è un vaccino?",
        "Che cosa sono gli ormoni?",
        "Wat is een polis?",
        "O que é um fundo?",
        "Vad är en försäkring?",
        "Hva er klorofyll?",
        "Что такое хлороз?",
        "Tell me about chlorosis",
        "What is IT support?",
        "What is the WHO?",
        "What is CE marking?",
        "What is an end-to-end test?",
        "What is at-will employment?",
        "What is a living will?",
        "What is GDP per capita?",
        "Qu'est-ce que c'est qu'un arbre ?",
        "Wofür steht BfS?",
        "¿Qué quiere decir IVA?",
        "Che cosa vuol dire IVA?",
    ],
)
def test_what_something_is_is_asked_in_many_ways(question):
    assert asks_what_it_is(question)


@pytest.mark.parametrize(
    "question",
    [
        "What are the symptoms of flu?",
        "What is the price of milk?",
        "What is the difference between a mutex and a lock?",
        "What is the fee for a will?",
        "What is my balance?",
        "What is this?",
        "What is it called?",
        "What is causing the noise?",
        "What is chlorosis treated with?",
        "What is a hook used for?",
        "What is new?",
        "Who is at risk for gout?",
        "Who is responsible?",
        "What does the cat eat?",
        "How is it made?",
        "Is it a hook?",
        "WHAT IS IT?",
        "What is steel made of?",
        "What is a pot that will crack?",
        "Qu'est-ce que vous proposez ?",
        "Qu'est-ce que c'est ?",
        "Was ist der Unterschied zwischen Hook und Haken?",
        "Was ist im Paket enthalten?",
        "What is one thing that is said of ten others in a very long question like this?",
        "",
    ],
)
def test_what_belongs_to_it_is_another_question(question):
    assert not asks_what_it_is(question)


def test_one_thing_by_its_name_must_be_defined_while_the_one_of_something_may_be_a_value():
    assert must_define("What is chlorosis?") and must_define("What is a hook?") and must_define("Was sind Hormone?")
    assert asks_what_it_is("What is the deadline?") and not must_define("What is the deadline?")
    assert asks_what_it_is("What is a reservoir of it?") and not must_define("What is a reservoir of it?")
    assert not must_define("How long does it take?")


def test_no_more_than_a_name_has_a_few_words_and_no_sign_between_them():
    assert only_names("Noonan syndrome") and only_names(" C++ ") and only_names("node.js streams")
    assert not only_names("What is it?") and not only_names("a, b") and not only_names("five words are too many")
    assert (
        not only_names("dry-run") and not only_names("E0502") and not only_names("") and not only_names('"calm tears"')
    )


@pytest.mark.parametrize(
    "question",
    [
        "What was stolen?",
        "What is planned?",
        "What is Tom eating?",
        "What is Anna's number?",
        "What is Anna’s number?",
        "Who was elected?",
        "Who is head gardener?",
        "Was ist erlaubt?",
        "Wer ist Trainer?",
        "Qu'est-ce que Paul a acheté ?",
        "Cos'è successo?",
        "¿Qué es necesario?",
        "Wat is toegestaan?",
    ],
)
def test_what_was_done_and_whose_it_is_may_be_said_in_many_ways(question):
    assert asks_what_it_is(question) and not must_define(question)


def test_an_illness_is_nobodys():
    assert must_define("What is (are) Mercury poisoning ?") and must_define("What is Crohn's Disease?")
    assert must_define("What is Parkinson's disease?") and must_define("What is stemming?")
    assert must_define("What is a to-do list?") and must_define("Qu'est-ce qu'un arbre ?")


def test_a_long_text_is_no_such_question_and_takes_no_time():
    started = perf_counter()
    assert not asks_what_it_is("what does " + "b " * 50_000) and not must_define(
        "what is " + " " * 50_000 + "?" * 9_000 + "x"
    )
    assert perf_counter() - started < 1
