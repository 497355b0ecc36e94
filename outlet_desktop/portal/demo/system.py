"""The basic scope: who am I, what may I, which methods exist; and what a webhook is refused."""

from __future__ import annotations

from typing import NoReturn

from outlet_desktop.portal.demo.clock import iso
from outlet_desktop.portal.demo.people import ADMIN_SCOPES
from outlet_desktop.portal.demo.wire import METHODS, Call, Json, MethodError, flag, method


@method("profile")
def profile(call: Call) -> Json:
    person = call.person
    return {
        "ID": str(person.id),
        "ADMIN": person.admin,
        "NAME": person.name,
        "LAST_NAME": person.last_name,
        "PERSONAL_GENDER": person.gender,
        "TIME_ZONE": "",
    }


@method("scope")
def scope(call: Call) -> Json:
    if flag(call.loose("full")):
        return sorted(ADMIN_SCOPES)
    return sorted(call.webhook.scopes)


@method("methods")
def methods(call: Call) -> Json:
    wanted = call.loose("scope")
    if wanted is None:
        served = call.webhook.scopes | {""}
        if flag(call.loose("full")):
            served = ADMIN_SCOPES | {""}
    else:
        served = frozenset({str(wanted).lower()}) if wanted else frozenset({""})
    return ["batch", *(m.name for m in METHODS.values() if m.scope in served)]


@method("method.get")
def method_get(call: Call) -> Json:
    name = str(call.loose("name", "")).lower()
    if name == "batch":
        return {"isExisting": True, "isAvailable": True}
    found = METHODS.get(name)
    if found is None:
        return {"isExisting": False, "isAvailable": False}
    return {"isExisting": True, "isAvailable": not found.scope or found.scope in call.webhook.scopes}


@method("server.time")
def server_time(call: Call) -> Json:
    return iso(call.now)


@method("user.admin")
def user_admin(call: Call) -> Json:
    return call.person.admin


@method("feature.get")
def feature_get(call: Call) -> Json:
    if not call.loose("CODE"):
        raise MethodError("CODE_EMPTY", "CODE can't be empty")
    return {"value": "N"}


def _wrong_auth_type(call: Call) -> NoReturn:
    raise MethodError(
        "WRONG_AUTH_TYPE",
        "Current authorization type is denied for this method Application context required",
        403,
    )


def _access_denied(call: Call) -> NoReturn:
    raise MethodError("ACCESS_DENIED", "Access denied! Application context required", 403)


def _application_unknown(call: Call) -> NoReturn:
    """`app.info` refuses in the same words by another status (common/system/app-info.md)."""
    raise MethodError("ACCESS_DENIED", "Access denied! Application context required", 400)


def _access_exception(call: Call) -> NoReturn:
    raise MethodError("AccessException", "Application context required", 400)


for _name in (
    "event.bind", "event.unbind", "event.get", "events", "event.offline.get", "event.offline.clear",
    "event.offline.error", "event.offline.list",
):  # fmt: skip
    method(_name)(_wrong_auth_type)
for _name in (
    "entity.add", "entity.get", "entity.update", "entity.delete", "entity.rights", "entity.item.add",
    "entity.item.get", "entity.item.update", "entity.item.delete", "entity.item.property.add",
    "entity.item.property.get", "bizproc.robot.add", "bizproc.robot.list", "bizproc.activity.add",
    "bizproc.activity.list", "bizproc.workflow.template.add",
):  # fmt: skip
    method(_name)(_access_denied)
method("app.info")(_application_unknown)
for _name in ("app.option.get", "app.option.set", "user.option.get", "user.option.set"):
    method(_name)(_access_exception)
