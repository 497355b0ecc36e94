"""What portals are known or thought to do differently, switched by whoever tries a client on this one."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from outlet_desktop.portal.demo.wire import MethodError


@dataclass(slots=True)
class Manners:
    """How this portal behaves where the documentation is silent.

    Attributes:
        refuses_unknown_filters: An unknown filter key is an error; otherwise it filters nothing.
        escapes_titles: Titles of tasks come back with `&quot;`, `&amp;`, `&lt;`.
    """

    refuses_unknown_filters: bool = False
    escapes_titles: bool = False

    def meet_unknown_filter(self, name: str) -> None:
        """Says what this portal thinks of a filter key that it does not know.

        Raises:
            MethodError: ERROR_ARGUMENT, where it is strict (the words of the server's own helper for filters).
        """
        if self.refuses_unknown_filters:
            raise MethodError("ERROR_ARGUMENT", f"Filter field not allowed: {name}")

    def title(self, text: str) -> str:
        """A title as it is answered."""
        return escape(text, quote=False).replace('"', "&quot;") if self.escapes_titles else text
