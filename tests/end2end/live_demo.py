"""The program as real processes: a demo portal, the command line, an agent, and people who act over REST."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "outlet_desktop"]
KIOSK = ROOT / "tests" / "fixtures" / "kiosk.outlet.json"
SAMPLE = ROOT / "resources" / "templates" / "outlet-opening.outlet.json"
PATIENCE_S = 90.0  # of a wait that normally takes seconds: two slow cores must not fail a test
DIRECTOR, EXPANSION, LAWYER, ACCOUNTANT, RETAIL = 2, 3, 10, 5, 8  # all at work on the demo's first day
CAST = {
    "director": DIRECTOR,
    "expansion": EXPANSION,
    "lawyer": LAWYER,
    "construction": 7,
    "equipment": 6,
    "accountant": ACCOUNTANT,
    "retail": RETAIL,
}


def environment(**more: str) -> dict[str, str]:
    """What a child sees: nothing of the developer's own OUTLET_… settings and no key store."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OUTLET_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"PYTHONUTF8": "1", "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"} | more


def run(*arguments: object, timeout: float = PATIENCE_S, **env: str) -> subprocess.CompletedProcess[str]:
    """One command from its start to its end."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(**env),
        timeout=timeout,
        check=False,
    )


def done(*arguments: object, **env: str) -> str:
    """What a command prints that has to succeed."""
    ended = run(*arguments, **env)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout


def until(holds: Callable[[], object], what: Callable[[], object] | str = "", seconds: float = PATIENCE_S) -> None:
    """Poll until that is true; fails with `what` when it never is."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, what() if callable(what) else f"not within {seconds:g} s: {what}"
        time.sleep(0.03)


