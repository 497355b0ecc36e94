"""The demo portal by the clock: lists among 40,000 tasks, and from its start to its first line.

    python tests/benchmarks/demo_portal.py [--tasks 40000] [--rounds 30] [--openings 17]

Each portal is a process of its own in an empty folder; seconds are those of a client over real HTTP.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
FILTERS: dict[str, dict[str, Any]] = {
    "responsible": {"RESPONSIBLE_ID": 11},
    "open, of two people": {"RESPONSIBLE_ID": [5, 11], "!STATUS": 5},
    "receipt": {"XML_ID": "outlet:fill0001:S05:1"},
    "changed since 24.10": {">=CHANGED_DATE": "2026-10-24T00:00:00+04:00"},
    "all": {},
}


@contextmanager
def started(folder: Path, *more: str) -> Iterator[tuple[dict[str, str], float]]:
    """A demo portal: its first line, and the seconds until that was printed."""
    command = [sys.executable, "-m", "outlet_desktop", "demo", "--port", "0", "--data", str(folder), "--no-staff"]
    began = time.perf_counter()
    with subprocess.Popen([*command, *more], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - began
        try:
            yield json.loads(line), seconds
        finally:
            process.terminate()
            process.wait(20)


def lists(tasks: int, rounds: int, folder: Path) -> None:
    """Median and worst of each filter, in milliseconds."""
    with started(folder, "--no-limits") as (line, _), httpx.Client(timeout=60) as http:
        http.post(line["control"] + "fill", json={"tasks": tasks}).raise_for_status()
        for name, wanted in FILTERS.items():
            spent = []
            for _ in range(rounds):
                began = time.perf_counter()
                http.post(line["webhook"] + "tasks.task.list", json={"filter": wanted}).raise_for_status()
                spent.append((time.perf_counter() - began) * 1000)
            print(f"list, {name}: median {statistics.median(spent):.1f} ms, worst {max(spent):.1f} ms", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tasks", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--openings", type=int, default=17)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        with started(Path(root, "empty")) as (_, seconds):
            print(f"start, empty: {seconds:.2f} s", flush=True)
        lists(asked.tasks, asked.rounds, Path(root, "full"))
        past = ("--openings", str(asked.openings))
        for word in ("first time", "kept"):
            with started(Path(root, "past"), *past) as (_, seconds):
                print(f"start, {asked.openings} openings, {word}: {seconds:.2f} s", flush=True)


if __name__ == "__main__":
    main()
