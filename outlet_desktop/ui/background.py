"""Work off the GUI thread: a function runs on a worker, its frozen value comes back by a queued signal."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from outlet_desktop.problem import Problem

T = TypeVar("T")


class Background(QObject):
    """Runs a function on the worker thread; `then` gets its value on the GUI thread.

    Only frozen values cross, so nothing is locked. A Problem goes to `otherwise` where given, else to
    the signal `problem`; any other exception is a bug and is raised here, for sys.excepthook. With `slot`, a
    newer call makes the answer of an older one of the same slot be thrown away (typing in a form).
    """

    problem = Signal(object)
    _finished = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._latest: dict[str, int] = {}
        self._waiting: dict[str, Future[Any]] = {}
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        *,
        otherwise: Callable[[Problem], object] | None = None,
        slot: str = "",
        is_reading: bool = False,
    ) -> Future[T]:
        """Run `work` on the worker, then `then(value)` (or `otherwise(problem)`) on the GUI thread.

        `is_reading`: it changes nothing, so where a newer call of its slot comes before it has begun, it is left out:
        a key held down must not queue an answer for every row that it passes.
        """
        if self._closed:  # a timer that fires while the window goes down asks for nothing any more
            dropped: Future[T] = Future()
            dropped.cancel()
            return dropped
        number = 0
        if slot:
            number = self._latest[slot] = self._latest.get(slot, 0) + 1
            waiting = self._waiting.pop(slot, None)
            if waiting is not None:
                waiting.cancel()
        future = self._worker.submit(work)
        if slot and is_reading:
            self._waiting[slot] = future
        future.add_done_callback(lambda done: self._finished.emit(done, (then, otherwise), (slot, number)))
        return future

    def close(self) -> None:
        """Wait for the work under way and drop what is queued; nothing is delivered afterwards."""
        self._closed = True
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, done: Future[Any], targets: tuple[Any, Any], place: tuple[str, int]) -> None:
        slot, number = place
        if self._closed or done.cancelled() or (slot and self._latest.get(slot) != number):
            return
        then, otherwise = targets
        try:
            value = done.result()
        except Problem as problem:
            if otherwise is not None:
                otherwise(problem)
            else:
                self.problem.emit(problem)
            return
        then(value)
