"""The Gantt against what else could paint it, in one run (`portfolio.py` beside it runs this too).

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/gantt.py [--runs 9]

The portfolio holds 1,000 outlets of 40 steps, all expanded: 40,000 bars on 40,000 rows of the table with their plans,
names, people and dates; one outlet's own page adds its 60 links. Held against: the very calls that our paintEvent
makes while nothing is kept of an earlier one, recorded and replayed in a bare loop; QGraphicsScene with an item for
every bar and every link (60,000) and the texts of the rows in view, and the same without its links, as our portfolio
draws none; matplotlib with one collection of bars and one of links. Everything at 1372 x 824.

A full repaint is measured twice: as the page has it while only the chart changes (table halves that show the same are
copied, `kept_halves`), and "drawn anew", where nothing may be copied. A notch of the wheel and changed bars are
judged against the latter, which is what they save; against the former they are reported. They run on one view and
the repaint on a twin of it, so that neither finds what the other has kept.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
)
from ratios import Ratio, ratio, show

from outlet_desktop.domain.opening import OpeningState, Status, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.schedule.gantt import Link, OutletRow, Span, StageRow, StepRow

OUTLETS, STEPS, STAGES = 1000, 40, 5
TODAY = date(2026, 11, 24)
SIZE = (1372, 824)
_LOOKS = (Status.DONE, Status.ACTIVE, Status.LATE, Status.BLOCKED, Status.IDLE)


def outlet_row(number: int) -> OutletRow:
    """An outlet in the middle of its opening."""
    chance = random.Random(number)
    start = TODAY - timedelta(days=chance.randint(10, 60))
    steps = []
    day = start
    for n in range(STEPS):
        length = chance.randint(2, 9)
        finish = day + timedelta(days=length)
        state = StepState.DONE if finish < TODAY else StepState.OPEN if day <= TODAY else StepState.PENDING
        look = Status.DONE if state is StepState.DONE else Status.IDLE
        if state is StepState.OPEN:
            look = chance.choice(_LOOKS[1:4])
        steps.append(
            StepRow(
                f"S{n:02d}", f"Шаг номер {n} этого открытия", chance.choice(list(StepKind)[:3]), f"g{n // 8}", "r",
                "Роль", state, look, task_id=n, person="Ольга Панина", baseline=Span(day, day + timedelta(days=length)),
                actual=Span(day, finish) if state is StepState.DONE else Span(day if state is StepState.OPEN else None),
                forecast=Span(day, finish), own_finish=finish - timedelta(days=1), deviation=chance.randint(-2, 9),
                overdue_days=3 if look in (Status.LATE, Status.BLOCKED) else 0, critical=n % 4 == 0, total_float=n % 4,
            )
        )  # fmt: skip
        day += timedelta(days=chance.randint(1, 5))
    stages = tuple(
        StageRow(
            f"g{g}", f"Стадия {g}", Status.ACTIVE, 3, 8,
            Span(steps[g * 8].baseline.start, steps[g * 8 + 7].baseline.finish),
            Span(steps[g * 8].forecast.start, steps[g * 8 + 7].forecast.finish), 2,
            tuple(step.step for step in steps[g * 8 : g * 8 + 8]),
        )
        for g in range(STAGES)
    )  # fmt: skip
    links = [Link(f"S{n:02d}", f"S{n + 1:02d}", n % 4 == 0) for n in range(STEPS - 1)]
    links += [Link(f"S{n:02d}", f"S{n + chance.randint(2, 3):02d}") for n in chance.sample(range(STEPS - 4), 21)]
    return OutletRow(
        f"opening{number:04d}", f"ул. Ленина, {number}", "Самара", "Волга", OpeningState.RUNNING,
        _LOOKS[number % 5], "Открытие торговой точки", 1, f"S{STEPS - 1}", start, start, steps[-1].baseline.finish,
        steps[-1].baseline.finish, steps[-1].forecast.finish, steps[-1].forecast.finish,
        steps[-1].forecast.finish + timedelta(days=6), 0.4, 3, 12, 40, now=steps[12].title,
        segments=tuple(stage.forecast.finish for stage in stages if stage.forecast.finish), stages=stages,
        steps=tuple(steps), links=tuple(links),
    )  # fmt: skip


def events() -> None:
    """Deliver what is queued, paints too."""
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def recorded(view: Any) -> list[tuple[str, tuple[Any, ...]]]:
    """Every call on the painter of one full repaint in which nothing is copied from an earlier one."""
    import outlet_desktop.ui.gantt.canvas as module

    calls: list[tuple[str, tuple[Any, ...]]] = []

    class Recorder:
        RenderHint = QPainter.RenderHint
        CompositionMode = QPainter.CompositionMode

        def __init__(self, device: Any) -> None:
            self._painter = QPainter(device)

        def __getattr__(self, name: str) -> Any:
            real = getattr(self._painter, name)
            if name in ("device", "end", "isActive"):
                return real

            def call(*arguments: Any) -> Any:
                calls.append((name, arguments))
                return real(*arguments)

            return call

    module.QPainter = Recorder  # type: ignore[misc,assignment]
    view.halves.clear()
    try:
        view.viewport().repaint()
    finally:
        module.QPainter = QPainter  # type: ignore[misc]
    return calls


def replay(calls: list[tuple[str, tuple[Any, ...]]]) -> Callable[[], None]:
    """The same primitives without anything that decides about them."""
    pixmap = QPixmap(*SIZE)

    def bare() -> None:
        painter = QPainter(pixmap)
        for name, arguments in calls:
            getattr(painter, name)(*arguments)
        painter.end()

    return bare


def drawn_anew(view: Any) -> Callable[[], None]:
    """A full repaint that copies nothing, as after another theme or other columns (laid out texts stay)."""

    def work() -> None:
        view.halves.clear()
        view.viewport().repaint()

    return work


def portfolio_view(rows: list[OutletRow]) -> Any:
    """Our view with every outlet and every stage open, scrolled into the middle."""
    from outlet_desktop.ui.gantt.portfolio_view import PortfolioView
    from outlet_desktop.ui.gantt.time_axis import DaysOff

    view = PortfolioView()
    view.resize(*SIZE)
    view.expansion.outlets.update(row.opening for row in rows)
    for row in rows:
        for stage in row.stages:
            view.expansion.stages[(row.opening, stage.stage)] = True
    view.set_time(TODAY, TODAY.toordinal() + 0.5, DaysOff(), TODAY - timedelta(days=90), TODAY + timedelta(days=200))
    view.set_outline(outline(view, rows))
    view.show()
    view.verticalScrollBar().setValue(view.outline.height // 2)
    events()
    return view


def outline(view: Any, rows: list[OutletRow]) -> Any:
    """All lines."""
    from outlet_desktop.ui.gantt.rows import Outline

    return Outline([("", rows)], view.expansion, {row.opening: row for row in rows})


def scene_view(rows: list[OutletRow], texts_near: int) -> QGraphicsView:
    """An item for every bar, every plan under it, every line of the table and every link.

    The texts and marks of a row (seven, as ours has) are items only near the rows in view, which spares the scene
    280,000 of them.
    """
    view = QGraphicsView()
    scene = QGraphicsScene(view)
    view.setScene(scene)
    pen, hairline = QPen(QColor("#888")), QPen(QColor("#E5E7EB"))
    brushes = [QColor(name) for name in ("#12846A", "#2B5CD9", "#BA3410", "#83399A", "#ddd")]
    left, px, height = TODAY.toordinal() - 90, 4.45, 24
    y, looks = 0, {look: n for n, look in enumerate(_LOOKS)}

    def rect(x: float, top: float, width: float, tall: float, brush: QColor, line: QPen | Qt.PenStyle) -> None:
        item = QGraphicsRectItem(x, top, width, tall)
        item.setBrush(brush)
        item.setPen(line)
        scene.addItem(item)

    for number, row in enumerate(rows):
        at: dict[str, tuple[float, float, float]] = {}
        for step in row.steps:
            assert step.forecast.start is not None
            assert step.forecast.finish is not None
            x = 704 + (step.forecast.start.toordinal() - left) * px
            width = (step.forecast.finish - step.forecast.start).days * px
            rect(x, y + 17, width, 3, QColor("#8A93A1"), Qt.PenStyle.NoPen)
            rect(x, y + 5, width, 10, brushes[looks[step.status]], pen)
            scene.addLine(0, y + 23.5, SIZE[0], y + 23.5, hairline)
            at[step.step] = (x, x + width, y + 10)
            if abs(number - texts_near) <= 1:
                for column, text in enumerate(("o", "v", step.title, step.person, "24.11", "25.11", "+3")):
                    item = QGraphicsSimpleTextItem(text)
                    item.setPos(75 + column * 90, y + 4)
                    scene.addItem(item)
            y += height
        for link in row.links:
            a, b = at[link.source], at[link.target]
            path = QPainterPath(QPointF(a[1], a[2]))
            for point in (QPointF(b[0] - 6, a[2]), QPointF(b[0] - 6, b[2]), QPointF(b[0], b[2])):
                path.lineTo(point)
            scene.addItem(QGraphicsPathItem(path))
    view.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    view.resize(*SIZE)
    view.show()
    view.verticalScrollBar().setValue(texts_near * STEPS * height)
    view.horizontalScrollBar().setValue(0)
    events()
    return view


def matplotlib_figure(rows: list[OutletRow], middle: int) -> Callable[[], None]:
    """A canvas with all bars and links, limited to the rows that our view shows."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import LineCollection, PolyCollection
    from matplotlib.figure import Figure

    figure = Figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100)
    canvas, axes = FigureCanvasAgg(figure), figure.add_axes((0.3, 0, 0.7, 1))
    bars, lines = [], []
    for number, row in enumerate(rows):
        at = {}
        for n, step in enumerate(row.steps):
            assert step.forecast.start is not None
            assert step.forecast.finish is not None
            y = number * STEPS + n
            a, b = step.forecast.start.toordinal(), step.forecast.finish.toordinal()
            bars.append([(a, y), (b, y), (b, y + 0.4), (a, y + 0.4)])
            at[step.step] = (a, b, y + 0.2)
        for link in row.links:
            a, b = at[link.source], at[link.target]
            lines.append([(a[1], a[2]), (b[0] - 1, a[2]), (b[0] - 1, b[2]), (b[0], b[2])])
    axes.add_collection(PolyCollection(bars))
    axes.add_collection(LineCollection(lines, linewidths=0.5))
    axes.set_ylim(middle * STEPS + 33, middle * STEPS)
    axes.set_xlim(TODAY.toordinal() - 90, TODAY.toordinal() + 60)
    return canvas.draw


