"""From the titles, headings and questions of documents to the files of what can be suggested."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np

from indexer.engines.local.suggestions.suggestion_file import CHANGED, KINDS, SUGGESTIONS, SuggestionFile
from indexer.model import Progress, SuggestionKind
from indexer.store.blobs import Texts, add_texts, text_bytes
from indexer.store.container import Container, ContainerWriter
from indexer.text.analysis import Analyzer, is_question
from indexer.text.analysis.folding import fold_accents
from indexer.text.analysis.forms.tokenizing import chunks
from indexer.text.analysis.placed_words import words_in_order

__all__ = ["by_documents", "write_changed", "write_suggestions"]

#: What a document asks: its id, the kind of the text, and the text.
_Found = Iterable[tuple[str, SuggestionKind, str]]

#: A text and its kind, as a number: the smaller of two is the better.
_Text = tuple[int, str]

#: Longer texts, in code points, are no questions to offer.
_LONGEST = 160

#: So many documents, or this part of all of them, may have changed before all is written anew.
_FEW, _PART = 100, 50

#: Different words, with what stands at them, whose analysis is remembered.
_REMEMBERED = 100_000

#: Documents between two times that it is told how far it is.
_TOLD = 200


def write_suggestions(folder: Path, found: _Found, analyzer: Analyzer) -> None:
    """Writes what can be suggested of a generation, replacing links to files of an earlier one."""
    words = _Words(analyzer)
    _write(folder / SUGGESTIONS, _by_key(found, words), words, ())
    (folder / CHANGED).unlink(missing_ok=True)


def by_documents(found: _Found, documents: int | None, progress: Progress) -> _Found:
    """Passes on what is found, and tells of how many documents, one after another, of so many (None: nobody knows)."""
    done, last = 0, ""
    for asked in found:
        if asked[0] != last:
            if done % _TOLD == 0:
                progress("suggest", done, documents)
            done, last = done + 1, asked[0]
        yield asked
    progress("suggest", done if documents is None else documents, documents)


def write_changed(folder: Path, replaced: Collection[str], found: Callable[[], _Found], analyzer: Analyzer) -> bool:
    """Writes what has changed since all was written last: documents ``replaced`` ask what is ``found`` now, if anything.

    False, and nothing is written, where so much has changed that all is to be written.
    """
    documents = Texts(Container(folder / SUGGESTIONS), "documents")
    most = max(_FEW, len(documents) // _PART)
    if len(replaced) > most:
        return False
    before = SuggestionFile.read(Container(folder / CHANGED)) if (folder / CHANGED).exists() else None
    gone = {name for name in replaced if _holds(documents, name)} | (before.replaced if before else set())
    if len(gone.union(replaced, before.documents if before else ())) > most:
        return False
    kept = _texts_in(before, frozenset(replaced)) if before else ()
    words = _Words(analyzer)
    _write(folder / CHANGED, _by_key(chain(kept, found()), words), words, sorted(gone))
    return True


def _holds(documents: Texts, name: str) -> bool:
    wanted = text_bytes(name)
    place = documents.bytes.place(wanted)
    return place < len(documents) and documents.bytes[place] == wanted


def _texts_in(file: SuggestionFile, but: frozenset[str]) -> Iterator[tuple[str, SuggestionKind, str]]:
    """What the documents of a file ask, those aside that have changed since."""
    documents, texts = list(file.documents), list(file.texts)
    for document, text in zip(file.documents_of_key.tolist(), file.text_of_document.tolist(), strict=True):
        if documents[document] not in but:
            yield documents[document], KINDS[file.kinds[text]], texts[text]


class _Words:
    """The words of titles and headings, without accents. What stands between white space is analysed once: most of it comes
    again and again."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._sequence = lru_cache(_REMEMBERED)(lambda chunk: [word.text for word in words_in_order(chunk, analyzer)])
        self._forms = lru_cache(_REMEMBERED)(
            lambda chunk: [fold_accents(word.exact) for word in analyzer.tokens(chunk)]
        )

    def in_order(self, text: str) -> Iterator[str]:
        """The words of a text as they follow one another, the parts of a hyphenated word rather than its whole."""
        return chain.from_iterable(map(self._sequence, chunks(text)))

    def forms(self, text: str) -> Iterator[str]:
        """The same, and the wholes of hyphenated words."""
        return chain.from_iterable(map(self._forms, chunks(text)))


def _by_key(found: _Found, words: _Words) -> dict[str, dict[str, _Text]]:
    """The best text of each document for each key."""
    keys: dict[str, dict[str, _Text]] = {}
    for name, kind, text in found:
        clean = " ".join(text.split())
        if not 0 < len(clean) <= _LONGEST:
            continue
        key = " ".join(words.in_order(clean))
        if not key:
            continue
        this = (KINDS.index(SuggestionKind.QUESTION if is_question(clean) else kind), clean)
        of_key = keys.setdefault(key, {})
        of_key[name] = min(of_key.get(name, this), this)
    return keys


def _write(path: Path, keys: dict[str, dict[str, _Text]], words: _Words, replaced: Sequence[str]) -> None:
    ordered = sorted(keys)
    documents = sorted({name for of_key in keys.values() for name in of_key})
    number_of = {name: number for number, name in enumerate(documents)}
    texts: list[_Text] = []
    owners, best = [], []
    for key in ordered:
        of_key = sorted((number_of[name], text) for name, text in keys[key].items())
        own = sorted({text for _, text in of_key})
        numbers = {text: len(texts) + i for i, text in enumerate(own)}
        texts += own
        owners.append([name for name, _ in of_key])
        best += [numbers[text] for _, text in of_key]
    file = ContainerWriter(path.parent)
    add_texts(file, "keys", ordered)
    add_texts(file, "texts", [text for _, text in texts])
    file.add("kinds", np.array([kind for kind, _ in texts], np.uint8))
    _add_words(file, [text for _, text in texts], words)
    add_texts(file, "documents", documents)
    _add_lists(file, "documents_of_key", owners)
    file.add("text_of_document", np.array(best, np.uint32))
    file.write(path, {"replaced": list(replaced)})


def _add_words(file: ContainerWriter, texts: Sequence[str], words: _Words) -> None:
    texts_of: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for word in dict.fromkeys(filter(None, words.forms(text))):
            texts_of.setdefault(word, []).append(number)
    ordered = sorted(texts_of)
    add_texts(file, "words", ordered)
    _add_lists(file, "texts_of_word", [texts_of[word] for word in ordered])


def _add_lists(file: ContainerWriter, name: str, lists: Sequence[Sequence[int]]) -> None:
    """Lists of numbers as one, and where each begins (and the last ends)."""
    file.add(name, np.array([number for numbers in lists for number in numbers], np.uint32))
    file.add(f"{name}_at", np.cumsum([0, *map(len, lists)], dtype=np.uint32))
