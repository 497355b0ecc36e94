"""The engine on the demo portal over HTTP: how soon it reacts, what it asks, what it weighs.

    python tests/benchmarks/engine.py [--openings 1 100 1000] [--interval 1] [--closings 30] [--idle 60]

For each number of openings of the shipped process (40 steps) an agent acts in a process of its own. Reaction: from the
portal's answer to a person's "completed" until the portal has executed the creation of a step that follows (seen in
its log, asked every 20 ms). Requests per poll: counted by the portal in a quiet time. Memory and processor: from /proc
(Linux), idle at the usual interval. A pass: one look at an opening where nothing is to be done, in this process.
Limits of the portal are off, and the agent's own pace is lifted, so that the first tasks of all exist soon.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "end2end"), str(ROOT / "tests" / "engine")]

from fake_portal import FakePortal
from live_demo import EXPANSION, SAMPLE, Child, Demo

from outlet_desktop.domain import file_format
from outlet_desktop.domain.opening import Opening, OpeningState
from outlet_desktop.engine.loop import Driver
from outlet_desktop.engine.reconcile import reconcile
from outlet_desktop.engine.world import World
from outlet_desktop.schedule.workdays import russian_calendar
from outlet_desktop.storage.store import SqliteStore

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
TARGETS = {"reaction": "poll + 1 s at p95", "memory": "80 MB", "idle": "2 % of a core"}


@dataclass(frozen=True)
class Row:
    """What was measured with so many openings. Seconds, MB, shares of a core."""

    openings: int
    first_s: float
    reactions: tuple[float, ...]
    requests_per_poll: float
    memory_mb: float
    idle: float
    passes_per_s: float


def fill(data: Path, count: int) -> None:
    """`count` openings of the shipped process in a new store, as `launch` would leave them."""
    data.mkdir(parents=True)
    (data / "settings.toml").write_text('rate = "1000/100000"\n', "utf-8")
    template = file_format.read(SAMPLE.read_text("utf-8"))
    chance, day = random.Random(count), date(2026, 11, 24)
    store = SqliteStore(data / "outlet.db")
    with store.transaction():
        for number in range(count):
            opening = Opening(
                id="".join(chance.choices(LETTERS, k=8)),
                address=f"ул. Мира, {number + 1}",
                template=template,
                state=OpeningState.DECIDING,
                start_on=day,
                target_on=date(2027, 3, 1),
                opened_on=day,
                people={role.id: EXPANSION for role in template.roles},
                fields={"prepaid": True},
            )
            store.add_opening(opening, time.time())
    store.close()


def measure(count: int, interval_s: float, closings: int, idle_s: float) -> Row:
    """One number of openings, from an empty portal on."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "outlets")
        fill(data, count)
        with Demo(Path(folder, "portal"), "--no-staff", "--no-limits") as demo:
            began = time.monotonic()
            with _agent(demo, data, interval_s) as agent:
                _until_quiet(demo, count, interval_s)
                first_s = time.monotonic() - began
                reactions = _react(demo, closings, interval_s)
                _until_quiet(demo, count, interval_s)
                agent.terminate()
            with _agent(demo, data, 10.0) as agent:
                time.sleep(15)
                last, ticks, at = _last(demo), _ticks(agent.process.pid), time.monotonic()
                time.sleep(idle_s)
                idle = (_ticks(agent.process.pid) - ticks) / os.sysconf("SC_CLK_TCK") / (time.monotonic() - at)
                memory = _resident_mb(agent.process.pid)
                per_poll = _requests_per_poll(demo, last)
                agent.terminate()
        return Row(count, first_s, reactions, per_poll, memory, idle, _passes(data))


def _agent(demo: Demo, data: Path, interval_s: float) -> Child:
    return Child("agent", "--interval", interval_s, "--data", data, "--portal", demo.webhook)


def _last(demo: Demo) -> int:
    rows = demo.log()
    return int(rows[-1]["id"]) if rows else 0


