"""What the user has chosen: `settings.toml` in the data folder; the webhook in the system's key store.

The webhook is a secret inside a URL. It is never in a file of ours, a log, a message or a `repr`.
"""

from __future__ import annotations

import contextlib
import os
import tomllib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from outlet_desktop.problem import Problem

FILE = "settings.toml"
SERVICE = "outlet-desktop"  # in the key store; the name is the portal's host


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices that outlive the program.

    Attributes:
        portal_host: Host of the connected portal; its webhook is in the key store under that name.
        language: "ru" or "en". `theme`: "light", "dark" or "system".
        text_size: Per cent of the usual size of words, 100 … 200; 0 = as the system says.
        interval_s: Between two polls, s. `settle_s`: see `engine.reconcile.World`.
        rate: Requests per second and burst the portal's plan allows: "2/50", Enterprise "5/250".
        alerts: Tell by the system's tray what needs the person. `alerts_all`: decisions asked of others too.
        read_only: A manager's window, nothing is written.
        daily_backup: Copy the store once a day.
    """

    portal_host: str = ""
    language: str = "ru"
    theme: str = "light"
    text_size: int = 0
    interval_s: float = 10.0
    settle_s: float = 150.0
    rate: str = "2/50"
    alerts: bool = True
    alerts_all: bool = False
    read_only: bool = False
    daily_backup: bool = True


def pace(rate: str) -> tuple[float, int]:
    """Requests per second and burst of "2/50". Raises Problem `settings.rate`."""
    per_second, _, burst = rate.partition("/")
    try:
        found = float(per_second), int(burst)
    except ValueError:
        raise Problem("settings.rate", rate=rate) from None
    if not (0 < found[0] <= 1000 and 1 <= found[1] <= 100_000):
        raise Problem("settings.rate", rate=rate)
    return found


def load(folder: Path) -> Settings:
    """The settings of that data folder; unknown keys are ignored. Raises Problem `settings.broken`, `.rate`."""
    path = folder / FILE
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem("settings.broken", path=str(path), detail=str(error)) from error
    settings = Settings()
    for name, value in read.items():
        default = getattr(settings, name, None)
        if default is None:
            continue
        if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not type(default):
            raise Problem("settings.broken", path=str(path), detail=name)
        changed: dict[str, Any] = {name: value}
        settings = replace(settings, **changed)
    pace(settings.rate)
    if settings.text_size and not 100 <= settings.text_size <= 200:
        raise Problem("settings.broken", path=str(path), detail="text_size")
    return settings


def save(folder: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all."""
    lines = []
    for name, value in asdict(settings).items():
        lines.append(f"{name} = {_as_toml(value)}\n")
    temporary = folder / (FILE + ".new")
    temporary.write_text("".join(lines), "utf-8")
    os.replace(temporary, folder / FILE)


def _as_toml(value: str | float | bool) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value).lower() if isinstance(value, bool) else str(value)


def host_of(webhook: str) -> str:
    """The host (and port) of a webhook: what may be shown and stored."""
    return urlsplit(webhook).netloc


def find_webhook(settings: Settings, given: str | None) -> str | None:
    """`--portal`, else the key store, else OUTLET_PORTAL; None when no portal is connected."""
    if given:
        return given
    if settings.portal_host:
        found = _from_key_store(settings.portal_host)
        if found:
            return found
    return os.environ.get("OUTLET_PORTAL") or None


def keep_webhook(webhook: str) -> bool:
    """Put the webhook into the key store. False when this system has none: it is then kept for this run only."""
    import keyring
    import keyring.errors

    try:
        keyring.set_password(SERVICE, host_of(webhook), webhook)
    except keyring.errors.KeyringError:
        return False
    return True


def is_kept(webhook: str) -> bool:
    """Whether the key store holds this very webhook."""
    return _from_key_store(host_of(webhook)) == webhook


def forget_webhook(webhook: str) -> None:
    """Take the webhook out of the key store; nothing happens where it is not there."""
    import keyring
    import keyring.errors

    with contextlib.suppress(keyring.errors.KeyringError):
        keyring.delete_password(SERVICE, host_of(webhook))


def move_webhook(folder: Path, webhook: str, moved: str) -> bool:
    """A renamed portal: keep its webhook and the setting under the new host, and forget the old entry.

    False, and nothing is written, when that webhook was not the one in the key store (it came from OUTLET_PORTAL
    or the command line) or the key store refuses.
    """
    settings = load(folder)
    old = host_of(webhook)
    if settings.portal_host != old or _from_key_store(old) is None or not keep_webhook(moved):
        return False
    save(folder, replace(settings, portal_host=host_of(moved)))
    import keyring
    import keyring.errors

    with contextlib.suppress(keyring.errors.KeyringError):
        keyring.delete_password(SERVICE, old)
    return True


def _from_key_store(host: str) -> str | None:
    import keyring
    import keyring.errors

    try:
        found: str | None = keyring.get_password(SERVICE, host)
    except keyring.errors.KeyringError:
        return None
    return found
