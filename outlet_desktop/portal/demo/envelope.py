"""The envelope of answers: success, refusal in both APIs, and where a path leads."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import msgspec

from outlet_desktop.portal.demo.wire import Api, Json, MethodError, Reply

_TIMELESS = frozenset({"task.stages.get"})  # its documented answer has no `time`


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
    if outcome.time:
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


def has_time(method: str) -> bool:
    """Whether that method's answer carries the `time` block."""
    return method not in _TIMELESS


@dataclass(slots=True, frozen=True)
class Route:
    """Where a path leads: method, (user, code) of a webhook, API, and whether XML is wanted."""

    name: str
    credentials: tuple[str, str] | None
    api: Api
    is_xml: bool = False


def route(path: str) -> Route:
    """Reads `/rest/1/code/method.json/`, `/rest/api/1/code/method` or `/rest/method`."""
    parts = [part for part in path.split("/") if part][1:]
    api: Api = "classic"
    if parts and parts[0] == "api":
        api, parts = "v3", parts[1:]
    credentials = None
    if len(parts) >= 2 and parts[0].isdigit():
        credentials, parts = (parts[0], parts[1]), parts[2:]
    name = parts[0] if parts else ""
    low = name.lower()
    if low.endswith(".json"):
        return Route(name[: -len(".json")], credentials, api)
    if api == "classic" and low.endswith(".xml"):
        return Route(name[: -len(".xml")], credentials, api, is_xml=True)
    return Route(name, credentials, api)


def as_xml(reply: Reply) -> Reply:
    """The same answer in the portal's XML: no prolog, `item` for what has only a number, 1 and nothing for booleans.

    How the portal writes it was read from a public copy of its server source (`CRestServer::outputXml`).
    """
    if reply.close or not reply.content_type.startswith("application/json"):
        return reply
    text = _xml({"response": msgspec.json.decode(reply.body)})
    return Reply(reply.status, text.encode(), "text/xml; charset=utf-8", reply.headers)


def _xml(value: Json) -> str:
    if isinstance(value, dict):
        return "".join(_element("item" if key.isdigit() else key, item) for key, item in value.items())
    if isinstance(value, list):
        return "".join(_element("item", item) for item in value)
    if value is None or value is False:
        return ""
    return escape("1" if value is True else str(value), {'"': "&quot;", "'": "&apos;"})


def _element(name: str, value: Json) -> str:
    return f"<{name}>{_xml(value)}</{name}>"
