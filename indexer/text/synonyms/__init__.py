"""Which other words say the same here, and which words are to stay as they are? What an admin writes down, for questions.

synonym_rules  the lines of the file, and what is wrong with them
synonyms_file  the file, read again when it changes    recorded_synonyms  a text elsewhere, looked at as often
in_questions   rules as terms: which of them a question meets
renewed_rules  looked at again once a second at most
"""

from indexer.text.synonyms.in_questions import QuestionSynonyms
from indexer.text.synonyms.recorded_synonyms import RecordedSynonyms
from indexer.text.synonyms.synonym_rules import SynonymFault, SynonymRule, SynonymRules, read_rules
from indexer.text.synonyms.synonyms_file import SynonymsFile

__all__ = [
    "QuestionSynonyms",
    "RecordedSynonyms",
    "SynonymFault",
    "SynonymRule",
    "SynonymRules",
    "SynonymsFile",
    "read_rules",
]
