"""Which models there are: those that extras bring, and those that were added.

catalogue      all of them, by the names by which they are chosen      folders   a model's folder -> what to run, and how
multilingual   the one of the extra of that name, as an encoder (the other runs as added ones do)
added          those in a folder of models, with the sums of their files      licences   what their files say of that
adding         takes one from a folder, or from a hub, and tries it
familiarity    whether one of one language knows that of a question
hub            fetches a model's files; nothing else here goes over a network
"""

from indexer.engines.meaning.models.added import AddedModels
from indexer.engines.meaning.models.catalogue import MINILM, MULTILINGUAL, KnownModel, is_added, is_folder, known_models

__all__ = ["MINILM", "MULTILINGUAL", "AddedModels", "KnownModel", "is_added", "is_folder", "known_models"]
