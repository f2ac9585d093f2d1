"""How is an index brought up to date, and is it sound?

runs/        a run: read, split, analyse, write, publish; its record
jobs/        runs in processes of their own, for who does not wait for them
lifecycle/   which generation is served: what a new one changes, publish, discard, roll back, prune
quality/     how well a generation answers what it should, and whether that holds it back
copying/     an index at another place, as it is: from a folder to a cluster, and back
recovery/    is the index sound, and what brings it back: verify
watching/    a corpus is watched, and a run carried out when it has changed

Its names stand in ``__init__.pyi`` and are imported when they are first used: a process that analyses needs none of them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
