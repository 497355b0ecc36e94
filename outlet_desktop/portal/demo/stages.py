"""Kanban stages: `task.stages.get` of a project and of one's own plan."""

from __future__ import annotations

from outlet_desktop.portal.demo.wire import Call, Json, MethodError, as_int, method


def _belongs(call: Call, group_id: int) -> bool:
    return (
        call.portal.store.one("SELECT 1 FROM sonet_member WHERE group_id=? AND user_id=?", (group_id, call.person.id))
        is not None
    )


@method("task.stages.get", "task")
def stages_get(call: Call) -> Json:
    entity = as_int(call.loose("entityId"), 0)
    kind, number = ("G", entity) if entity else ("U", call.person.id)
    if entity:
        row = call.portal.store.one("SELECT * FROM sonet WHERE id=?", (entity,))
        if row is None or not (call.person.admin or _belongs(call, entity)):
            raise MethodError("ACCESS_DENIED", "Вы не можете просматривать стадии в этой группе")
    rows = call.portal.store.all(
        "SELECT * FROM stage WHERE entity_type=? AND entity_id=? ORDER BY sort", (kind, number)
    )
    if not rows and kind == "U":
        call.portal.store.many(
            "INSERT INTO stage(entity_id, entity_type, title, sort, color, system_type) VALUES(?, 'U', ?, ?, ?, ?)",
            [(number, "Не спланированы", 100, "00C4FB", "NEW"), (number, "Сделаю на неделе", 200, "47D1E2", None)],
        )
        rows = call.portal.store.all(
            "SELECT * FROM stage WHERE entity_type='U' AND entity_id=? ORDER BY sort", (number,)
        )
    return {
        str(row["id"]): {
            "ID": str(row["id"]),
            "TITLE": row["title"],
            "SORT": str(row["sort"]),
            "COLOR": row["color"],
            "SYSTEM_TYPE": row["system_type"],
            "ENTITY_ID": str(row["entity_id"]),
            "ENTITY_TYPE": row["entity_type"],
            "ADDITIONAL_FILTER": [],
            "TO_UPDATE": [],
            "TO_UPDATE_ACCESS": None,
        }
        for row in rows
    } or []
