"""Where resources and the user's data lie: in source, in a wheel and in a frozen build alike."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of a shipped file below `resources/`."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen, "resources", *parts)
    here = Path(__file__).resolve().parent
    packed = here / "resources"  # inside a wheel
    root = packed if packed.is_dir() else here.parent / "resources"
    return root.joinpath(*parts)


def data_folder(chosen: str | None = None) -> Path:
    """The data folder: `--data`, else OUTLET_DATA, else the platform's place for user data.

    Made when it is missing. Raises OSError when it cannot be made.
    """
    named = chosen or os.environ.get("OUTLET_DATA")
    if named:
        folder = Path(named).expanduser()
    else:
        import platformdirs

        folder = Path(platformdirs.user_data_dir("outlet-desktop", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
