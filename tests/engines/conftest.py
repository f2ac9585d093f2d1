"""The suites that engines and indexes pass, the oracles and the peer, for the tests beside them to import by name."""

import importlib.util
import sys
from pathlib import Path

for name in ("contract", "oracle", "plain_whoosh", "in_memory", "generation_contract"):
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
