"""An index that keeps everything in memory and answers by definition: the reference of the contract.

Nothing of it is quick or clever. It shares with the local one the Analyzer and the records alone: its candidates come as
words, and their lexicon knows no others.
"""

from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase
from math import log
from uuid import uuid4

import numpy as np

from indexer.engines import EVERYTHING, Generation
from indexer.engines.bm25f import FIELDS, K1
from indexer.engines.candidates import Alike, Candidates, KnownPlaces, Run, Statistics
from indexer.engines.meaning import likeness, passage_text, with_sentences
from indexer.engines.protocol import NOTHING
from indexer.engines.state import BaseGeneration, IndexState, KnownDocuments
from indexer.errors import DocumentNotFound, GenerationMissing, IndexDamaged, IndexLocked, IndexMissing, NamedIndex
from indexer.model import (
    Around,
    DocumentChanges,
    DocumentRow,
    DocumentText,
    FolderRow,
    GenerationState,
    KeptGeneration,
    PassageKind,
    Scored,
    Skipped,
    Suggestion,
    SuggestionKind,
    Version,
    days_of,
    folder_of,
)
from indexer.model.index.moves import moved_pairs
from indexer.store import Held
from indexer.text.analysis import Analyzer, is_question
from indexer.text.analysis.folding import fold_accents
from indexer.text.analysis.placed_words import words_in_order

KINDS = tuple(PassageKind)
ORDER = (SuggestionKind.QUESTION, SuggestionKind.TITLE, SuggestionKind.HEADING)


class MemoryIndex:
    """See the Protocol ``protocol.Index``."""

    name = "memory"

    def __init__(self):
        self.versions, self.generations, self.served, self.writing = {}, {}, None, None
        self.waiting, self.taken_away, self.skipped_files, self.unconfirmed = None, 0, {}, {}
        self.meta, self.editions, self.edition_open = (None, None), 1, False

    def current(self):
        if self.served is None:
            raise IndexMissing("nothing was published.")
        return self.served

    def open(self, number=None):
        wanted = self.current() if number is None else number
        if wanted not in self.generations:
            raise GenerationMissing.of_number(NamedIndex("the index in memory"), wanted)
        return self.generations[wanted]

    def kept(self):
        return tuple(self._kept(self.generations[number]) for number in sorted(self.generations, reverse=True))

    def _kept(self, generation):
        number, state, base = generation.about.number, GenerationState.KEPT, None
        if number == self.served:
            state = GenerationState.SERVED
        elif self.waiting and self.waiting.number == number:
            state, base = GenerationState.HELD, self.waiting.base
        counts = {name: generation.summary.get(name, 0) for name in ("added", "updated", "removed", "moved")}
        skipped = len(generation.summary.get("skipped", ()))
        about = generation.about
        return KeptGeneration(
            number, state, "", "", about.documents, about.passages, 0, **counts, skipped=skipped, fits=True, base=base
        )

    def changes(self, old, new):
        was, now = (
            {d.id: (d.revision, d.title, d.about) for d in self.open(n)._documents.values()} for n in (old, new)
        )
        added, removed = sorted(now.keys() - was.keys()), sorted(was.keys() - now.keys())
        updated = sorted(name for name in was.keys() & now.keys() if was[name] != now[name])
        moved = moved_pairs({name: was[name][0] for name in removed}, {name: now[name][0] for name in added})
        return DocumentChanges(old, new, tuple(added), tuple(updated), tuple(removed), moved)

    def state(self, *, full):
        if self.served is None:
            return IndexState()
        last = self.generations[self.served]
        content = KnownDocuments(last.versions, last.file_states.values(), self.skipped_files.values())
        base = BaseGeneration(last.about.number, content, last.about.documents, skipped=last.about.skipped)
        return IndexState(base, *self.meta, served=True)

    def writer(self):
        return self.writing