class Child:
    """A process whose lines are read as they come. Killed, if it still runs, when the `with` ends."""

    def __init__(self, *arguments: object, stdin: int = subprocess.DEVNULL, **env: str) -> None:
        self.lines: list[str] = []
        self._news: queue.Queue[str | None] = queue.Queue()
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self.process = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env=environment(**env),
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            self._news.put(line)
        self._news.put(None)

    def next_line(self, seconds: float = PATIENCE_S) -> str:
        """The next line it prints; fails where it ends or is silent for so long."""
        try:
            line = self._news.get(timeout=seconds)
        except queue.Empty:
            raise AssertionError(f"silent for {seconds:g} s: {self.errors()}") from None
        assert line is not None, f"ended with {self.process.wait(5)}: {self.errors()}"
        return line

    def errors(self) -> str:
        """What it has written to stderr so far."""
        self._errors.flush()
        with open(os.dup(self._errors.fileno()), encoding="utf-8") as copy:
            copy.seek(0)
            return copy.read()

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def wait(self, seconds: float = PATIENCE_S) -> int:
        """Its exit code, once it has ended by itself and every line is read."""
        code = self.process.wait(seconds)
        self._reader.join(10)
        return code

    def lives_for(self, seconds: float) -> bool:
        """Let it run so long; False when it ended before."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return True
        return False

    def terminate(self) -> int:
        """SIGTERM, then its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def kill(self) -> None:
        """SIGKILL: no line of Python runs after it."""
        if self.runs:
            self.process.kill()
        self.wait()

    def close(self) -> None:
        """Leave nothing behind; fails where it has left a traceback."""
        self.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()
        said = self.errors()
        self._errors.close()
        assert "Traceback" not in said, said

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Demo(Child):
    """The demo portal in a process of its own, with its people and its control."""

    def __init__(self, data: Path, *flags: object, port: int = 0, stdin: int = subprocess.DEVNULL) -> None:
        super().__init__("demo", "--port", port, "--data", data, *flags, stdin=stdin)
        self.http = httpx.Client(timeout=60)
        try:
            first: dict[str, Any] = json.loads(self.next_line())
        except BaseException:
            self.close()
            raise
        assert set(first) == {"webhook", "control", "pid"}
        assert first["pid"] == self.process.pid
        self.webhook: str = first["webhook"]
        self.control: str = first["control"]
        self._hooks: dict[int, str] = {}

    def close(self) -> None:
        self.http.close()
        super().close()

    # -- control ---------------------------------------------------------------------------------

    def ask(self, name: str, **query: object) -> Any:
        """A GET of the control."""
        answer = self.http.get(self.control + name, params={key: str(value) for key, value in query.items()})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def wish(self, name: str, **body: object) -> Any:
        """A POST of the control."""
        answer = self.http.post(self.control + name, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def log(self, since: int = 0) -> list[dict[str, Any]]:
        """Every REST call in order."""
        rows: list[dict[str, Any]] = self.ask("log", since=since)
        return rows

    def webhook_of(self, user_id: int) -> str:
        """That person's own webhook, as `people` names it."""
        if not self._hooks:
            self._hooks = {person["user_id"]: person["webhook"] for person in self.ask("people")}
        return self._hooks[user_id]

    # -- what people do --------------------------------------------------------------------------

    def call(self, user_id: int, method: str, **params: object) -> Any:
        """One REST call of a person, with their own webhook."""
        answer = self.http.post(self.webhook_of(user_id) + method, json=params)
        body = answer.json()
        assert "error" not in body, body
        return body["result"]

    def tasks(self, opening: str = "") -> list[dict[str, Any]]:
        """Every task of the portal (of one opening), as the administrator sees them, oldest first."""
        found: list[dict[str, Any]] = []
        while True:
            params = {
                "filter": {">ID": found[-1]["id"] if found else 0},
                "order": {"ID": "asc"},
                "select": ["ID", "TITLE", "STATUS", "XML_ID", "RESPONSIBLE_ID", "GROUP_ID", "DEADLINE", "CLOSED_DATE"],
                "start": -1,
            }
            page = self.call(1, "tasks.task.list", **params)["tasks"]
            found += page
            if len(page) < 50:
                return [task for task in found if (task["xmlId"] or "").startswith(f"outlet:{opening}")]

    def task_of(self, opening: str, step: str) -> dict[str, Any]:
        """The task of a step, which has one."""
        (task,) = (task for task in self.tasks(opening) if task["xmlId"].split(":")[2] == step)
        return task

    def open_tasks(self, opening: str = "") -> list[dict[str, Any]]:
        """Those that nobody has completed yet: a person sees their task as it is, however far the lists lag."""
        listed = [task["id"] for task in self.tasks(opening) if task["status"] in ("2", "3")]
        shown = [self.call(1, "tasks.task.get", taskId=number) for number in listed]
        return [found["task"] for found in shown if found and found["task"]["status"] in ("2", "3")]

    def complete(self, task: Mapping[str, Any]) -> None:
        """Whoever is responsible completes it."""
        self.call(int(task["responsibleId"]), "tasks.task.complete", taskId=task["id"])

    def project(self, number: int) -> dict[str, Any]:
        """A project of the portal."""
        (found,) = self.call(1, "sonet_group.get", FILTER={"ID": number}, IS_ADMIN="Y")
        return dict(found)

    def work_until(self, agent: Child) -> None:
        """Everybody completes their tasks as they appear, until the agent has nothing left to do."""
        deadline = time.monotonic() + 2 * PATIENCE_S
        while agent.runs:
            for task in self.open_tasks():
                self.complete(task)
            assert time.monotonic() < deadline, self.open_tasks()
            agent.lives_for(0.15)
        assert agent.wait() == 0, agent.errors()


def agent(demo: Demo, data: Path, *flags: object, settle: float = 3) -> Child:
    """The agent on that data folder, quick to look and quick to settle."""
    quick = ("--interval", 0.2, "--settle", settle)
    return Child("agent", *flags, *quick, "--data", data, "--portal", demo.webhook)


def launch(demo: Demo, data: Path, template: Path, address: str, *flags: object) -> str:
    """Launch an outlet with all the template's roles assigned; its opening id."""
    roles = [role["id"] for role in json.loads(template.read_text("utf-8"))["roles"]]
    assigned = [word for role in roles for word in ("--assign", f"{role}={CAST[role]}")]
    said = done("launch", template, "--address", address, *assigned, *flags, "--data", data, "--portal", demo.webhook)
    opening: str = json.loads(said)["opening"]
    return opening


def status(data: Path, opening: str) -> dict[str, Any]:
    """`status OPENING --json`."""
    (found,) = json.loads(done("status", opening, "--json", "--data", data))["openings"]
    return dict(found)


def free_port() -> int:
    """A port where nobody listens now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def events_of(child: Child) -> list[dict[str, Any]]:
    """What an agent has printed: one JSON object a line."""
    return [json.loads(line) for line in child.lines]


class Told:
    """What the portal's own log says of one opening: creations and completions, in order."""

    def __init__(self, demo: Demo, opening: str) -> None:
        self.rows = demo.log()
        self.created: dict[str, list[tuple[int, int]]] = {}  # step -> (row, task)
        self.closed: dict[int, int] = {}  # task -> row of its first completion
        self.closed_at: dict[int, str] = {}
        for row in self.rows:
            if not row["ok"]:
                continue
            key = str(row.get("xml_id") or "")
            if row["method"] == "tasks.task.add" and key.startswith(f"outlet:{opening}:"):
                self.created.setdefault(key.split(":")[2], []).append((row["id"], row["task_id"]))
            if row["method"] == "tasks.task.complete":
                self.closed.setdefault(row["task_id"], row["id"])
                self.closed_at.setdefault(row["task_id"], row["at"])

    def check(
        self, template: Mapping[str, Any], skipped: Iterable[str] = (), answered: Mapping[str, int] | None = None
    ) -> None:
        """No step was created twice, and none before everything it waits for was closed.

        `answered`: row of the tap that decided a step, where that came before the completion.
        """
        twice = {step: found for step, found in self.created.items() if len(found) != 1}
        assert not twice, f"created more than once: {twice}"
        through = {step["id"] for step in template["steps"] if step["kind"] == "milestone"} | set(skipped)
        ends = {step: self.closed[found[0][1]] for step, found in self.created.items() if found[0][1] in self.closed}
        ends |= answered or {}
        inputs: dict[str, list[str]] = {}
        for flow in template["flows"]:
            inputs.setdefault(flow["to"], []).append(flow["from"])
        for step, [(row, _task)] in self.created.items():
            todo, waited_for = list(inputs.get(step, ())), set()
            while todo:
                source = todo.pop()
                if source in through:
                    todo += inputs.get(source, ())
                else:
                    waited_for.add(source)
            early = {source for source in waited_for if ends.get(source, 10**9) > row}
            assert not early, f"{step} was created before {early} was closed"
