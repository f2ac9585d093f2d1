"""The public names and where they are made; ``__init__.py`` imports each from there when it is first used."""

from .errors import (
    CitationError as CitationError,
    DocumentNotFound as DocumentNotFound,
    EncoderError as EncoderError,
    EvaluationError as EvaluationError,
    IndexBusy as IndexBusy,
    IndexDamaged as IndexDamaged,
    IndexLocked as IndexLocked,
    IndexMismatch as IndexMismatch,
    IndexMissing as IndexMissing,
    IndexProblem as IndexProblem,
    PassagewayError as PassagewayError,
    PathError as PathError,
    QueryEmpty as QueryEmpty,
    QuestionTooLong as QuestionTooLong,
    ReadingError as ReadingError,
    SettingsError as SettingsError,
    WorkerLost as WorkerLost,
)
from .settings import (
    Semantic as Semantic,
    Settings as Settings,
)
from .model import (
    Answer as Answer,
    Block as Block,
    BlockKind as BlockKind,
    Correction as Correction,
    Document as Document,
    Facet as Facet,
    Facets as Facets,
    Freshness as Freshness,
    Hit as Hit,
    IndexReport as IndexReport,
    Locator as Locator,
    Passage as Passage,
    PassageKind as PassageKind,
    Progress as Progress,
    Skipped as Skipped,
    Span as Span,
    Status as Status,
    Suggestion as Suggestion,
    SuggestionKind as SuggestionKind,
    TermWhy as TermWhy,
    Verdict as Verdict,
    Why as Why,
)
from .model.excerpts import (
    Excerpt as Excerpt,
)
from .indexing import (
    index_corpus as index_corpus,
)
from .indexing.verify import (
    Verification as Verification,
    verify as verify,
)
from .searching import (
    Searcher as Searcher,
)
from .quoting.checking import (
    Check as Check,
    Checker as Checker,
    Finding as Finding,
    Item as Item,
    check_json as check_json,
    draft_of as draft_of,
    read_draft as read_draft,
)
from .quoting.citation_styles import (
    cite as cite,
)
from .quoting.concordance import (
    Concordance as Concordance,
    Occurrence as Occurrence,
    Places as Places,
)
from .quoting.resolver import (
    Resolution as Resolution,
    Resolved as Resolved,
    Resolver as Resolver,
    Selector as Selector,
)