def _until_quiet(demo: Demo, count: int, interval_s: float) -> None:
    """Until every opening has a task and nothing was written for some polls."""
    last, made, still = 0, set[str](), 0
    while len(made) < count or still < 4:
        time.sleep(interval_s)
        rows = demo.log(last)
        last = rows[-1]["id"] if rows else last
        writes = [row for row in rows if row["method"].endswith((".add", ".create", ".update", ".Send", ".send"))]
        made |= {str(row["xml_id"]).split(":")[1] for row in rows if row["ok"] and row.get("xml_id")}
        still = 0 if writes else still + 1


def _react(demo: Demo, closings: int, interval_s: float) -> tuple[float, ...]:
    """Seconds from a completion until a step that follows exists; completions that open nothing do not count."""
    chance, found = random.Random(7), list[float]()
    tasks = demo.open_tasks()
    chance.shuffle(tasks)
    while tasks and len(found) < closings:
        task = tasks.pop()
        time.sleep(chance.uniform(0, 2 * interval_s))
        last, opening = _last(demo), task["xmlId"].split(":")[1]
        demo.complete(task)
        began = time.monotonic()
        fresh: list[str] = []
        while not fresh and time.monotonic() < began + 3 * interval_s + 2:
            time.sleep(0.02)
            rows = demo.log(last)
            fresh = [r["xml_id"] for r in rows if r["ok"] and str(r.get("xml_id")).startswith(f"outlet:{opening}:")]
            fresh = [key for key in fresh if key != task["xmlId"]]
            last = rows[-1]["id"] if rows else last
        if fresh:
            found.append(time.monotonic() - began)
        if not tasks:
            time.sleep(2 * interval_s)
            tasks = demo.open_tasks()
    return tuple(found)


def _requests_per_poll(demo: Demo, since: int) -> float:
    rows = [row for row in demo.log(since) if not row["staff"]]
    polls = sum(row["method"] == "server.time" for row in rows)
    requests = {row["batch"] or f"row {row['id']}" for row in rows if row["method"] != "batch"}
    return len(requests) / polls if polls else float("nan")


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _passes(data: Path) -> float:
    """Passes a second over openings where nothing is to be done, on the store as the agent has left it."""
    store, portal = SqliteStore(data / "outlet.db"), FakePortal()
    world = World(time.time, portal.body, russian_calendar())
    driver = Driver(store, portal)
    chosen = store.opening_ids()[:200]
    began = time.perf_counter()
    for opening in chosen:
        driver.run(reconcile(opening, world))
    took = time.perf_counter() - began
    store.close()
    return len(chosen) / took


def quantile(values: Sequence[float], share: float) -> float:
    """By the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--openings", type=int, nargs="*", default=[1, 100, 1000])
    parser.add_argument("--interval", type=float, default=1.0)
    parser.add_argument("--closings", type=int, default=30)
    parser.add_argument("--idle", type=float, default=60.0)
    chosen = parser.parse_args()
    print(f"polls every {chosen.interval:g} s for the reaction, every 10 s idle; targets: {TARGETS}")
    print("openings  first tasks  reaction p50   p95 = poll + x   n  requests/poll  memory MB  idle CPU  passes/s")
    for openings in chosen.openings:
        row = measure(openings, chosen.interval, chosen.closings, chosen.idle)
        p95 = quantile(row.reactions, 0.95)
        p50 = statistics.median(row.reactions) if row.reactions else float("nan")
        print(
            f"{row.openings:8,}  {row.first_s:9.1f} s  {p50:10.2f} s  {p95:5.2f} = {chosen.interval:g} + "
            f"{p95 - chosen.interval:5.2f}  {len(row.reactions):2}  {row.requests_per_poll:13.2f}  "
            f"{row.memory_mb:9.1f}  {row.idle:8.2%}  {row.passes_per_s:8.0f}",
            flush=True,
        )
