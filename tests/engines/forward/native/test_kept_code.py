"""Compiled code is kept for the next process only as long as it was compiled from what stands in the sources."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from indexer.engines.forward.native import compiling, kept_code, loaded_kernels, warm_kernels


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A module of one kernel whose code is kept, made an hour after its sources were written."""
    now = Path(__file__).stat().st_mtime
    for name, hours in (("kernels.py", 0), ("formulas.py", 0), ("kernels.best-1.nbi", 1), ("kernels.best-1.1.nbc", 1)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (now, now + 3600 * hours))
    monkeypatch.setattr(kept_code, "_SHARED", [tmp_path / "formulas.py"])
    kernel = SimpleNamespace(stats=SimpleNamespace(cache_path=str(tmp_path)))
    return SimpleNamespace(
        __file__=str(tmp_path / "kernels.py"), kernel=kernel, other=3, not_kept=SimpleNamespace(stats=None)
    )


@pytest.mark.parametrize("written", ["nothing", "kernels.py", "formulas.py"])
def test_code_is_kept_until_one_of_its_sources_is_written_anew(module, tmp_path, written):
    if written != "nothing":
        later = (tmp_path / "kernels.best-1.nbi").stat().st_mtime + 60
        os.utime(tmp_path / written, (later, later))
    with compiling([module]):
        assert (tmp_path / "kernels.best-1.nbi").exists() == (written == "nothing")


def test_numba_tells_where_it_keeps_the_code_of_our_kernels():
    pytest.importorskip("numba")
    warm_kernels()
    folder = kept_code._folder_of(loaded_kernels().sized)
    assert folder is not None and list(folder.glob("candidate_kernels.sized*.nbi")) != []
