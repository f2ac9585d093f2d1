"""The settings as the server has them, each with where it is from."""

import json
import re

from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.pages.admin import settings_page

#: Another value than it has of itself, for each setting that a page of words depends on.
OTHERS = {"language": "german", "passage_words": 60, "passage_words_limit": 300}


def test_each_says_where_it_is_from(same_settings, monkeypatch):
    monkeypatch.setenv("PASSAGEWAY_KEEP_GENERATIONS", "7")
    monkeypatch.setenv("passageway_read_seconds", "30")
    monkeypatch.setenv("PASSAGEWAY_WORKERS", "2")
    given = Settings.load(index=same_settings.index, workers=1)
    origins = {one.variable.removeprefix("PASSAGEWAY_").lower(): one.origin for one in settings_page._shown(given)}
    assert origins["keep_generations"] == origins["read_seconds"] == "environment"
    assert origins["index"] == origins["workers"] == "command line"
    assert origins["ignore"] == origins["model"] == "default"
    in_process = Settings.load(**json.loads(given.for_own_process()))
    assert settings_page._shown(in_process) == settings_page._shown(given), "a process of the server says the same"
    page = create_app(Settings.load(index=same_settings.index)).test_client().get("/admin/settings").text
    row = re.search(r"PASSAGEWAY_KEEP_GENERATIONS.*?</li>", page, re.S)[0]
    assert ">7<" in row and "environment" in row and str(same_settings.index) in page


def test_every_setting_has_its_meaning_and_those_that_ask_for_a_rebuild_say_so():
    plain = Settings()
    assert set(settings_page._MEANINGS) == set(Settings.model_fields)
    rebuilds = {name for name, (_, rebuilds) in settings_page._MEANINGS.items() if rebuilds}
    changed = {n for n, v in OTHERS.items() if plain.model_copy(update={n: v}).fingerprint() != plain.fingerprint()}
    assert rebuilds == changed == set(OTHERS)
    texts = {name: Settings.model_fields[name].annotation for name in Settings.model_fields if name not in OTHERS}
    assert not {n for n in texts if plain.model_copy(update={n: "other"}).fingerprint() != plain.fingerprint()}
