"""Damaged samples of every format, in the real process: a small edition of tests/benchmarks/fuzz_formats.py."""

import importlib.util
import sys
from pathlib import Path

from reader_samples import SAMPLES

from indexer.documents.formats.registry import FORMATS

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "fuzz_formats.py"
EACH = 6


def benchmark():
    spec = importlib.util.spec_from_file_location("benchmark_fuzz_formats", BENCHMARK)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_damaged_samples_of_every_format_are_read_or_refused():
    fuzz = benchmark()
    endings = {form.key: (form.endings or form.file_names)[0] for form in FORMATS}
    files = {
        key: [(f"{n}{endings[key]}", raw) for n, raw in enumerate(samples) if raw] for key, samples in SAMPLES.items()
    }
    outcomes = [(result, memory) for result, memory in fuzz.run(files, EACH * len(files), seed=7)]
    assert {result.format for result, _ in outcomes} == {form.key for form in FORMATS}
    assert [result for result, _ in outcomes if result.what in fuzz.FAULTS] == []
    assert max(memory for _, memory in outcomes) < fuzz.MEMORY / 2 and outcomes[0][1] > 0
    assert {result.what for result, _ in outcomes} == {"read", "refused"}


def test_the_same_seed_damages_a_file_in_the_same_way_and_a_reason_is_told_from_a_fault():
    fuzz = benchmark()
    raws = [samples[0] for samples in SAMPLES.values()]
    damaged = [[fuzz.mutated(raw, raws, fuzz.random.Random(n)) for n, raw in enumerate(raws)] for _ in range(2)]
    assert damaged[0] == damaged[1] and all(new != raw for new, raw in zip(damaged[0], raws, strict=True))
    assert fuzz.fault_of("it is encrypted") == ""
    assert fuzz.fault_of("the reader of PDF failed (KeyError: 1); please report it") == "failed"
    assert fuzz.fault_of("reading it took longer than 2 s, the limit (PASSAGEWAY_READ_SECONDS)") == "too long"
    assert fuzz.fault_of("the process that read it was ended by SIGSEGV") == "ended"
