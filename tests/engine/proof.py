"""Many seeds of the simulation in processes of their own: `python tests/engine/proof.py [--seeds N] [--processes P]`.

Prints a line for each configuration (of `--configuration NAME …`, else all) and exits 1 where a promise was broken.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("simulation.py")
CHUNK = 50  # seeds of one process
PROMISED = ("duplicates", "lost", "early", "messages_doubled", "other")
# What each is: docs/engine.md.
APART = ("made_again_after_deletion", "early_unseen", "renewals_crossed", "answers_crossed")
SHOWN = ("seeds", "kills", "tasks", *PROMISED, "messages", "messages_lost", *APART)


def prove(names: Sequence[str], seeds: int, processes: int, patience_s: float = 3600.0) -> dict[str, Counter[str]]:
    """Totals of `seeds` seeds of each configuration. Seeds that failed are in `failed` as "name seed: what".

    Raises:
        RuntimeError: a process did not end well; its stderr.
    """
    jobs = [(name, first, min(first + CHUNK, seeds) - 1) for first in range(0, seeds, CHUNK) for name in names]
    found = {name: Counter[str]() for name in names}
    with ThreadPoolExecutor(processes) as pool:
        for (name, _, _), told in zip(jobs, pool.map(partial(_run, patience_s), jobs), strict=True):
            failed = told.pop("failed")
            found[name] += Counter(told)
            for seed, texts in failed.items():
                found[name][f"failed seed {seed}: {texts}"] += 1
    return found


def _run(patience_s: float, job: tuple[str, int, int]) -> dict[str, Any]:
    name, first, last = job
    ended = subprocess.run(
        [sys.executable, str(PROGRAM), "--json", "--configuration", name, f"{first}-{last}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=patience_s,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"{name} {first}-{last}: {ended.stderr[-3000:]}")
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


def failures(found: Mapping[str, Counter[str]]) -> list[str]:
    """What was broken, with the configuration and the seed to replay."""
    return [f"{name}: {text}" for name, totals in found.items() for text in totals if text.startswith("failed")]


def table(found: Mapping[str, Counter[str]]) -> Iterable[str]:
    """One line for each configuration, and a sum."""
    rows = [("configuration", *(name.replace("_", " ") for name in SHOWN))]
    rows += [(name, *(f"{totals[column]:,}" for column in SHOWN)) for name, totals in found.items()]
    rows.append(("all", *(f"{sum(totals[column] for totals in found.values()):,}" for column in SHOWN)))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(
            cell.ljust(width) if not i else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )


if __name__ == "__main__":
    sys.path[:0] = [str(PROGRAM.parent), str(PROGRAM.parents[2])]
    from configurations import CONFIGURATIONS

    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=1000, help="of each configuration")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--configuration", nargs="*", default=[*CONFIGURATIONS, "restored"])
    chosen = parser.parse_args()
    began = time.monotonic()
    proved = prove(chosen.configuration, chosen.seeds, chosen.processes)
    print("\n".join(table(proved)))
    print(f"{time.monotonic() - began:.0f} s with {chosen.processes} processes")
    print("\n".join(failures(proved)) or "no promise was broken")
    sys.exit(bool(failures(proved)))
