"""The process editor with 1,000 steps and 1,500 flows, beside NodeGraphQt and Graphviz' `dot` in the same run.

    pip install -e '.[rivals]'; apt-get install graphviz
    python tests/benchmarks/editor.py [--steps 1000] [--runs 9] [--layout-runs 3]

Prints medians in ms and ratios ours / theirs; the targets are those of docs/architecture.md. Both sides work in one
process, alternately, the garbage collector off, both windows open. Ours is the canvas of the product on its document:
every edit goes through the undo stack, and the scene follows once in a turn of the event loop, so adding and undoing
are timed until what is in view then is painted, on both sides. The worker that checks the drawing, leads the arrows
of a large one and writes the draft is left out there (it works on another thread); the times of the checks and of
leading all arrows are printed by themselves. NodeGraphQt does the same by its public interface, its search for cycles
switched off, which favours it; ours refuses cycles. Its arrows are straight curves through the cards. A frame is a
move of the mouse with the button held and everything until it is painted. Without NodeGraphQt or `dot` its rows are
left out.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_PREFERRED_BINDING", "PySide6")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from outlet_desktop.domain import edit, file_format
from outlet_desktop.domain.arrange import plan
from outlet_desktop.domain.check import check
from outlet_desktop.domain.template import Flow, Step, StepKind, Template
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.canvas import ProcessCanvas
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.items import StepItem

try:
    from NodeGraphQt import BaseNode, NodeGraph  # type: ignore[import-untyped]
except ImportError:
    NodeGraph = None

GRAPHS = ROOT / "tests" / "fixtures" / "layout_graphs.json"
WIDTH, HEIGHT = 1600, 900
ADD = "add all through the undo stack"
Place = tuple[int, int]


class NoWorker:
    """Takes work and is busy with it for ever: what is measured here is the GUI thread."""

    def run(self, *_work: object, **_how: object) -> Future[None]:
        """Not done yet."""
        return Future()


def graph(count: int) -> tuple[list[Place], list[tuple[int, int]]]:
    """Places and arrows of a process of `count` steps in columns of ten, 1.5 arrows a step, always to the right."""
    chance = random.Random(count)
    places = [(number // 10 * 288, number % 10 * 96) for number in range(count)]
    pairs = {(number - 10, number) for number in range(10, count)}
    while len(pairs) < count * 3 // 2:
        source = chance.randrange(count - 10)
        target = chance.randrange((source // 10 + 1) * 10, min(count, (source // 10 + 3) * 10))
        pairs.add((source, target))
    return places, sorted(pairs)


@contextmanager
def no_collector() -> Iterator[None]:
    """Without the garbage collector, which would hit whoever comes second."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Table:
    """Milliseconds of both sides by row."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[list[float], list[float]]] = {}

    def time(self, row: str, side: int, work: Callable[[], Any]) -> Any:
        """Do it, note the time."""
        with no_collector():
            began = time.perf_counter()
            made = work()
            self.rows.setdefault(row, ([], []))[side].append((time.perf_counter() - began) * 1e3)
        return made

    def show(self, targets: dict[str, float], other: str) -> None:
        """Print medians, ratio, target."""
        print(f"{'':36}{'ours, ms':>10}{other:>14}{'ratio':>8}{'target':>8}")
        for row, (ours, theirs) in self.rows.items():
            mine = statistics.median(ours)
            words = f"{row:36}{mine:10.2f}"
            if theirs:
                rival = statistics.median(theirs)
                words += f"{rival:14.2f}{mine / rival:8.3f}"
                words += f"{targets[row]:8.2f}" if row in targets else ""
            print(words)


def painted(work: Callable[[], Any], view: QGraphicsView) -> None:
    """Do it, and paint what is in view then."""
    work()
    QApplication.processEvents()
    view.viewport().repaint()


def button(view: QGraphicsView, kind: QEvent.Type, at: QPoint) -> None:
    """A press, move or release of the left button at a point of the view."""
    viewport = view.viewport()
    is_move = kind is QEvent.Type.MouseMove
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    pressed = Qt.MouseButton.NoButton if is_move else Qt.MouseButton.LeftButton
    point = QPointF(at)
    no_keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        viewport, QMouseEvent(kind, point, QPointF(viewport.mapToGlobal(at)), pressed, held, no_keys)
    )


def drag(table: Table, row: str, side: int, view: QGraphicsView, start: QPoint, frames: int = 20) -> None:
    """Take what is at `start` and move it, a few pixels a frame."""
    button(view, QEvent.Type.MouseButtonPress, start)
    button(view, QEvent.Type.MouseMove, start + QPoint(24, 16))
    QApplication.processEvents()

    for number in range(frames):
        at = start + QPoint(24 + 3 * (number + 1), 16 + 2 * (number + 1))

        def frame(at: QPoint = at) -> None:
            button(view, QEvent.Type.MouseMove, at)
            QApplication.processEvents()

        table.time(row, side, frame)
    button(view, QEvent.Type.MouseButtonRelease, start)
    QApplication.processEvents()


class Ours:
    """The canvas of the product."""

    def __init__(self, count: int) -> None:
        self.places, self.pairs = graph(count)
        self.document = TemplateDocument(None, NoWorker())  # type: ignore[arg-type]
        self.canvas = ProcessCanvas(self.document)
        self.canvas.resize(WIDTH, HEIGHT)
        self.canvas.show()
        QApplication.processEvents()
        self.ids = [f"s{number}" for number in range(count)]

    def undo_all(self) -> None:
        """Back to the empty drawing."""
        self.document.stack.setIndex(0)

    def add_all(self) -> None:
        """Every step and flow, each an entry of the undo stack."""
        document = self.document
        document.open(Template("big", "Big"))
        for step_id, place in zip(self.ids, self.places, strict=True):
            made, _ = edit.add_step(document.template, StepKind.TASK, at=place, id=step_id, title=f"Step {step_id}")
            document.edit(made, "add")
        for source, target in self.pairs:
            document.edit(edit.connect(document.template, self.ids[source], self.ids[target]), "connect")

    def save(self, file: Path) -> None:
        """The drawing as a file."""
        file.write_text(file_format.write(self.document.template), encoding="utf-8")

    def load(self, file: Path) -> None:
        """From a file to the drawing on the scene."""
        self.document.open(file_format.read(file.read_text(encoding="utf-8")))

    def middle(self) -> QPoint:
        """Where a card near the middle of the view stands, view px."""
        view = self.canvas
        wanted = view.mapToScene(view.viewport().rect().center())
        cards = [item for item in self.canvas.process.nodes.values() if isinstance(item, StepItem)]
        near = min(cards, key=lambda item: (item.body().center() - wanted).manhattanLength())
        return view.mapFromScene(near.body().center())

    def bare(self) -> Callable[[], None]:
        """The same arrows and cards by nothing but a painter: the limit of a repaint."""
        view = self.canvas
        image = QPixmap(view.viewport().size())
        transform, pen = view.viewportTransform(), QPen(QColor("#7B8494"), 1.25)
        paths = [edge.path() for edge in view.process.edges.values()]
        boxes: list[QRectF] = [item.body() for item in view.process.nodes.values() if isinstance(item, StepItem)]
        fill = QColor("#FFFFFF")

        def paint() -> None:
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setTransform(transform)
            painter.setPen(pen)
            for path in paths:
                painter.drawPath(path)
            for box in boxes:
                painter.fillRect(box, fill)
            painter.end()

        return paint


class Theirs:
    """NodeGraphQt with the same graph."""

    def __init__(self, count: int) -> None:
        class Card(BaseNode):  # type: ignore[misc]
            """A step with one port on either side."""

            __identifier__ = "outlet"
            NODE_NAME = "Card"

            def __init__(self) -> None:
                super().__init__()
                self.add_input("in", multi_input=True)
                self.add_output("out", multi_output=True)

        self.card = Card
        self.places, self.pairs = graph(count)
        self.graph = self._empty()
        self.nodes: list[Any] = []
        self.show()

    def _empty(self) -> Any:
        made = NodeGraph()
        made.register_node(self.card)
        made.set_acyclic(False)
        return made

    def add_all(self) -> None:
        """Every node and connection, each an entry of its undo stack."""
        made = self.graph
        kind = f"outlet.{self.card.__name__}"
        self.nodes = [
            made.create_node(kind, name=f"Step s{number}", pos=list(place), selected=False, push_undo=True)
            for number, place in enumerate(self.places)
        ]
        for source, target in self.pairs:
            self.nodes[source].outputs()["out"].connect_to(self.nodes[target].inputs()["in"], push_undo=True)

    def undo_all(self) -> None:
        """Back to the empty graph."""
        self.graph.undo_stack().setIndex(0)

    def load(self, file: Path) -> None:
        """From a session file into an empty graph."""
        made = self._empty()
        made.load_session(str(file))
        made.widget.deleteLater()

    def view(self) -> QGraphicsView:
        """Its view."""
        view: QGraphicsView = self.graph.viewer()
        return view

    def show(self) -> None:
        """Its view on the screen, of the same size as ours."""
        self.view().resize(WIDTH, HEIGHT)
        self.view().show()
        QApplication.processEvents()

    def middle(self, view: QGraphicsView) -> QPoint:
        """Where a node near the middle of the view stands, view px."""
        wanted = view.mapToScene(view.viewport().rect().center())
        near = min(
            (node.view for node in self.nodes),
            key=lambda item: (item.sceneBoundingRect().center() - wanted).manhattanLength(),
        )
        point: QPoint = view.mapFromScene(near.sceneBoundingRect().center())
        return point

    def close(self) -> None:
        """Free its windows."""
        self.graph.viewer().close()
        self.graph.widget.deleteLater()
        QApplication.processEvents()


def fit(view: QGraphicsView, box: QRectF, *, whole: bool) -> None:
    """The whole drawing, or its middle at 100 %."""
    if isinstance(view, ProcessCanvas) and not whole:
        view.zoom_to(1.0)
    view.resetTransform()
    if whole:
        view.fitInView(box, Qt.AspectRatioMode.KeepAspectRatio)
    view.centerOn(box.center())
    QApplication.processEvents()


def canvas_rows(count: int, runs: int, folder: Path) -> None:
    """Edits, files, repaints and drags, ours beside NodeGraphQt."""
    table, limit = Table(), Table()
    most = 0
    for run in range(runs):
        ours = Ours(count)
        theirs = Theirs(count) if NodeGraph is not None else None
        table.time(ADD, 0, partial(painted, ours.add_all, ours.canvas))
        if theirs:
            table.time(ADD, 1, partial(painted, theirs.add_all, theirs.view()))
        file = folder / "ours.outlet.json"
        table.time("save", 0, partial(ours.save, file))
        if theirs:
            other = folder / "theirs.json"
            table.time("save", 1, partial(theirs.graph.save_session, str(other)))
        table.time("undo all", 0, partial(painted, ours.undo_all, ours.canvas))
        table.time("load, to the scene", 0, partial(ours.load, file))
        if theirs:
            twin = Theirs(count)
            twin.add_all()
            table.time("undo all", 1, partial(painted, twin.undo_all, twin.view()))
            twin.close()
            table.time("load, to the scene", 1, partial(theirs.load, other))
        views: list[QGraphicsView] = [ours.canvas, *([theirs.view()] if theirs else [])]
        for name, whole in (("at fit", True), ("at 100 %", False)):
            for view in views:
                fit(view, view.scene().itemsBoundingRect(), whole=whole)
                view.viewport().repaint()
            bare = ours.bare()
            for _ in range(5):
                for side, view in enumerate(views):
                    table.time(f"repaint {name}", side, view.viewport().repaint)
                if whole:
                    limit.time("repaint at fit", 0, ours.canvas.viewport().repaint)
                    limit.time("repaint at fit", 1, bare)
            drag(table, f"frame of a drag {name}", 0, ours.canvas, ours.middle())
            if theirs:
                drag(table, f"frame of a drag {name}", 1, views[1], theirs.middle(views[1]))
        most = max(most, _paints(ours))
        limit.time("checks of all steps (another thread)", 0, partial(check, ours.document.template))
        limit.time("all arrows led (another thread)", 0, partial(routing.routes, ours.document.template))
        ours.canvas.close()
        ours.canvas.deleteLater()
        if theirs:
            theirs.close()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # no window of this round stays alive
        print(f"\rround {run + 1} of {runs}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    targets = {ADD: 0.10, "load, to the scene": 0.10, "save": 0.20}
    targets |= {f"{what} {where}": 1.0 for what in ("repaint", "frame of a drag") for where in ("at fit", "at 100 %")}
    print(f"{count} steps, {count * 3 // 2} flows")
    table.show(targets, "NodeGraphQt")
    print()
    limit.show({"repaint at fit": 3.0}, "bare painter")
    print(f"most cards painted in a frame of a drag at 100 %: {most} (target 12)")


def _paints(ours: Ours) -> int:
    """The most cards painted in one frame while a card is dragged at 100 %."""
    start, most = ours.middle(), 0
    button(ours.canvas, QEvent.Type.MouseButtonPress, start)
    button(ours.canvas, QEvent.Type.MouseMove, start + QPoint(40, 0))
    QApplication.processEvents()
    for number in range(12):
        StepItem.paints = 0
        button(ours.canvas, QEvent.Type.MouseMove, start + QPoint(40 + 16 * number, 0))
        QApplication.processEvents()
        most = max(most, StepItem.paints)
    button(ours.canvas, QEvent.Type.MouseButtonRelease, start)
    QApplication.processEvents()
    return most


def layout_rows(runs: int) -> None:
    """The automatic layout on the named graphs, beside `dot` (its process included, as a program would call it)."""
    dot = shutil.which("dot")
    found: dict[int, list[tuple[float, float, float]]] = {}
    for drawn in json.loads(GRAPHS.read_text(encoding="utf-8"))["graphs"]:
        template = Template(
            "t",
            "t",
            steps=tuple(Step(f"n{number}") for number in range(drawn["steps"])),
            flows=tuple(Flow(f"n{a}", f"n{b}") for a, b in drawn["flows"]),
        )
        source = "digraph{rankdir=LR;node[shape=box,width=3.3,height=0.9,fixedsize=true];"
        source += "".join(f"n{a}->n{b};" for a, b in drawn["flows"]) + "}"
        table = Table()
        crossings = 0
        for _ in range(runs):
            crossings = table.time("x", 0, partial(plan, template)).crossings
            if dot:
                table.time(
                    "x",
                    1,
                    partial(subprocess.run, [dot, "-Tplain"], input=source, capture_output=True, text=True, check=True),
                )
        ours, theirs = table.rows["x"]
        found.setdefault(drawn["steps"], []).append(
            (
                statistics.median(ours),
                statistics.median(theirs) if theirs else float("nan"),
                crossings / drawn["dot_crossings"],
            )
        )
    print("\nautomatic layout       ours, ms   dot, ms   time, median (worst)   crossings, median (worst)")
    for steps, rows in sorted(found.items()):
        times = [ours / theirs for ours, theirs, _ in rows]
        mine, rival = statistics.median(row[0] for row in rows), statistics.median(row[1] for row in rows)
        crossed = [ratio for _, _, ratio in rows]
        print(
            f"{steps:5} steps, {len(rows):2} graphs {mine:9.1f}{rival:10.1f}"
            f"{statistics.median(times):12.2f} ({max(times):.2f})"
            f"{statistics.median(crossed):18.2f} ({max(crossed):.2f})"
        )
    print("targets: 40 steps crossings 1.0 in 0.5 of the time; 200 steps crossings 1.1; 1,000 steps 0.6 of the time")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--layout-runs", type=int, default=3)
    wanted = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    if NodeGraph is None:
        print("NodeGraphQt is not installed (pip install -e '.[rivals]'): its column is left out")
    with tempfile.TemporaryDirectory() as folder:
        canvas_rows(wanted.steps, wanted.runs, Path(folder))
    layout_rows(wanted.layout_runs)
    sys.stdout.flush()
    for widget in app.topLevelWidgets():
        assert isinstance(widget, QWidget)
        widget.hide()
    os._exit(0)  # NodeGraphQt's windows do not go down in order


if __name__ == "__main__":
    main()
