"""The names of this folder that others use; ``__init__.py`` imports each when it is first used."""

from .loading import Availability as Availability
from .loading import load_encoder as load_encoder
from .nearest import MEANING as MEANING
from .nearest import PassageVectors as PassageVectors
from .nearest import write_vectors as write_vectors
from .protocol import Encoder as Encoder
from .protocol import Vectors as Vectors
from .vectors import VectorStore as VectorStore
from .vectors import key_of as key_of
from .vectors import text_of as text_of
