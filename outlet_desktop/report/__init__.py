"""Pages for people without the program: Gantt and portfolio as PDF and PNG, tables as XLSX, a process as a drawing.

The pages are drawn from the rows that the screen shows (`schedule.gantt`), with matplotlib's Agg and PDF canvases and
no pyplot. matplotlib and openpyxl are imported when something is written, never with this package.
"""

from outlet_desktop.report.writing import ENDINGS, write, write_meeting

__all__ = ["ENDINGS", "write", "write_meeting"]
