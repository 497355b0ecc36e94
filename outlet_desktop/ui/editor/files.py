"""Process files on disk, for the worker thread: reading and writing, with Problems instead of OS errors."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from outlet_desktop.domain.file_format import FILE_ENDING, read, write
from outlet_desktop.domain.template import Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.messages import words


def read_file(path: str) -> Template:
    """The process of a file. Raises `file.cannot_read` (path, detail) and what `file_format.read` raises."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("file.not_process") from error
    except OSError as error:
        raise Problem("file.cannot_read", path=path, detail=_reason(error)) from error
    return read(text)


def save_file(path: str, template: Template) -> str:
    """Write a process; the path with its ending. The old file stays whole until the new one is complete.

    Raises `file.cannot_write` (path, detail).
    """
    if not path.endswith(".json"):
        path += FILE_ENDING
    target = Path(path)
    half = target.with_name(target.name + ".part")
    try:
        half.write_bytes(write(template).encode("utf-8"))
        os.replace(half, target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise Problem("file.cannot_write", path=path, detail=_reason(error)) from error
    return path


def _reason(error: OSError) -> str:
    """Why the system refused, in the language of the screen (its own words may be in another one)."""
    code = {
        errno.ENOENT: "os.not_found",
        errno.ENOTDIR: "os.not_found",
        errno.EACCES: "os.denied",
        errno.EPERM: "os.denied",
        errno.EROFS: "os.denied",
        errno.EISDIR: "os.is_folder",
        errno.ENOSPC: "os.no_space",
    }.get(error.errno or 0, "os.failed")
    return words(code, {"number": error.errno or 0})


def is_file_name(text: str) -> bool:
    """Whether what `open` was given is a path rather than the id of a process."""
    return text.endswith(".json") or "/" in text or "\\" in text
