"""The envelope of answers: success, refusal in both APIs, and where a path leads."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from outlet_desktop.portal.demo.wire import Api, Json, MethodError, Reply


@dataclass(slots=True)
class Outcome:
    """What one method gave: a value or a refusal, with its timing block."""

    value: Json = None
    total: int | None = None
    next: int | None = None
    error: MethodError | None = None
    time: dict[str, Json] = field(default_factory=dict)


def respond(outcome: Outcome, api: Api) -> Reply:
    """The envelope around an outcome."""
    if outcome.error is not None:
        return refused(outcome.error, api)
    body: dict[str, Json] = {"result": outcome.value}
    if outcome.total is not None:
        body["total"] = outcome.total
    if outcome.next is not None:
        body["next"] = outcome.next
    body["time"] = outcome.time
    return Reply(200, msgspec.json.encode(body))


def error_body(refusal: MethodError) -> dict[str, str]:
    """A refusal as the classic API writes it."""
    return {"error": refusal.code, "error_description": refusal.text}


def refused(refusal: MethodError, api: Api) -> Reply:
    if api == "classic":
        return Reply(refusal.status, msgspec.json.encode(error_body(refusal)))
    known = {
        "insufficient_scope": "BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION",
        "ERROR_METHOD_NOT_FOUND": "BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION",
    }
    error: dict[str, Json] = {"code": known.get(refusal.code, refusal.code), "message": refusal.text}
    if refusal.validation:
        error["validation"] = list(refusal.validation)
    return Reply(refusal.status, msgspec.json.encode({"error": error}))


def method_not_found() -> MethodError:
    return MethodError("ERROR_METHOD_NOT_FOUND", "Method not found!", 404)


def route(path: str) -> tuple[str, tuple[str, str] | None, Api]:
    """Method, (user, code) and API of `/rest/1/code/method.json/`, `/rest/api/1/code/method` or `/rest/method`."""
    parts = [part for part in path.split("/") if part][1:]
    api: Api = "classic"
    if parts and parts[0] == "api":
        api, parts = "v3", parts[1:]
    credentials = None
    if len(parts) >= 2 and parts[0].isdigit():
        credentials, parts = (parts[0], parts[1]), parts[2:]
    name = parts[0] if parts else ""
    for suffix in (".json", ".xml"):
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
    return name, credentials, api
