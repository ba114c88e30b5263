"""Runs every benchmark beside this file and says which claims hold. Exit 1 when one does not.

A benchmark file has a function `measure()` that yields claims (measuring.py). `python benchmarks/run.py sie_read` runs
one of them.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NO_BENCHMARKS = {"run", "measuring", "peers", "ledger_maker", "web_data", "web_people"}


def main(wanted: list[str]) -> int:
    """Run the benchmarks called `wanted`, or all."""
    sys.path[:0] = [str(HERE), str(HERE.parent / "src")]
    names = sorted({path.stem for path in HERE.glob("*.py")} - NO_BENCHMARKS)
    unknown = [name for name in wanted if name not in names]
    if unknown:
        print(f"No benchmark is called {', '.join(unknown)}. There are: {', '.join(names)}.", file=sys.stderr)
        return 2
    all_hold = True
    for name in wanted or names:
        print(name)
        for claim in importlib.import_module(name).measure():
            limit = "" if claim.limit is None else f"{'at least' if claim.is_floor else 'at most'} {claim.limit:g}"
            verdict = "measured" if claim.limit is None else "holds" if claim.holds else "FAILS"
            print(f"  {verdict:<9}{claim.found:8.2f} {claim.unit:<3}{limit:<14}{claim.text}", flush=True)
            all_hold = all_hold and claim.holds
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
