"""What tests below import by name: the suites that every reader and every source passes, and a look at processes."""

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).parent

for name, folder in (
    ("odf_files", "formats"),
    ("office_files", "formats"),
    ("reader_samples", "formats"),
    ("reader_contract", "formats"),
    ("pdf_files", "formats/paged"),
    ("table_text", "formats/sheets"),
    ("source_contract", "sources"),
    ("worker_processes", "workers"),
):
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE / folder / f"{name}.py")
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
