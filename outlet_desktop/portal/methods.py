"""Every method the client calls, and whether it may be called again.

One table for all: a read that names a method which changes the portal is refused before it leaves
(`Rest.read`), the id of what was made is found here (`reply`), and the tests hold each entry against the
documentation's own example.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Method:
    """One method.

    Attributes:
        kind: "read" changes nothing; "register" gives the existing one when it is there already, so it may be
            repeated like a read; "write" is sent once.
        made: Where its answer holds the id of what was made (keys from `result` on); None = makes nothing.
    """

    kind: Literal["read", "register", "write"]
    made: tuple[str, ...] | None = None


_READ, _REGISTER, _WRITE = Method("read"), Method("register"), Method("write")

CLASSIC: Mapping[str, Method] = {
    "calendar.accessibility.get": _READ,
    "calendar.settings.get": _READ,
    "department.get": _READ,
    "im.department.managers.get": _READ,
    "im.user.list.get": _READ,
    "imbot.v2.Bot.register": _REGISTER,
    "imbot.v2.Chat.Message.send": Method("write", ("id",)),
    "imbot.v2.Chat.Message.update": _WRITE,
    "imbot.v2.Command.register": _REGISTER,
    "imbot.v2.Event.get": _READ,
    "method.get": _READ,
    "profile": _READ,
    "scope": _READ,
    "server.time": _READ,
    "sonet_group.create": Method("write", ()),
    "sonet_group.get": _READ,
    "sonet_group.update": _WRITE,
    "sonet_group.user.add": _WRITE,
    "sonet_group.user.invite": _WRITE,
    "task.checklistitem.add": Method("write", ()),
    "task.checklistitem.complete": _WRITE,
    "task.checklistitem.getlist": _READ,
    "task.commentitem.add": Method("write", ()),
    "task.dependence.add": _WRITE,
    "tasks.task.add": Method("write", ("task", "id")),
    "tasks.task.complete": _WRITE,
    "tasks.task.defer": _WRITE,
    "tasks.task.delete": _WRITE,
    "tasks.task.list": _READ,
    "tasks.task.result.list": _READ,
    "tasks.task.update": _WRITE,
    "user.get": _READ,
}
"""Methods of `/rest/`; all of them travel in `batch`."""

BATCH_METHOD = "batch"

REST3: Mapping[str, Method] = {"tasks.task.chat.message.send": _WRITE}
"""Methods of `/rest/api/` (REST 3.0), each a request of its own."""


def may_repeat(method: str) -> bool:
    """Whether that classic method may be sent again without anybody noticing.

    Raises:
        ValueError: The client has no such method.
    """
    found = CLASSIC.get(method)
    if found is None:
        raise ValueError(f"{method} is not in the table of methods")
    return found.kind != "write"
