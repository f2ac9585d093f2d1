"""What can go wrong, and what is advised then? Every error that Passageway raises on purpose:

    PassagewayError
    ├── SettingsError          a setting is out of range, or unknown
    ├── ReadingError           one file cannot be read; the run lists it as skipped and goes on
    ├── FileRefused            a file is not taken into the corpus
    ├── PathError              a path given by the user does not exist, or lies outside the corpus
    ├── QuestionTooLong        a question over the limit
    ├── QueryEmpty             there is no word to look for
    ├── FilterError            what documents are to be looked in cannot be told: a date that is none, say
    ├── CitationError          a line of a citations file, or the words to cite, cannot be used
    ├── DocumentNotFound       no such document, revision or passage in this generation
    ├── OriginalUnavailable    the file of a document cannot be opened now
    │   ├── OriginalChanged    it is another than when it was indexed
    │   └── OriginalGone       it is no longer there
    ├── PageMissing            a document has no picture of such a page
    ├── PageNotDrawn           the picture of a page cannot be made
    ├── PicturesBusy           as many pictures are being made as may be at once
    ├── RunCancelled           a run of indexing was asked to stop
    ├── ManyRemovals           a run would take out much of an index, which nobody has said that it may
    ├── PublishRefused         there is nothing that waits to be published, or it was made from another generation
    ├── WorkerLost             a process that splits documents was ended from outside
    ├── BackupProblem          a backup cannot be written, or what is in it cannot be used
    │   └── OtherCorpus        it is of another corpus than the index that it would replace
    ├── CopyRefused            an index cannot be copied to that place
    │   └── TargetInUse        it has an index already
    ├── SynonymsUnsaved        the file of synonyms cannot be written
    │   └── SynonymsConflict   it is another by now than the one that was changed
    ├── EncoderError           the model that ranking by meaning needs cannot be used
    ├── EvaluationError        labelled questions or a BEIR folder cannot be used
    └── IndexProblem           something is wrong with an index as a whole
        ├── IndexMissing       nothing has been indexed yet
        │   └── IndexUnfinished the first run is still going on
        ├── GenerationMissing  it has no generation of that number (any more)
        ├── IndexLocked        another run is writing
        ├── IndexBusy          published anew too often to answer from one generation
        ├── IndexMismatch      made with other settings or another format
        ├── IndexUnwritable    its folder cannot be written: a full disk, say
        ├── IndexDamaged       files are missing, truncated or altered
        └── ClusterProblem     the cluster that keeps it does not do its part
            ├── ClusterRefused it will not, until somebody changes something: a password, a certificate, an address
            └── ClusterUnavailable it cannot just now: try again
                └── WriteUncertain it fell silent while it wrote: whether it has, only reading tells

``EndedByOthers`` alone is none of these: it is a KeyboardInterrupt.

A message says what happened, where, and which command mends it (``remedies``).
"""

from indexer.errors.act_errors import (
    BackupProblem,
    CopyRefused,
    EndedByOthers,
    ManyRemovals,
    OtherCorpus,
    PublishRefused,
    RunCancelled,
    SynonymsConflict,
    SynonymsUnsaved,
    TargetInUse,
    WorkerLost,
)
from indexer.errors.file_errors import (
    FileRefused,
    OriginalChanged,
    OriginalGone,
    OriginalUnavailable,
    PageMissing,
    PageNotDrawn,
    PicturesBusy,
    ReadingError,
)
from indexer.errors.index_problems import (
    ClusterProblem,
    ClusterRefused,
    ClusterUnavailable,
    GenerationMissing,
    IndexBusy,
    IndexDamaged,
    IndexLocked,
    IndexMismatch,
    IndexMissing,
    IndexProblem,
    IndexUnfinished,
    IndexUnwritable,
    WriteUncertain,
    index_written,
)
from indexer.errors.refusals import (
    CitationError,
    DocumentNotFound,
    EncoderError,
    EvaluationError,
    FilterError,
    PathError,
    QueryEmpty,
    QuestionTooLong,
    SettingsError,
)
from indexer.errors.remedies import (
    NO_ROOM,
    NamedIndex,
    install,
    making_room,
    mending,
    repairing,
)
from indexer.errors.root import (
    PassagewayError,
)

__all__ = [
    "BackupProblem",
    "CitationError",
    "ClusterProblem",
    "ClusterRefused",
    "ClusterUnavailable",
    "CopyRefused",
    "DocumentNotFound",
    "EncoderError",
    "EndedByOthers",
    "EvaluationError",
    "FileRefused",
    "FilterError",
    "GenerationMissing",
    "IndexBusy",
    "IndexDamaged",
    "IndexLocked",
    "IndexMismatch",
    "IndexMissing",
    "IndexProblem",
    "IndexUnfinished",
    "IndexUnwritable",
    "ManyRemovals",
    "NO_ROOM",
    "NamedIndex",
    "OriginalChanged",
    "OriginalGone",
    "OriginalUnavailable",
    "OtherCorpus",
    "PageMissing",
    "PageNotDrawn",
    "PassagewayError",
    "PathError",
    "PicturesBusy",
    "PublishRefused",
    "QueryEmpty",
    "QuestionTooLong",
    "ReadingError",
    "RunCancelled",
    "SettingsError",
    "SynonymsConflict",
    "SynonymsUnsaved",
    "TargetInUse",
    "WorkerLost",
    "WriteUncertain",
    "index_written",
    "install",
    "making_room",
    "mending",
    "repairing",
]
