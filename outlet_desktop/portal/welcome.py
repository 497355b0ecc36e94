"""Connecting: what the webhook may do, in words of what breaks without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outlet_desktop.domain.connection import Ability, Welcome
from outlet_desktop.portal import absences, shape
from outlet_desktop.portal.encode import BOT_CODE, BOT_COMMAND, Call, Reference, Token
from outlet_desktop.portal.reply import BatchAnswer
from outlet_desktop.portal.shape import Row
from outlet_desktop.problem import Problem

Json = Any


@dataclass(frozen=True, slots=True)
class _Need:
    """An ability: the method that gives it, and the scopes any of which is enough (the first is told)."""

    code: str
    method: str
    scopes: tuple[str, ...]
    is_required: bool = False


NEEDS = (
    _Need("ability.tasks", "tasks.task.add", ("task", "tasks"), is_required=True),
    _Need("ability.groups", "sonet_group.create", ("sonet_group", "socialnetwork", "sonet"), is_required=True),
    _Need("ability.people", "user.get", ("user", "user_basic", "user_brief"), is_required=True),
    _Need("ability.structure", "department.get", ("department",)),
    _Need("ability.heads", "im.department.managers.get", ("im",)),
    _Need("ability.bot", "imbot.v2.Bot.register", ("imbot",)),
    _Need("ability.calendar", "calendar.accessibility.get", ("calendar",)),
)

TASK_CHAT = "ability.task_chat"
"""Not a classic method, so not among the needs: whether it is there is found out by `rest3.probe`."""


@dataclass(frozen=True, slots=True)
class Bot:
    """Our bot on this portal."""

    id: int
    token: Token

    def __repr__(self) -> str:
        return f"Bot({self.id})"


def questions() -> dict[str, Call]:
    """The first batch: who we are, what we may do, what time it is."""
    asked = {"me": Call("profile", {}), "scope": Call("scope", {}), "now": Call("server.time", {})}
    for need in NEEDS:
        asked[need.code] = Call("method.get", {"name": need.method.lower()})
    return asked | {"hours": Call("calendar.settings.get", {})}


def welcome(
    answer: BatchAnswer, host: str, *, has_bot: bool = False, has_task_chat: bool = False, is_trial: bool = False
) -> Welcome:
    """What the first batch has found out; in a trial what nothing works without may be missing.

    Raises:
        Problem: `portal.scope_missing` names the scopes without which nothing works;
            `portal.method_missing` a method this portal does not have; `portal.answer_shape`.
    """
    if "me" not in answer.results:
        failure = answer.failures.get("me")
        if failure is not None and failure.code.upper() == "ERROR_METHOD_NOT_FOUND":
            raise Problem("portal.method_missing", host=host, method="profile")
        raise Problem("portal.webhook_refused", host=host, reason=failure.code if failure else "")
    me = Row(answer.results["me"], "profile", "result")
    scopes = _scopes(answer.results.get("scope"))
    present = {need.code: _is_present(need, answer, scopes) for need in NEEDS}
    if not is_trial:
        _require(present, scopes, host)
    present["ability.bot"] = has_bot
    is_admin = me.flag("ADMIN")
    name = " ".join(part for part in (me.text("NAME").strip(), me.text("LAST_NAME").strip()) if part)
    abilities = tuple(Ability(need.code, present[need.code], need.is_required) for need in NEEDS)
    return Welcome(
        host,
        me.number("ID"),
        name or f"№ {me.number('ID')}",
        is_admin,
        portal_now(answer, "now"),
        (*abilities, Ability(TASK_CHAT, has_task_chat, False), Ability("ability.admin", is_admin, False)),
        absences.work_time(answer.results.get("hours")),
    )


def may_have_bot(answer: BatchAnswer) -> bool:
    """Whether registering a bot is worth trying."""
    need = next(need for need in NEEDS if need.code == "ability.bot")
    return _is_present(need, answer, _scopes(answer.results.get("scope")))


def bot_questions(token: Token) -> dict[str, Call]:
    """Register the bot and its command. Both give the existing one when it is there already."""
    fields = {
        "code": BOT_CODE,
        "botToken": token,
        "properties": {"name": "Открытие точек"},
        "type": "bot",
        "eventMode": "fetch",
    }
    command = {"command": BOT_COMMAND, "title": {"ru": "Решение", "en": "Decision"}, "hidden": True}
    return {
        "bot": Call("imbot.v2.Bot.register", {"fields": fields}),
        "command": Call(
            "imbot.v2.Command.register",
            {"botId": Reference("$result[bot][bot][id]"), "botToken": token, "fields": command},
        ),
    }


def bot(answer: BatchAnswer, token: Token) -> Bot | None:
    """The registered bot; None when the portal refused it or its command (another owner's bot, no right)."""
    if "bot" not in answer.results or "command" not in answer.results:
        return None
    return Bot(Row(answer.results["bot"], "imbot.v2.Bot.register", "result").row("bot").number("id"), token)


def portal_now(answer: BatchAnswer, name: str) -> datetime:
    """The portal's clock: `server.time` under that name, else the envelope's own moment."""
    value = answer.results.get(name, answer.portal_now)
    return shape.moment(value, "server.time", "result")


def refusal(host: str, method: str, answer: BatchAnswer, name: str) -> Problem:
    """The Problem of a read the portal has refused."""
    failure = answer.failures.get(name)
    if failure is None:
        return Problem("portal.answer_shape", method=method, path="result", wanted="result", got="nothing")
    if failure.code.lower() == "insufficient_scope":
        scope = next((need.scopes[0] for need in NEEDS if method.startswith(need.method.split(".")[0])), method)
        return Problem("portal.scope_missing", host=host, scope=scope)
    return Problem("portal.refused", host=host, method=method, reason=failure.text or failure.code)


def _scopes(value: Json) -> frozenset[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    return frozenset(str(scope).lower() for scope in value) if isinstance(value, list) else frozenset()


def _is_present(need: _Need, answer: BatchAnswer, scopes: frozenset[str]) -> bool:
    found = answer.results.get(need.code)
    if isinstance(found, Mapping) and "isAvailable" in found:
        row = Row(found, "method.get", "result")
        return row.flag("isExisting", True) and row.flag("isAvailable")
    return not scopes.isdisjoint(need.scopes)


def _require(present: Mapping[str, bool], scopes: frozenset[str], host: str) -> None:
    missing = [need for need in NEEDS if need.is_required and not present[need.code]]
    ungranted = [need.scopes[0] for need in missing if scopes.isdisjoint(need.scopes)]
    if ungranted:
        raise Problem("portal.scope_missing", host=host, scope=", ".join(ungranted))
    if missing:
        raise Problem("portal.method_missing", host=host, method=", ".join(need.method for need in missing))