class MemoryWriter:
    """See the Protocol ``writing.IndexWriter``."""

    def __init__(self, index):
        self.index = index

    def __enter__(self):
        if self.index.writing:
            raise IndexLocked("somebody else writes.")
        self.index.writing = "this process"
        return self

    def __exit__(self, *_):
        self.index.writing = None

    def cover(self, root, scopes):
        self.index.meta = (root, tuple(scopes))

    def clear(self):
        self.index.unconfirmed.clear()

    def state(self, *, full):
        return self.index.state(full=full)

    def edition(self, *, new):
        self.index.editions += new and not self.index.edition_open
        self.index.edition_open |= new
        return str(self.index.editions)

    def share(self, *_):
        return None

    def may_have(self, document_id):
        return any(document.id == document_id for document, _, _ in self.index.versions.values())

    def find(self, document, edition):
        kept = (v for v, (d, _, e) in self.index.versions.items() if (d, e) == (document, edition))
        return next(kept, None)

    def add(self, document, passages, edition):
        version = Version(len(self.index.versions) + 1, document.id, document.path, document.digest, document.revision)
        self.index.versions[version] = (document, tuple(passages), edition)
        return version

    def document(self, version):
        return self.index.versions[version][0]

    def passages(self, versions):
        return (passage for version in versions for passage in self.index.versions[version][1])

    def is_whole(self, generation, encoder):
        return encoder is None or self.index.generations[generation].about.encoder == encoder.fingerprint

    def count_passages(self, generation):
        return len(self.index.generations[generation].all)

    def update_files(self, generation, files):
        self.index.generations[generation].file_states.update({f.path: f for f in files})

    def note_skipped(self, generation, skipped):
        kept = self.index.generations[generation]
        kept.about = replace(kept.about, skipped=tuple(skipped))

    def remember_skipped(self, files, forget):
        for path in forget:
            self.index.skipped_files.pop(path, None)
        self.index.skipped_files.update({file.path: file for file in files})

    def begin(self, change, *, at_least=1):
        number = max([self.index.taken_away, *self.index.generations, *self.index.unconfirmed, at_least - 1]) + 1
        base = self.index.generations[change.base] if change.base else None
        kept = [v for v in base.versions if v not in change.gone] if base else []
        files = {path: f for path, f in base.file_states.items() if path not in change.lost} if base else {}
        files.update({f.path: f for f in change.files})
        shared = self.index.generations[change.shared] if change.shared else None
        return MemoryGenerationWriter(self.index, number, (*kept, *change.versions), files, shared)

    def confirm(self, number, published):
        self.index.generations[number] = self.index.unconfirmed.pop(number)

    def held(self):
        return self.index.waiting

    def serve(self, number, *, proved=False):
        self.index.open(number)
        self.index.served = number
        if self.index.waiting and self.index.waiting.number == number:
            self.index.waiting = None

    def discard(self):
        if self.index.waiting:
            self.index.taken_away = max(self.index.taken_away, self.index.waiting.number)
            del self.index.generations[self.index.waiting.number]
        self.index.waiting = None

    def has_more(self, keep):
        return bool(self._beyond(keep))

    def prune(self, keep, encoder):
        for number in self._beyond(keep):
            del self.index.generations[number]

    def _beyond(self, keep):
        waiting = {self.index.waiting.number} if self.index.waiting else set()
        return set(sorted(set(self.index.generations) - waiting)[:-keep]) - {self.index.served}


