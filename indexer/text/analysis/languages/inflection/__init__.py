"""Which forms has a word that stemming does not bring together?

irregular_forms  as a list: "paid" and "pay"      german_verbs  by rules: "eingestellt" and "stellt … ein"
"""

from indexer.text.analysis.languages.inflection.german_verbs import german_verb_forms, parted_german_verbs
from indexer.text.analysis.languages.inflection.irregular_forms import ENGLISH_BASES, IRREGULAR_FORMS

__all__ = ["ENGLISH_BASES", "IRREGULAR_FORMS", "german_verb_forms", "parted_german_verbs"]
