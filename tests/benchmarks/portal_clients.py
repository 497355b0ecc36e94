"""Our client and the two public ones on one demo portal with its limits on (2 requests a second, 50 at once).

    pip install -e .[peers]
    python tests/benchmarks/portal_clients.py [--tasks 40000] [--creates 120] [--rounds 9] [--cut]

Each reads all tasks by one filter with the same fields, then makes tasks. HTTP requests, refusals with 503 and the
tasks that exist are counted by the portal, a process of its own; seconds are medians, from the first request to the
last row, and those of them in which the client itself computes. Ours gives typed values, the others the portal's own
maps. The clients take turns, each begins with an empty bucket. `--cut` adds a round in which the portal executes the
first batch of creates and its answer is lost.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "end2end"), str(ROOT / "tests" / "portal")]

from live_demo import Demo
from public_clients import B24PySdk, FastBitrix24

from outlet_desktop.domain.command import CreateTask, Done, Unknown
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.decode import TASK_FIELDS
from outlet_desktop.portal.encode import in_batches

EARLY = datetime(2020, 1, 1, tzinfo=UTC)
RESPONSIBLE = 11
WINDOW_S = 60.0  # the deadline of a batch of ours


class Ours:
    """The client of this program, used as the engine uses it: a poll reads, a batch of 50 bodies writes."""

    name = "outlet-desktop"

    def __init__(self, webhook: str) -> None:
        self._portal = BitrixPortal(webhook)

    def read(self) -> int:
        return len(self._portal.poll(EARLY, None).tasks)

    def create(self, keys: Sequence[str]) -> str:
        now = datetime.now(UTC)
        commands = (CreateTask(key, key, "", RESPONSIBLE, now + timedelta(days=2), now, now) for key in keys)
        bodies = [self._portal.body(command) for command in commands]
        results = [one for some in in_batches(bodies) for one in self._portal.send(some, time.time() + WINDOW_S)]
        unknown = sum(isinstance(one, Unknown) for one in results)
        return f"{sum(isinstance(one, Done) for one in results)} made" + (f", {unknown} unknown" if unknown else "")

    def close(self) -> None:
        self._portal.close()


class Theirs:
    """A public client, by its quickest documented way for each job."""

    def __init__(self, made: type[FastBitrix24] | type[B24PySdk], webhook: str) -> None:
        self._client = made(webhook)

    def read(self) -> int:
        return len(self._client.tasks({">=CHANGED_DATE": EARLY.isoformat()}, TASK_FIELDS))

    def create(self, keys: Sequence[str]) -> str:
        moment = datetime.now(UTC)
        plan = {
            "DEADLINE": (moment + timedelta(days=2)).isoformat(),
            "START_DATE_PLAN": moment.isoformat(),
            "END_DATE_PLAN": moment.isoformat(),
        }
        tasks = [{"TITLE": key, "XML_ID": key, "RESPONSIBLE_ID": RESPONSIBLE, **plan} for key in keys]
        try:
            return f"{len(self._client.add_many(tasks))} made"
        except Exception as error:  # the report: what a caller gets to know
            return f"raises {type(error).__name__}"

    def close(self) -> None:
        self._client.close()


CLIENTS: dict[str, Callable[[str], Ours | Theirs]] = {
    Ours.name: Ours,
    FastBitrix24.name: lambda webhook: Theirs(FastBitrix24, webhook),
    B24PySdk.name: lambda webhook: Theirs(B24PySdk, webhook),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """One job of one client: `told` is what the client says, the counts are the portal's.

    `seconds` on the wall; `computing` of them, in seconds of this process's processor time.
    """

    requests: int
    refused: int
    seconds: float
    computing: float
    told: Any


class Bench:
    """The portal and what it has counted."""

    def __init__(self, demo: Demo) -> None:
        self._demo = demo
        self._seen = 0

    def measure(self, name: str, job: Callable[[Ours | Theirs], Any]) -> Figures:
        """Let a fresh client do a job; making the client is not measured."""
        self._demo.wish("limits", on=True)  # also empties the bucket
        self._news()
        client = CLIENTS[name](self._demo.webhook)
        gc.collect()
        gc.disable()
        began, spent = time.perf_counter(), time.process_time()
        try:
            told = job(client)
            seconds, computing = time.perf_counter() - began, time.process_time() - spent
        finally:
            gc.enable()
            client.close()
        rows = [row for row in self._news() if row["batch"] is None]
        refused = sum(row["error"] == "QUERY_LIMIT_EXCEEDED" for row in rows)
        return Figures(len(rows), refused, seconds, computing, told)

    def _news(self) -> list[dict[str, Any]]:
        rows = self._demo.log(self._seen)
        self._seen = rows[-1]["id"] if rows else self._seen
        return rows

    def create(self, name: str, keys: Sequence[str], *, cut: bool = False) -> tuple[Figures, int]:
        """What making these tasks took, and how many of them the portal holds afterwards."""
        if cut:
            self._demo.wish("fault", kind="drop_answer", method="tasks.task.add", times=1)
        figures = self.measure(name, lambda client: client.create(keys))
        self._demo.wish("limits", on=False)
        return figures, sum(self._exist(some) for some in in_batches(keys))

    def _exist(self, keys: Sequence[str]) -> int:
        """How many tasks carry one of these receipts."""
        found, last = 0, 0
        while True:
            wanted = {"XML_ID": list(keys), ">ID": last}
            page = self._demo.call(1, "tasks.task.list", filter=wanted, select=["ID"], order={"ID": "asc"}, start=-1)
            if not page["tasks"]:
                return found
            found += len(page["tasks"])
            last = page["tasks"][-1]["id"]


def keys_of(kind: str, name: str, turn: int, count: int) -> list[str]:
    """As many receipts as tasks are made, of no other turn."""
    return [f"outlet:{kind}{list(CLIENTS).index(name)}{turn}:S{number:03d}:1" for number in range(count)]


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, the first column to the left."""
    lines = [f"\n{title}\n", "| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def span(found: Sequence[Figures], what: str) -> str:
    """The one count, or the least and the most where turns differ."""
    values = sorted({getattr(one, what) for one in found})
    return str(values[0]) if len(values) == 1 else f"{values[0]}…{values[-1]}"


def cells(found: Sequence[Figures]) -> list[str]:
    """Requests, seconds, computing seconds, refusals."""
    times = (statistics.median(getattr(one, what) for one in found) for what in ("seconds", "computing"))
    return [span(found, "requests"), *(f"{seconds:.3f}" for seconds in times), span(found, "refused")]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=40_000)
    parser.add_argument("--creates", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cut", action="store_true", help="also lose the answer of one batch of creates")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Demo(Path(folder), "--no-staff", "--rate", "2/50") as demo:
        bench = Bench(demo)
        demo.wish("fill", tasks=arguments.tasks, keyed=arguments.tasks)
        reads: dict[str, list[Figures]] = {name: [] for name in CLIENTS}
        creates: dict[str, list[tuple[Figures, int]]] = {name: [] for name in CLIENTS}
        for _ in range(arguments.rounds):
            for name in CLIENTS:
                reads[name].append(bench.measure(name, lambda client: client.read()))
        for turn in range(arguments.rounds):
            for name in CLIENTS:
                creates[name].append(bench.create(name, keys_of("m", name, turn, arguments.creates)))
        heads = ["client", "HTTP requests", "seconds", "of them computing", "503s"]
        rows = [[name, *cells(found), span(found, "told")] for name, found in reads.items()]
        print(table(f"Full read of {arguments.tasks:,} tasks by a filter", [*heads, "tasks read"], rows))
        heads += ["the client says", "tasks that exist"]
        rows = []
        for name, pairs in creates.items():
            found = [figures for figures, _ in pairs]
            exist = "…".join(map(str, sorted({count for _, count in pairs})))
            rows.append([name, *cells(found), span(found, "told"), exist])
        print(table(f"{arguments.creates} creates", heads, rows))
        if arguments.cut:
            rows = []
            for name in CLIENTS:
                one, count = bench.create(name, keys_of("c", name, 0, arguments.creates), cut=True)
                rows.append([name, *cells([one]), one.told, str(count)])
            print(table(f"{arguments.creates} creates, the answer to the first batch lost", heads, rows))
        print(f"\nmedians of {arguments.rounds} rounds in turns; Python {sys.version.split()[0]}, {sys.platform}")


if __name__ == "__main__":
    main()
