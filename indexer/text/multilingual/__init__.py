"""How is one index of documents in several languages searched?

detecting        the language of a document, as its letters and words tell; language_model   by its bytes, where they do not
mixed_analyzer   passages analysed by the language of their document, questions by the languages that an index has
joined_terms     one word of a question as the terms that it has in several languages
"""

from indexer.text.multilingual.detecting import detected_language
from indexer.text.multilingual.mixed_analyzer import FALLBACK, MixedAnalyzer, analyzer_for, searching_analyzer

__all__ = ["FALLBACK", "MixedAnalyzer", "analyzer_for", "detected_language", "searching_analyzer"]
