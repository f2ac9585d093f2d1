"""Texts -> vectors whose cosine says how near their meanings are, where the extra ``semantic`` is installed.

protocol   what an encoder can do            loading    the encoder that the settings ask for
folders    a model's folder -> what to run   onnx       runs it
vectors    the vectors of all texts ever encoded, by content
nearest    the vectors of one generation: which passages are nearest to a question

Nothing here is imported from the extra before an encoder is loaded. The names of ``__init__.pyi`` are
imported when they are first used: an encoder begins to load before anything else is imported.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
