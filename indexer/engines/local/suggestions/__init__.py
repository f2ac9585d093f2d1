"""What does the corpus itself ask? Its questions, titles and headings, kept with a generation.

suggestion_file      the files and what is in them        stored_suggestions   a generation's, looked through
suggestion_writing   from texts of documents to files  folder_suggestions   as a part of a generation, local or on a cluster
"""

from indexer.engines.local.suggestions.folder_suggestions import FolderSuggestions
from indexer.engines.local.suggestions.stored_suggestions import StoredSuggestions, open_suggestions
from indexer.engines.local.suggestions.suggestion_file import CHANGED, SUGGESTIONS
from indexer.engines.local.suggestions.suggestion_writing import by_documents, write_changed, write_suggestions

__all__ = [
    "CHANGED",
    "FolderSuggestions",
    "SUGGESTIONS",
    "StoredSuggestions",
    "by_documents",
    "open_suggestions",
    "write_changed",
    "write_suggestions",
]
