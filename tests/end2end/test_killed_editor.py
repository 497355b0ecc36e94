"""The program dies while somebody draws: at most one edit is lost, and the draft is found again."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from live_demo import ROOT, environment

from outlet_desktop import settings
from outlet_desktop.cli.office import LocalOffice

CHILD = Path(__file__).with_name("drawing_child.py")
KILLS = 4
SEED = 20261124


def drawn_until_killed(data: Path, edits: int) -> tuple[list[str], int]:
    """Draw that many steps, then SIGKILL just after the last one; what was printed, and the steps drawn."""
    with subprocess.Popen(
        [sys.executable, str(CHILD), str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT)),
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        said, numbers = [], []
        while len(numbers) <= edits:
            line = child.stdout.readline().strip()
            assert line, child.stderr.read()
            (numbers if line.isdigit() else said).append(line)
        child.send_signal(signal.SIGKILL)
        more = [line.strip() for line in child.stdout.read().splitlines()]
        numbers += [line for line in more if line.isdigit()]
        child.stderr.read()
        child.wait(timeout=30)
    return said, int(numbers[-1])


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX word")
def test_an_editor_killed_at_any_moment_loses_one_edit_at_most(tmp_path: Path) -> None:
    data = tmp_path / "данные"
    data.mkdir()
    chance = random.Random(SEED)
    kept = 0
    for number in range(KILLS):
        said, drawn = drawn_until_killed(data, chance.randint(3, 14))
        office = LocalOffice(data, data / "outlet.db", settings.load(data), "en")
        try:
            unclosed = office.unclosed_draft()
            assert unclosed
            steps = len(office.template(unclosed).steps)
        finally:
            office.close()
        assert drawn - 1 <= steps <= drawn, f"kill {number}: {drawn} steps were drawn, {steps} are kept"
        assert steps > kept  # it went on where it was
        assert said == (["editor.recovered"] if number else [])
        kept = steps
