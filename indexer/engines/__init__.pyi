"""The names of this room that all others use; ``__init__.py`` imports each when it is first used."""

from .opening import open_index as open_index
from .opening import open_writer as open_writer
from .protocol import EVERYTHING as EVERYTHING
from .protocol import Filter as Filter
from .protocol import Generation as Generation
from .protocol import GenerationReader as GenerationReader
from .protocol import Index as Index
