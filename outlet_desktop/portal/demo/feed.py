"""The feed: `log.blogpost.add`. A repeated post is a second post, as on the portal."""

from __future__ import annotations

from outlet_desktop.portal.demo.wire import Call, Json, MethodError, as_list, dump, method


@method("log.blogpost.add", "log")
def blogpost_add(call: Call) -> Json:
    text = str(call.loose("POST_MESSAGE") or "")
    if not text:
        raise MethodError("SONET_CONTROLLER_LIVEFEED_BLOGPOST_ADD_ERROR", "Blog post hasn't been added")
    dest = [str(item) for item in as_list(call.loose("DEST"))] or ["UA"]
    number = call.portal.store.run(
        "INSERT INTO post(author_id, at, title, text, dest) VALUES(?, ?, ?, ?, ?)",
        (call.person.id, call.now, str(call.loose("POST_TITLE") or ""), text, dump(dest)),
    )
    call.facts["post_id"] = number
    return number
