"""Moving over time and opening lines: what pointer and keys of a Gantt share."""

from __future__ import annotations

from datetime import date, timedelta

from outlet_desktop.ui.gantt.canvas import GanttCanvas
from outlet_desktop.ui.gantt.rows import Kind, Line
from outlet_desktop.ui.gantt.time_axis import TimeAxis


class GanttMotion(GanttCanvas):
    """Zoom, pan and expansion."""

    # ---------------------------------------------------------------- time

    def set_scale(self, px_per_day: float, x: float | None = None) -> None:
        """Zoom; the moment under `x` (viewport px, default: today or the middle) stays where it is."""
        chart = self._chart_geometry()
        if x is None:
            now = (self.now - self.axis.left) * self.axis.px_per_day
            anchor = now if 0 <= now <= chart.width() else chart.width() / 2
        else:
            anchor = min(max(0.0, x - chart.left()), float(chart.width()))
        self.axis = self.axis.scaled(px_per_day, anchor)
        self._update_chart()
        self.scale_changed.emit(self.axis.px_per_day)

    def pan(self, dx: float) -> None:
        """Move the time by `dx` px, within the range of the data and a month around it."""
        chart = self._chart_geometry()
        moved = self.axis.moved(dx)
        month = timedelta(days=31)
        limited = moved.clamped(self.first - month, self.last + month, chart.width())
        # A view that lies outside already may only come back.
        if dx < 0:
            left = max(min(self.axis.left, limited.left), moved.left)
        else:
            left = min(max(self.axis.left, limited.left), moved.left)
        self.axis = TimeAxis(left, self.axis.px_per_day)
        self._update_chart()

    def show_day(self, day: date, share: float = 0.4) -> None:
        """Bring a day to that share of the chart's width."""
        chart = self._chart_geometry()
        left = day.toordinal() - share * chart.width() / self.axis.px_per_day
        self.axis = TimeAxis(left, self.axis.px_per_day)
        self._update_chart()

    def go_today(self) -> None:
        """Today back into view."""
        self.show_day(self.today)

    def fit(self) -> None:
        """The whole range of the data."""
        chart = self._chart_geometry()
        days = (self.last - self.first).days + 1
        self.axis = TimeAxis(0, 1.0).scaled(chart.width() / (days * 1.06), 0)
        self.axis = TimeAxis(self.first.toordinal() - days * 0.03, self.axis.px_per_day)
        self._update_chart()
        self.scale_changed.emit(self.axis.px_per_day)

    def set_split(self, x: int) -> None:
        """Where the chart begins, px; both halves keep some room."""
        self._wanted_split = self.split = max(self.least_table, min(x, self.viewport().width() - 200))
        self.viewport().update()

    # ---------------------------------------------------------------- expansion

    def can_open(self, line: Line) -> bool:
        """Whether the line has a caret."""
        return line.kind not in (Kind.STEP, Kind.DRAFT)

    def toggle(self, line: Line, is_open: bool | None = None) -> None:
        """Open or close a line."""
        wanted = not line.expanded if is_open is None else is_open
        if wanted == line.expanded or not self.can_open(line):
            return
        match line.kind:
            case Kind.GROUP:
                (self.expansion.closed_groups.discard if wanted else self.expansion.closed_groups.add)(line.group)
            case Kind.OUTLET:
                (self.expansion.outlets.add if wanted else self.expansion.outlets.discard)(line.key[1])
            case Kind.STAGE:
                self.expansion.stages[(line.key[1], line.key[2])] = wanted
        self.expansion_changed.emit(line.key, wanted)

    def parent_of(self, line: Line) -> Line | None:
        """The line a step or stage hangs under."""
        if line.kind is Kind.STEP and line.stage is not None:
            return self.outline.find(("stage", line.key[1], line.stage.stage))
        if line.kind is Kind.STAGE:
            return self.outline.owner(line)
        if line.kind in (Kind.OUTLET, Kind.DRAFT) and line.group:
            return self.outline.find(("group", line.group))
        return None
