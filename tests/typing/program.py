"""A program as a user of the package writes it: mypy must know the type of everything in it.

A line that ends in ``# wrong`` has a type on its left that the right side does not give: there mypy must object.
"""

from datetime import date
from pathlib import Path

from indexer import (
    Answer,
    Around,
    Check,
    Checker,
    Concordance,
    Correction,
    Document,
    DocumentNotFound,
    DocumentRow,
    Excerpt,
    Facets,
    FormKind,
    Freshness,
    Hit,
    IndexReport,
    Item,
    Library,
    Listing,
    Near,
    Occurrence,
    Omission,
    Passage,
    PassageKind,
    PassagewayError,
    PieceKind,
    Places,
    Qualifiers,
    QuestionTooLong,
    Resolution,
    Resolved,
    Resolver,
    Searcher,
    Selector,
    Settings,
    Skipped,
    Span,
    Status,
    Suggestion,
    SuggestionKind,
    Verdict,
    Verification,
    Why,
    WordDifference,
    as_json,
    check_json,
    cite,
    index_corpus,
    verify,
)


def seen(stage: str, done: int, total: int | None) -> None:
    print(stage, done, total)


def index(folder: Path) -> Settings:
    settings: Settings = Settings.load(index=folder / "index")
    report: IndexReport = index_corpus(settings, [folder], full=True, progress=seen)
    added: tuple[str, ...] = report.added
    skipped: tuple[Skipped, ...] = report.skipped
    reasons: list[str] = [file.reason for file in skipped]
    proof: Verification = verify(settings)
    faults: tuple[str, ...] = proof.faults
    seconds: str = report.seconds  # wrong
    moved: list[str] = report.moved  # wrong
    index_corpus(settings, folder)
    index_corpus(settings, 7)  # wrong
    print(added, reasons, faults, seconds, moved)
    return settings


def ask(settings: Settings) -> dict[str, object]:
    searcher = Searcher(settings)
    try:
        answer: Answer = searcher.ask(
            "why?", limit=3, documents="help/*", kinds=[PassageKind.LIST], author="Smith", since="2020"
        )
    except QuestionTooLong as error:
        known: PassagewayError = error
        raise SystemExit(str(known)) from None
    hits: tuple[Hit, ...] = answer.hits
    verdict: Verdict = answer.verdict
    facets: Facets = answer.facets
    corrections: tuple[Correction, ...] = answer.corrections
    passage: Passage = hits[0].passage
    marks: tuple[Span, ...] = hits[0].marks
    sentence: Span | None = hits[0].answer
    why: Why | None = hits[0].why
    place: str = passage.place
    lines: tuple[int, int] | None = passage.locator.lines
    page: str = passage.locator.page  # wrong
    start: int = hits[0].answer.start  # wrong
    searcher.ask("why?", limit="3")  # wrong
    searcher.ask("why?", 3)  # wrong
    print(verdict, facets.folders, corrections, marks, sentence, why, place, lines, page, start)
    body: dict[str, object] = as_json(answer)
    return body


def read(searcher: Searcher) -> str:
    suggestions: tuple[Suggestion, ...] = searcher.suggest("ho")
    kind: SuggestionKind = suggestions[0].kind
    rows: tuple[DocumentRow, ...] = searcher.documents(limit=1)
    first: str = rows[0].id
    count: int = searcher.library(folder="", named="tea").count
    document: Document = searcher.document(first)
    passages: tuple[Passage, ...] = searcher.passages(first)
    state, changed = searcher.freshness([document.path])[document.path]
    fresh: bool = state is Freshness.SAME
    status: Status = searcher.status()
    around: Around = searcher.around(first, (0, 9))
    after: Passage | None = around.after
    revision: str | None = searcher.revision_of(first)
    certain: str = searcher.revision_of(first)  # wrong
    text: bytes = document.text  # wrong
    print(kind, passages, fresh, changed, count, status.public.writing, after, revision, certain, text)
    return document.text


def write(settings: Settings) -> str:
    library = Library(settings)
    check: Check = Checker(settings, library=library).check("It says “so”.")
    items: tuple[Item, ...] = check.items
    kind: PieceKind = items[0].kind
    differences: tuple[WordDifference, ...] = items[0].differences
    nearest: tuple[Near, ...] = items[0].nearest
    omissions: tuple[Omission, ...] = items[0].omissions
    left_out: Qualifiers = omissions[0].qualifiers
    form: tuple[FormKind, ...] = items[0].form
    listing: Listing = Concordance(settings, library=library).listing("so", skip=0, limit=9)
    source: Excerpt | None = items[0].source
    counts: object = check_json(check)["counts"]
    places: Places = Concordance(settings).find('"so"', within=3)
    occurrence: Occurrence = next(places.occurrences)
    try:
        resolution: Resolution = Resolver(settings).resolve(Selector("a.md", quote="so"))
    except DocumentNotFound:
        raise SystemExit(1) from None
    status: Resolved = resolution.status
    cited: str = cite(occurrence.source, "markdown", cited=date.today())
    number: int = items[0].text  # wrong
    of_link: Selector = Selector.from_link(occurrence.source.link)
    Selector("a.md", quotes="so")  # wrong
    print(source, counts, status, number, kind, differences, nearest, listing, left_out, form, of_link)
    return cited
