"""The office's part for a launch: preview, commit, sending again what was sent back."""

from __future__ import annotations

import time
from dataclasses import replace

from outlet_desktop.cli.launching import commit, ground
from outlet_desktop.cli.office_desk import PREVIEW_TRIALS
from outlet_desktop.cli.office_processes import ProcessesDesk
from outlet_desktop.domain.opening import Opening, OpeningId, OpeningState
from outlet_desktop.domain.record import Case
from outlet_desktop.engine import launch as launching
from outlet_desktop.engine.ports import (
    LaunchRequest,
    Preview,
)
from outlet_desktop.engine.world import context_of
from outlet_desktop.problem import Problem


class LaunchingDesk(ProcessesDesk):
    """Methods of `cli.office.LocalOffice`."""

    def preview(self, request: LaunchRequest) -> Preview:
        """What launching would give."""
        with self._lock:
            judged = self._judge(request, None)
            preview = launching.preview_of(judged)
            if not judged.opening.baseline:
                return preview
            store = self._open()
            case = Case(judged.opening, {}, None, False, time.time(), 0)
            people = {person.user_id: person for person in store.people()}
            row = self._read().standings.row(case, context_of(store, case, self._read().world), people)
            return replace(preview, row=row)

    def _judge(self, request: LaunchRequest, sent_back: Opening | None) -> launching.Judged:
        store = self._open()
        template = sent_back.template if sent_back else self.template(request.template_id, request.revision or None)
        grounds = replace(ground(store, self._now()), trials=PREVIEW_TRIALS)
        if sent_back is not None:
            known = grounds.taken

            def taken(address: str) -> str | None:
                other = known(address)
                return None if other == sent_back.address else other

            grounds = replace(grounds, taken=taken)
        opening_id = sent_back.id if sent_back else "preview2"
        return launching.judge(request, template, grounds, opening_id)

    def launch(self, request: LaunchRequest) -> OpeningId:
        """Commit an opening; the engine carries it out."""
        with self._lock:
            template = self.template(request.template_id, request.revision or None)
            opening = commit(self._open(), request, template, self._now())
        self._changed_by_us()
        return opening

    def request_of(self, opening: OpeningId) -> LaunchRequest:
        """The launch form of an opening as it was sent."""
        with self._lock:
            sent = self._case(opening).opening
        return LaunchRequest(
            sent.template.id,
            sent.template.revision,
            sent.address,
            sent.city,
            sent.region,
            sent.start_on,
            sent.target_on,
            sent.people,
            sent.fields,
        )

    def send_again(self, opening: OpeningId, request: LaunchRequest) -> None:
        """Correct an opening that was sent back to the initiator and ask the approval anew."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            was = case.opening.state
            if not case.opening.on_hold or was in (OpeningState.REJECTED, OpeningState.CANCELLED):
                raise Problem("launch.not_sent_back", address=case.opening.address)
            judged = self._judge(request, case.opening)
            if judged.errors:
                code, facts = judged.errors[0]
                raise Problem(code, **facts)
            state = OpeningState.DECIDING if case.opening.project_id is None else was
            if was is OpeningState.PAUSED:
                state = was
            if state is OpeningState.DRAFT:  # its project came to light while it was with the initiator
                state = OpeningState.RUNNING
            changed = replace(
                judged.opening,
                state=state,
                rounds=case.opening.rounds,
                skipped_by_hand=case.opening.skipped_by_hand,
                on_hold={},
                reason="",
                opened_on=case.opening.opened_on,
                initiator_id=case.opening.initiator_id,
                project_id=case.opening.project_id,
            )
            self._open().readdress(changed)
            self._save(case, changed, "launched", "event.sent_again", {"address": changed.address})
        self._changed_by_us()