class MemoryGenerationWriter:
    """See the Protocol ``writing.GenerationWriter``."""

    def __init__(self, index, number, versions, files, shared):
        self.index, self.number, self.versions, self.files = index, number, versions, files
        self.identity = uuid4().hex
        self.entries = list(shared.entries) if shared else []
        self.vectors, self.encoder, self.suggestible = {}, None, False
        self.numbers = dict(shared.numbers) if shared else {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def write(self, entries, removed):
        self.entries = [e for e in self.entries if e.document_id not in set(removed)] + list(entries)

    def write_shared(self, analyzer, progress):
        return False

    def written_words(self):
        return None

    def share(self, *_):
        return None

    def write_suggestions(self, analyzer, replaced, progress):
        self.suggestible = True

    def write_vectors(self, encoder, passages, replaced, progress):
        self.encoder = encoder
        if encoder is not None:
            every = list(passages(False))
            vectors = encoder.encode_passages([passage_text(p) for p in every]) if every else []
            self.vectors = {p.id: v for p, v in zip(every, vectors, strict=True)}

    @contextmanager
    def searchable(self):
        yield self._made({})

    def measured(self, name):
        return self.numbers.get(name)

    def measure(self, name, numbers):
        self.numbers[name] = dict(numbers)

    def count_passages(self):
        return sum(len(self.index.versions[v][1]) for v in self.versions)

    def publish(self, summary):
        MemoryWriter(self.index).discard()
        self.index.generations[self.number] = self._made(summary)
        self.index.served, self.index.edition_open = self.number, False

    def hold(self, summary, base):
        MemoryWriter(self.index).discard()
        self.index.generations[self.number] = self._made(summary)
        self.index.waiting, self.index.edition_open = Held(self.number, base or 0), False

    def keep(self, summary):
        self.index.unconfirmed[self.number] = self._made(summary)

    def _made(self, summary):
        return MemoryGeneration(self, summary)


class MemoryWords:
    """See the Protocol ``protocol.WordList``; words are those of passages, titles, headings and contexts."""

    def __init__(self, entries):
        self._counts = Counter(
            word for e in entries for word in {token.exact for run in e.runs for token in run.tokens}
        )

    def counts(self, words):
        return {word: self._counts[word] for word in words if self._counts[word]}

    def beginning(self, prefix):
        return {word: count for word, count in self._counts.items() if word.startswith(prefix)}

    def letters(self, first, length):
        return [w for w in self._counts if w.isalpha() and w[0] == first and len(w) == length]

    def first_letters(self):
        return {word[0] for word in self._counts if word.isalpha()}


class MemoryLexicon:
    """See the Protocol ``candidates.Lexicon``: of the words of some candidates and a question, numbered as they come."""

    def __init__(self, generation, pairs, query):
        self.pairs = list(dict.fromkeys(pairs))
        self.words = [word for word, _ in self.pairs]
        self.terms = list(dict.fromkeys([*(term for _, term in self.pairs), *(t.term for t in query.terms)]))
        held = generation.frequencies(self.terms)
        self.number_of_term = {term: i for i, term in enumerate(self.terms) if term in held}
        n = generation.passage_count
        idf = [log(1 + (n - held.get(t, 0) + 0.5) / (held.get(t, 0) + 0.5)) for t in self.terms]
        self.statistics = Statistics(n, np.array(idf), len(self.words), generation.averages)

    def numbers_of_word(self, word, term=None):
        return [i for i, (own, of) in enumerate(self.pairs) if own == word and term in (None, of)]

    def among(self, words):
        return np.array([word in words for word, _ in self.pairs], bool)

    def alike(self, question_words, among):
        pairs = [
            (i, j, _dice(a, b)) for i, a in enumerate(question_words) for j, b in enumerate(self.words) if among[j]
        ]
        found = [pair for pair in pairs if pair[2]]
        columns = list(zip(*found, strict=True)) if found else [(), (), ()]
        return Alike(*(np.array(c, t) for c, t in zip(columns, (np.int64, np.int64, np.float64), strict=True)))


def _dice(a, b):
    grams = [{f"_{w}_"[i : i + 4] for i in range(len(w) - 1)} for w in (a, b)]
    common = len(grams[0] & grams[1])
    share = 2 * common / max(len(grams[0]) + len(grams[1]), 1)
    return share if common >= 2 and share >= 0.4 else 0.0


class MemoryGeneration:
    """See the Protocol ``protocol.GenerationReader``."""

    def __init__(self, written, summary):
        self.versions, self.file_states, self.summary = written.versions, dict(written.files), dict(summary)
        self.entries, self.numbers = list(written.entries), dict(written.numbers)
        self._index, self._vectors, self._analyzer = written.index, written.vectors, Analyzer()
        kept = {v: written.index.versions[v] for v in self.versions}
        self._documents = {document.id: document for document, _, _ in kept.values()}
        self._of = {document.id: passages for document, passages, _ in kept.values()}
        self.all = {p.id: p for passages in self._of.values() for p in passages}
        self.passage_count, self.words = len(self.entries), MemoryWords(self.entries)
        self._fields = {e.passage_id: e.fields for e in self.entries}
        self._entry = {e.passage_id: e for e in self.entries}
        sums = Counter()
        for entry in self.entries:
            for run in entry.runs:
                sums[run.kind] += run.words
        self.averages = {kind: sums[kind] / max(self.passage_count, 1) for kind in Run}
        self._lengths = {
            f.name: sum(of[f.name].length for of in self._fields.values()) / max(self.passage_count, 1) for f in FIELDS
        }
        self.about = Generation(
            number=written.number, created="", documents=len(self._documents), passages=self.passage_count, bytes=0,
            engine="memory", fingerprint="", language="auto", corpus=written.index.meta[0] or "",
            encoder=written.encoder.fingerprint if written.encoder else "", vectors=len(self._vectors),
            skipped=tuple(Skipped(*pair) for pair in summary.get("skipped", ())), identity=written.identity,
        )  # fmt: skip
        self.encoder = self.about.encoder

    def _admits(self, passage_id, query, only):
        entry = self._entry[passage_id]
        said = entry.sequence
        phrases = [tuple(map(fold_accents, phrase)) for phrase in query.phrases]
        return (
            self.admitting(only)(entry.document_id)
            and (not only.kinds or entry.kind in only.kinds)
            and all(any(said[i : i + len(p)] == p for i in range(len(said))) for p in phrases)
            and not any(all(self._holds(passage_id, t) for t in excluded) for excluded in query.excluded)
        )

    def _states(self, document_id, wanted):
        about = self._documents[document_id].about
        if wanted.languages and about.written_in not in wanted.languages:
            return False
        if wanted.since or wanted.until:
            days = days_of(about.date)
            if (
                days is None
                or (wanted.since and days.last < wanted.since)
                or (wanted.until and days.first > wanted.until)
            ):
                return False
        said = fold_accents(about.author.casefold()).replace(",", " ").replace(";", " ").split()
        words = [word for author in wanted.authors for word in fold_accents(author.casefold()).split()]
        return all(word in said for word in words)

    def _holds(self, passage_id, term):
        return any(term in self._fields[passage_id][f.name].terms for f in FIELDS)

    def _frequency(self, passage_id, term):
        total, fields = 0.0, self._fields[passage_id]
        for f in FIELDS:
            norm = 1 - f.b + f.b * fields[f.name].length / max(self._lengths[f.name], 1e-9)
            total += f.weight * fields[f.name].terms.count(term) / norm
        return total

    def scores(self, query, ids, *, only=EVERYTHING):
        scores = {n: 0.0 for n in ids if n in self._entry and self._admits(n, query, only)}
        frequencies = self.frequencies([t.term for t in query.terms])
        for wanted in query.terms:
            held = frequencies.get(wanted.term, 0)
            idf = log(1 + (self.passage_count - held + 0.5) / (held + 0.5))
            for name in scores:
                frequency = self._frequency(name, wanted.term)
                scores[name] += wanted.weight * idf * frequency / (K1 + frequency)
        return scores

    def search(self, query, *, limit, only=EVERYTHING):
        found = [(n, s) for n, s in self.scores(query, self._entry, only=only).items() if s > 0]
        best = sorted(found, key=lambda pair: (-round(pair[1], 9), pair[0]))[: max(limit, 0)]
        return tuple(Scored(n, s) for n, s in best)

    def count(self, query, *, only=EVERYTHING):
        return len(self.search(query, limit=len(self._entry), only=only))

    def frequencies(self, terms):
        counts = {term: sum(self._holds(n, term) for n in self._entry) for term in terms}
        return {term: count for term, count in counts.items() if count}

    def passage_ids(self):
        return frozenset(self._entry)

    def sample(self, count, chance):
        return chance.sample(sorted(self._entry), min(count, len(self._entry)))

    def languages(self):
        return dict(Counter(d.about.written_in for d in self._documents.values() if d.about.written_in))

    def written_in(self, documents):
        return {name: self._documents[name].about.written_in for name in documents if name in self._documents}

    def admitting(self, only):
        return lambda name: (
            (only.documents is None or fnmatchcase(name, only.documents))
            and name not in only.but
            and self._states(name, only.stated)
        )

    def candidates(self, ids, query):
        if not set(ids) <= self._entry.keys():
            raise IndexDamaged("such a passage is not there.")
        entries = [self._entry[name] for name in ids]
        runs = [(i, run) for i, e in enumerate(entries) for run in e.runs]
        tokens = [(r, token) for r, (_, run) in enumerate(runs) for token in run.tokens]
        lexicon = MemoryLexicon(self, [(t.exact, t.term) for _, t in tokens], query)
        number, term = {p: i for i, p in enumerate(lexicon.pairs)}, {t: i for i, t in enumerate(lexicon.terms)}
        kinds = np.array([KINDS.index(e.kind) for e in entries], np.uint8)
        count = np.bincount([i for i, _ in runs], minlength=len(ids)) if runs else np.zeros(len(ids), int)
        of_run = np.bincount([r for r, _ in tokens], minlength=len(runs)) if tokens else np.zeros(len(runs), int)
        whole = lambda values: np.array(list(values), np.int64)  # noqa: E731
        return Candidates(
            ids=tuple(ids),
            documents=tuple(e.document_id for e in entries),
            kinds=kinds,
            question_and_answer=kinds == KINDS.index(PassageKind.QUESTION_AND_ANSWER),
            first_run=np.concatenate([[0], np.cumsum(count)]).astype(np.int64),
            passage_of_run=whole(i for i, _ in runs),
            run_kind=np.array([run.kind for _, run in runs], np.uint8),
            run_words=whole(run.words for _, run in runs),
            first_word=np.concatenate([[0], np.cumsum(of_run)]).astype(np.int64),
            run_of_word=whole(r for r, _ in tokens),
            words=whole(number[t.exact, t.term] for _, t in tokens),
            standing=KnownPlaces(whole(t.start for _, t in tokens), whole(t.end - t.start for _, t in tokens)),
            terms=whole(term[t.term] for _, t in tokens),
            lexicon=lexicon,
        )

    def nearest(self, question, *, limit, least, only=EVERYTHING):
        near = [(float(v.vectors[0] @ question), n) for n, v in self._vectors.items()]
        admitted = [
            (c, n)
            for c, n in near
            if c >= least
            and self.admitting(only)(self.all[n].document_id)
            and (not only.kinds or self.all[n].kind in only.kinds)
        ]
        return tuple(n for _, n in sorted(admitted, key=lambda pair: (-pair[0], pair[1]))[:limit])

    def cosines(self, question, ids):
        return np.array([self._near(self._vectors[n][0] @ question) if n in self._vectors else 0.0 for n in ids])

    def token_likeness(self, tokens, ids):
        kept = [self._vectors[n].tokens if n in self._vectors else () for n in ids]
        return np.array([likeness(tokens, signs)[0] if len(tokens) and len(signs) else np.nan for signs in kept])

    def _near(self, cosines):
        return float(with_sentences(cosines[0], max(cosines[1:], default=cosines[0])))

    def encoded(self, texts):
        of_text = {passage_text(p): self._vectors[n] for n, p in self.all.items() if n in self._vectors}
        return {text: of_text[text] for text in texts if text in of_text}

    def suggestions(self, words, *, unfinished, limit, documents=None):
        texts = {}
        for document_id, kind, text in self._suggestible():
            clean = " ".join(text.split())
            key = " ".join(w.text for w in words_in_order(clean, self._analyzer))
            if not 0 < len(clean) <= 160 or not key:
                continue
            rank = ORDER.index(SuggestionKind.QUESTION if is_question(clean) else kind)
            best = texts.setdefault(key, [rank, clean, set()])
            best[2].add(document_id)
            best[:2] = min(best[:2], [rank, clean])
        ordered = sorted(texts.items(), key=lambda i: (i[1][0], -len(i[1][2]), len(i[0]), i[0]))
        found = []
        for place, (key, (rank, text, owners)) in enumerate(ordered):
            held = {fold_accents(t.exact) for t in self._analyzer.tokens(text)}
            fits = [
                any(h.startswith(w) for h in held) if unfinished and i == len(words) - 1 else w in held
                for i, (w, _) in enumerate(words)
            ]
            admitted = documents is None or any(fnmatchcase(name, documents) for name in owners)
            if admitted and all(fit for fit, (_, needed) in zip(fits, words, strict=True) if needed):
                shared = sum(fit for fit, (_, needed) in zip(fits, words, strict=True) if not needed)
                begins = key.startswith(" ".join(w for w, _ in words))
                found.append((not begins, -shared, place, key, Suggestion(text, ORDER[rank])))
        return tuple((key, suggestion) for *_, key, suggestion in sorted(found, key=lambda f: f[:3])[:limit])

    def _suggestible(self):
        for name, document in self._documents.items():
            yield name, SuggestionKind.TITLE, document.title
            for passage in self._of[name]:
                yield from ((name, SuggestionKind.HEADING, heading) for heading in passage.headings)
                if passage.kind is PassageKind.QUESTION_AND_ANSWER:
                    start, end = passage.sentences[0]
                    yield name, SuggestionKind.QUESTION, document.text[start:end]

    def passages(self, ids):
        return {name: self.all[name] for name in ids if name in self.all}

    def fetch_ahead(self, passages=NOTHING, documents=(), texts=()):
        pass

    def passages_of(self, document_id):
        self.document(document_id)
        return self._of[document_id]

    def around(self, document_id, span):
        of_document = self._of.get(document_id, ())
        before = [p for p in of_document if p.end <= span[0]]
        here = [p for p in of_document if (p.start, p.end) == tuple(span)]
        after = [p for p in of_document if p.start >= span[1]]
        return Around(before[-1] if before else None, here[0] if here else None, after[0] if after else None)

    def document(self, document_id):
        if document_id not in self._documents:
            raise DocumentNotFound(f"there is no document {document_id!r}.")
        return replace(self._documents[document_id], page_map=None)

    def page_map(self, document_id):
        found = self._documents.get(document_id)
        return found and found.page_map

    def revision(self, document_id, revision):
        for number in sorted(self._index.generations, reverse=True):
            found = self._index.generations[number]._documents.get(document_id)
            if found is not None and found.revision.startswith(revision):
                return found
        return None

    def revision_of(self, document_id):
        return self._documents[document_id].revision if document_id in self._documents else None

    def with_revision(self, revision):
        return tuple(sorted(name for name, d in self._documents.items() if d.revision.startswith(revision)))

    def documents(self, *, after="", limit, skip=0, folder=None):
        wanted = [d for d in self._documents.values() if folder is None or folder_of(d.id, d.path) == folder]
        return tuple(row for row in self.rows([d.id for d in wanted]) if row.id > after)[skip : skip + limit]

    def rows(self, ids):
        return tuple(self._row(self._documents[name]) for name in sorted(set(ids) & self._documents.keys()))

    def _row(self, d):
        file = self.file_states.get(d.path)
        size, modified = (file.size, file.modified) if file else (None, "")
        passages = len(self._of[d.id])
        return DocumentRow(d.id, d.path, d.title, d.revision, d.media_type, passages, d.about, size, modified)

    def folders(self):
        found = {}
        for d in self._documents.values():
            found.setdefault(folder_of(d.id, d.path), []).append(d.id != d.path)
        return tuple(FolderRow(path, len(parts), any(parts)) for path, parts in sorted(found.items()))

    def media_types(self):
        return dict(Counter(d.media_type for d in self._documents.values()))

    def named(self, words, *, folder="", media_types=()):
        def fits(d):
            names = fold_accents(f"{d.id}\n{d.title}".casefold())
            return all(fold_accents(word.casefold()) in names for word in words)

        inside = [
            d
            for d in self._documents.values()
            if (not folder or (folder_of(d.id, d.path) + "/").startswith(f"{folder}/"))
            and (not media_types or d.media_type in media_types)
        ]
        return tuple(sorted(d.id for d in inside if fits(d)))

    def document_ids(self):
        return iter(sorted(self._documents))

    def paths(self, ids):
        return {name: self._documents[name].path for name in ids if name in self._documents}

    def titles(self, ids):
        return {name: self._documents[name].title for name in ids if name in self._documents}

    def abouts(self, ids):
        return {name: self._documents[name].about for name in ids if name in self._documents}

    def texts(self, ids=None):
        wanted = self._documents if ids is None else [name for name in ids if name in self._documents]
        for name in sorted(wanted):
            d = self._documents[name]
            yield DocumentText(d.id, d.path, d.title, d.revision, d.text)

    def questions(self, limit):
        asked = [p for p in self.all.values() if p.kind is PassageKind.QUESTION_AND_ANSWER]
        return tuple(sorted(asked, key=lambda p: p.id)[:limit])

    def files(self, paths):
        return {path: self.file_states[path] for path in paths if path in self.file_states}

    def measured(self, name):
        return self.numbers.get(name)

    def pin(self):
        return self.about.number in self._index.generations

    def unpin(self):
        pass

    def open_files(self):
        pass

    def close(self):
        pass


def memory_index():
    """An empty index, and what opens it for a run."""
    index = MemoryIndex()
    return index, lambda: MemoryWriter(index)
