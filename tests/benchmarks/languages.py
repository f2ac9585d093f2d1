"""Does one index of several languages answer as well as an index of each? All questions are asked without saying in which.

    python tests/benchmarks/languages.py [--eval FOLDER] [--sets xquad-en,xquad-de,...] [--every 1]

For each set: nDCG@10 in an index of its own, in one of all sets, and in that one by ``lang:``; relevant are the documents of
the question's own set alone. By words; where the sets hold the same paragraphs, as those of xquad do, translations compete.
"""

from __future__ import annotations

from pathlib import Path

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
SETS = "xquad-en,xquad-de,xquad-zh,xquad-th,xquad-ar"
DEPTH = 10
