"""Single modules of NLTK, without all the others: importing the package ``nltk`` runs every one, and scipy, for a second.

A module, and what it needs of NLTK, is run in module objects that are known here alone, not to ``sys.modules``. Each has an
``__import__`` of its own that finds its like (see ``exec`` in the library reference: the globals' ``__builtins__`` are
those of the code). So ``import nltk`` means what it always does, before, after and meanwhile, in any thread.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any

__all__ = ["nltk_module"]

_ROOT = "nltk"

#: Names that modules import from a package, and that nothing here uses: corpora, which would have to be downloaded.
_UNUSED = {"nltk.corpus": ("stopwords",)}

_modules: dict[str, ModuleType] = {}
_loading = RLock()


def nltk_module(name: str) -> Any:
    """The module ``name`` ("nltk.stem.snowball"), run once. Raises ImportError where NLTK has no such module.

    Of a release of NLTK whose module needs more than other modules, it is the one that all of NLTK was imported for.
    """
    try:
        return _module(name)
    except (ImportError, AttributeError):
        return import_module(name)


def _module(name: str) -> ModuleType:
    with _loading:
        return _modules.get(name) or _load(name)


def _load(name: str) -> ModuleType:
    above, _, last = name.rpartition(".")
    parent = _module(above) if above else None
    spec = PathFinder.find_spec(name, parent.__path__ if parent else None)
    if spec is None or spec.loader is None:
        raise ImportError(f"there is no module {name}", name=name)
    module = _modules[name] = ModuleType(name)
    try:
        if spec.submodule_search_locations is None:
            _run(module, spec)
        else:
            module.__path__ = spec.submodule_search_locations
            module.__dict__.update(dict.fromkeys(_UNUSED.get(name, ())))
    except BaseException:
        del _modules[name]
        raise
    if parent is not None:
        setattr(parent, last, module)
    return module


def _run(module: ModuleType, spec: ModuleSpec) -> None:
    module.__file__, module.__spec__, module.__package__ = spec.origin, spec, spec.parent
    module.__dict__["__builtins__"] = {**vars(builtins), "__import__": _import}
    exec(spec.loader.get_code(spec.name), module.__dict__)  # type: ignore[union-attr]  # noqa: S102 - NLTK's own file, as importing it would run it


def _import(
    name: str,
    globals: Mapping[str, object] | None = None,
    locals: Mapping[str, object] | None = None,
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> Any:
    """What an import statement of one of these modules gets: NLTK's from here, all others as ever."""
    if level or name.partition(".")[0] != _ROOT:
        return __import__(name, globals, locals, fromlist or (), level)
    module = _module(name)
    for part in fromlist or ():
        if not hasattr(module, part):
            _module(f"{name}.{part}")
    return module if fromlist else _modules[_ROOT]