def notch(view: Any) -> Callable[[], None]:
    """One notch of the wheel, always downwards so that every one brings new rows, until it is painted."""

    def turn() -> None:
        where = QPointF(200, 400)
        event = QWheelEvent(
            where, view.viewport().mapToGlobal(where), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
        events()

    return turn


def changed_bars(view: Any, rows: list[OutletRow]) -> Callable[[], None]:
    """A hundred bars around the middle get other dates; the lines are laid out anew and painted."""
    middle = len(rows) // 2
    other = list(rows)
    keys: list[tuple[str, ...]] = []
    for number in range(middle - 1, middle + 2):
        row = rows[number]
        steps = tuple(replace(step, deviation=step.deviation + 1) for step in row.steps[:34])
        other[number] = replace(row, steps=(*steps, *row.steps[34:]))
        keys += [("step", row.opening, step.step) for step in steps]
    state, touched = [False], {rows[number].opening for number in range(middle - 1, middle + 2)}

    def change() -> None:
        state[0] = not state[0]
        shown = other if state[0] else rows
        fresh = view.outline.replaced([("", shown)], {row.opening: row for row in shown}, touched)
        assert fresh is not None
        before = view.rows_painted
        view.replace_lines(fresh, keys[:100])
        events()
        assert view.rows_painted > before  # they are in view

    return change


def gantt_rows(runs: int) -> list[Ratio]:
    """Every row of the table."""
    from outlet_desktop.ui.gantt.outlet_view import OutletView
    from outlet_desktop.ui.gantt.time_axis import DaysOff
    from outlet_desktop.ui.theme import theme

    app = QApplication.instance() or QApplication([])
    assert app is not None
    theme.apply("light")
    rows = [outlet_row(number) for number in range(OUTLETS)]
    middle = OUTLETS // 2
    view = portfolio_view(rows)
    repaint, anew = view.viewport().repaint, drawn_anew(view)
    before = view.rows_painted
    repaint()
    print(f"portfolio: {OUTLETS * STEPS} bars, {view.rows_painted - before} lines painted in a full repaint")
    bare, loop = replay(recorded(view)), "same primitives, bare loop"
    twin, place = portfolio_view(rows), view.verticalScrollBar().value()
    whole, whole_anew = twin.viewport().repaint, drawn_anew(twin)
    found = [
        ratio("full repaint", repaint, loop, bare, 1.5, runs),
        ratio("full repaint, drawn anew", anew, loop, bare, 1.5, runs),
        ratio("wheel notch", notch(view), "a full repaint, drawn anew", whole_anew, 0.35, runs * 2 + 1),
        ratio("wheel notch", notch(view), "a full repaint", whole, None, runs * 2 + 1),
    ]
    view.verticalScrollBar().setValue(place)
    events()
    changed = changed_bars(view, rows)
    found.append(ratio("100 changed bars", changed, "a full repaint, drawn anew", whole_anew, 1.2, runs))
    found.append(ratio("100 changed bars", changed, "a full repaint", whole, None, runs))
    own = OutletView()
    own.resize(*SIZE)
    own.set_time(TODAY, TODAY.toordinal() + 0.5, DaysOff(), TODAY - timedelta(days=90), TODAY + timedelta(days=200))
    own.set_row(rows[middle])
    own.show()
    own.show_whole()
    events()
    page, bare = own.viewport().repaint, replay(recorded(own))
    found.append(ratio("an outlet's page with its 60 links", page, loop, bare, 1.5, runs))
    found.append(ratio("an outlet's page, drawn anew", drawn_anew(own), loop, bare, 1.5, runs))
    scene = scene_view(rows, middle)
    found.append(ratio("full repaint", repaint, "QGraphicsScene", scene.viewport().repaint, 0.6, runs))
    found.append(ratio("full repaint, drawn anew", anew, "QGraphicsScene", scene.viewport().repaint, None, runs))
    for item in scene.scene().items():
        item.setVisible(not isinstance(item, QGraphicsPathItem))
    unlinked = scene.viewport().repaint
    found.append(ratio("full repaint", repaint, "QGraphicsScene without its links", unlinked, 0.6, runs))
    found.append(ratio("full repaint", repaint, "matplotlib", matplotlib_figure(rows, middle), 0.03, max(3, runs // 3)))
    for one in (view, twin, own, scene):
        one.close()
        one.deleteLater()
    events()
    return found


def main() -> int:
    """Print the table; 1 when a target is missed beyond the slack."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    return min(1, show(gantt_rows(parser.parse_args().runs)))


if __name__ == "__main__":
    sys.exit(main())
