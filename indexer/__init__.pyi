"""The public names and where they are made; ``__init__.py`` imports each from there when it is first used."""

from .documents.sources.originals import (
    Original as Original,
)
from .documents.workers.reading import (
    ReadLimits as ReadLimits,
)
from .engines.opening import (
    open_jobs as open_jobs,
)
from .errors import (
    BackupProblem as BackupProblem,
)
from .errors import (
    CitationError as CitationError,
)
from .errors import (
    ClusterProblem as ClusterProblem,
)
from .errors import (
    ClusterRefused as ClusterRefused,
)
from .errors import (
    ClusterUnavailable as ClusterUnavailable,
)
from .errors import (
    CopyRefused as CopyRefused,
)
from .errors import (
    DocumentNotFound as DocumentNotFound,
)
from .errors import (
    EncoderError as EncoderError,
)
from .errors import (
    EvaluationError as EvaluationError,
)
from .errors import (
    FileRefused as FileRefused,
)
from .errors import (
    FilterError as FilterError,
)
from .errors import (
    GenerationMissing as GenerationMissing,
)
from .errors import (
    IndexBusy as IndexBusy,
)
from .errors import (
    IndexDamaged as IndexDamaged,
)
from .errors import (
    IndexLocked as IndexLocked,
)
from .errors import (
    IndexMismatch as IndexMismatch,
)
from .errors import (
    IndexMissing as IndexMissing,
)
from .errors import (
    IndexProblem as IndexProblem,
)
from .errors import (
    IndexUnfinished as IndexUnfinished,
)
from .errors import (
    IndexUnwritable as IndexUnwritable,
)
from .errors import (
    ManyRemovals as ManyRemovals,
)
from .errors import (
    NamedIndex as NamedIndex,
)
from .errors import (
    OriginalChanged as OriginalChanged,
)
from .errors import (
    OriginalGone as OriginalGone,
)
from .errors import (
    OriginalUnavailable as OriginalUnavailable,
)
from .errors import (
    OtherCorpus as OtherCorpus,
)
from .errors import (
    PageMissing as PageMissing,
)
from .errors import (
    PageNotDrawn as PageNotDrawn,
)
from .errors import (
    PassagewayError as PassagewayError,
)
from .errors import (
    PathError as PathError,
)
from .errors import (
    PicturesBusy as PicturesBusy,
)
from .errors import (
    PublishRefused as PublishRefused,
)
from .errors import (
    QueryEmpty as QueryEmpty,
)
from .errors import (
    QuestionTooLong as QuestionTooLong,
)
from .errors import (
    ReadingError as ReadingError,
)
from .errors import (
    RunCancelled as RunCancelled,
)
from .errors import (
    SettingsError as SettingsError,
)
from .errors import (
    SynonymsConflict as SynonymsConflict,
)
from .errors import (
    SynonymsUnsaved as SynonymsUnsaved,
)
from .errors import (
    TargetInUse as TargetInUse,
)
from .errors import (
    WorkerLost as WorkerLost,
)
from .errors import (
    WriteUncertain as WriteUncertain,
)
from .indexing import (
    index_corpus as index_corpus,
)
from .indexing import (
    run_job as run_job,
)
from .indexing.lifecycle import (
    DocumentDifference as DocumentDifference,
)
from .indexing.lifecycle import (
    PassageChange as PassageChange,
)
from .indexing.lifecycle import (
    discard as discard,
)
from .indexing.lifecycle import (
    document_difference as document_difference,
)
from .indexing.lifecycle import (
    generation_difference as generation_difference,
)
from .indexing.lifecycle import (
    held_generation as held_generation,
)
from .indexing.lifecycle import (
    kept_generations as kept_generations,
)
from .indexing.lifecycle import (
    prune as prune,
)
from .indexing.lifecycle import (
    publish as publish,
)
from .indexing.lifecycle import (
    roll_back as roll_back,
)
from .indexing.quality import (
    question_changes as question_changes,
)
from .indexing.quality import (
    question_scores as question_scores,
)
from .indexing.quality import (
    save_question as save_question,
)
from .indexing.quality import (
    save_questions as save_questions,
)
from .indexing.recovery.backups.backup import (
    BackupReport as BackupReport,
)
from .indexing.recovery.backups.backup import (
    back_up as back_up,
)
from .indexing.recovery.backups.restore import (
    RestoreReport as RestoreReport,
)
from .indexing.recovery.backups.restore import (
    restore as restore,
)
from .indexing.recovery.backups.synonyms_back import (
    SynonymsRestored as SynonymsRestored,
)
from .indexing.recovery.verify import (
    Verification as Verification,
)
from .indexing.recovery.verify import (
    verify as verify,
)
from .indexing.watching.events import (
    WatchEvent as WatchEvent,
)
from .indexing.watching.events import (
    WatchEventKind as WatchEventKind,
)
from .indexing.watching.watcher import (
    watch as watch,
)
from .model import (
    About as About,
)
from .model import (
    Answer as Answer,
)
from .model import (
    Around as Around,
)
from .model import (
    Block as Block,
)
from .model import (
    BlockKind as BlockKind,
)
from .model import (
    Box as Box,
)
from .model import (
    Changes as Changes,
)
from .model import (
    Correction as Correction,
)
from .model import (
    Document as Document,
)
from .model import (
    DocumentChanges as DocumentChanges,
)
from .model import (
    DocumentPage as DocumentPage,
)
from .model import (
    DocumentRow as DocumentRow,
)
from .model import (
    Facet as Facet,
)
from .model import (
    FacetRows as FacetRows,
)
from .model import (
    Facets as Facets,
)
from .model import (
    FileNote as FileNote,
)
from .model import (
    FolderRow as FolderRow,
)
from .model import (
    Freshness as Freshness,
)
from .model import (
    GateVerdict as GateVerdict,
)
from .model import (
    GenerationState as GenerationState,
)
from .model import (
    Hit as Hit,
)
from .model import (
    IndexReport as IndexReport,
)
from .model import (
    InlineKind as InlineKind,
)
from .model import (
    InlineMark as InlineMark,
)
from .model import (
    Job as Job,
)
from .model import (
    JobKind as JobKind,
)
from .model import (
    JobOutcome as JobOutcome,
)
from .model import (
    JobProgress as JobProgress,
)
from .model import (
    JobState as JobState,
)
from .model import (
    KeptGeneration as KeptGeneration,
)
from .model import (
    LabelledQuestion as LabelledQuestion,
)
from .model import (
    Locator as Locator,
)
from .model import (
    Numbered as Numbered,
)
from .model import (
    PageMap as PageMap,
)
from .model import (
    Pages as Pages,
)
from .model import (
    PageShape as PageShape,
)
from .model import (
    PageStart as PageStart,
)
from .model import (
    Passage as Passage,
)
from .model import (
    PassageKind as PassageKind,
)
from .model import (
    PlaceUnit as PlaceUnit,
)
from .model import (
    Progress as Progress,
)
from .model import (
    PublicJob as PublicJob,
)
from .model import (
    PublicStatus as PublicStatus,
)
from .model import (
    QuestionChange as QuestionChange,
)
from .model import (
    QuestionScore as QuestionScore,
)
from .model import (
    QuestionScores as QuestionScores,
)
from .model import (
    RankedPassage as RankedPassage,
)
from .model import (
    RunOptions as RunOptions,
)
from .model import (
    ScoreGate as ScoreGate,
)
from .model import (
    Skipped as Skipped,
)
from .model import (
    Span as Span,
)
from .model import (
    Stated as Stated,
)
from .model import (
    Status as Status,
)
from .model import (
    Suggestion as Suggestion,
)
from .model import (
    SuggestionKind as SuggestionKind,
)
from .model import (
    TermWhy as TermWhy,
)
from .model import (
    Verdict as Verdict,
)
from .model import (
    Why as Why,
)
from .model import (
    WordBox as WordBox,
)
from .model.as_json import (
    as_json as as_json,
)
from .model.excerpts import (
    Excerpt as Excerpt,
)
from .model.fingerprints import (
    Fingerprint as Fingerprint,
)
from .quoting.checking import (
    Check as Check,
)
from .quoting.checking import (
    Checker as Checker,
)
from .quoting.checking import (
    Contrary as Contrary,
)
from .quoting.checking import (
    ContraryKind as ContraryKind,
)
from .quoting.checking import (
    Finding as Finding,
)
from .quoting.checking import (
    Item as Item,
)
from .quoting.checking import (
    Near as Near,
)
from .quoting.checking import (
    Omission as Omission,
)
from .quoting.checking import (
    PieceKind as PieceKind,
)
from .quoting.checking import (
    check_json as check_json,
)
from .quoting.checking import (
    draft_of as draft_of,
)
from .quoting.checking import (
    read_draft as read_draft,
)
from .quoting.citation_styles import (
    cite as cite,
)
from .quoting.concordance import (
    Concordance as Concordance,
)
from .quoting.concordance import (
    Listing as Listing,
)
from .quoting.concordance import (
    Occurrence as Occurrence,
)
from .quoting.concordance import (
    PlaceCounts as PlaceCounts,
)
from .quoting.concordance import (
    Places as Places,
)
from .quoting.corpus_texts import (
    Library as Library,
)
from .quoting.resolution import (
    QuotationAmbiguous as QuotationAmbiguous,
)
from .quoting.resolution import (
    Resolution as Resolution,
)
from .quoting.resolution import (
    Resolved as Resolved,
)
from .quoting.resolution import (
    Selector as Selector,
)
from .quoting.resolver import (
    Resolver as Resolver,
)
from .searching import (
    Searcher as Searcher,
)
from .settings import (
    KeptOn as KeptOn,
)
from .settings import (
    Semantic as Semantic,
)
from .settings import (
    Settings as Settings,
)
from .store import (
    Jobs as Jobs,
)
from .store import (
    Writer as Writer,
)
from .store.records import (
    Records as Records,
)
from .store.records.index_serving import (
    Serving as Serving,
)
from .text.wording import (
    DifferenceKind as DifferenceKind,
)
from .text.wording import (
    FormKind as FormKind,
)
from .text.wording import (
    Qualifiers as Qualifiers,
)
from .text.wording import (
    WordDifference as WordDifference,
)
