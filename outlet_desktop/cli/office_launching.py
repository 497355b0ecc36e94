"""The office's part for a launch: preview, drafts, commit, sending again what was sent back."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from datetime import UTC, datetime

import msgspec

from outlet_desktop.cli.launching import commit, ground
from outlet_desktop.cli.office_desk import PREVIEW_TRIALS
from outlet_desktop.cli.office_processes import ProcessesDesk
from outlet_desktop.domain.opening import Opening, OpeningId, OpeningState
from outlet_desktop.domain.people import region_of
from outlet_desktop.domain.record import Case
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.engine import launch as launching
from outlet_desktop.engine.launch_load import Busy, busy_of
from outlet_desktop.engine.launch_port import LaunchDraft, LaunchRequest, Preview
from outlet_desktop.engine.world import context_of
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.workload import workload

log = logging.getLogger(__name__)
_BUSY_S = 60.0  # how long the load of the running outlets is taken to be as it was, at least
_BUSY_SHARE = 100.0  # and so many times as long as it took to read: a thousand outlets take seconds
_BUSY_WEEKS = 40  # ahead: no process of the sample's length reaches farther


class LaunchingDesk(ProcessesDesk):
    """Methods of `cli.office.LocalOffice`."""

    _busy: tuple[float, Busy] | None = None  # with the moment (monotonic, s) until which it is believed

    def preview(self, request: LaunchRequest) -> Preview:
        """What launching would give."""
        with self._lock:
            judged = self._judge(request, None)
            preview = launching.preview_of(judged)
            errors = (*self._unreachable(), *preview.errors)
            preview = replace(preview, errors=errors, has_bot=self._open().meta("has_bot") == "1")
            if not judged.opening.baseline:
                return preview
            store = self._open()
            case = Case(judged.opening, {}, None, False, time.time(), 0)
            people = self._read().people()
            row = self._read().standings.row(case, context_of(store, case, self._read().world), people)
            return replace(preview, row=row)

    def _unreachable(self) -> tuple[tuple[str, dict[str, object]], ...]:
        """A launch is judged by the portal as it is: without it nobody knows who works there today."""
        if self._engine is None or self._engine.connection().kind != "offline":
            return ()
        return (("launch.offline", {"host": self._engine.connection().host}),)

    def _judge(self, request: LaunchRequest, sent_back: Opening | None) -> launching.Judged:
        store = self._open()
        request = replace(request, region=request.region or region_of(request.city, store.regions()))
        template = sent_back.template if sent_back else self.template(request.template_id, request.revision or None)
        grounds = replace(
            ground(store, self._now()), trials=PREVIEW_TRIALS, busy=self._load(), learnt=self._read().learnt
        )
        if sent_back is not None:
            known = grounds.taken

            def taken(address: str) -> str | None:
                other = known(address)
                return None if other == sent_back.address else other

            grounds = replace(grounds, taken=taken)
        opening_id = sent_back.id if sent_back else "preview2"
        return launching.judge(request, template, grounds, opening_id)

    def _load(self) -> Busy:
        """What everybody has to do in the running outlets: read anew now and then, for a form asks at every key."""
        begun = time.monotonic()
        if self._busy is None or begun > self._busy[0]:
            load = busy_of(workload(self._read().rows(), self._now().date(), _BUSY_WEEKS), self._open().norms())
            now = time.monotonic()
            self._busy = now + max(_BUSY_S, _BUSY_SHARE * (now - begun)), load
        return self._busy[1]

    def launch(self, request: LaunchRequest) -> OpeningId:
        """Commit an opening; the engine carries it out."""
        with self._lock:
            for code, facts in self._unreachable():
                raise Problem(code, **facts)
            template = self.template(request.template_id, request.revision or None)
            opening = commit(self._open(), request, template, self._now(), self._load())
            self._busy = None
        self._changed_by_us()
        return opening

    def go_on(self, opening: OpeningId) -> None:
        """Try at once again what the portal refused. Nothing is made twice: every effect keeps its key."""
        with self._lock, self._open().transaction():
            store, case = self._open(), self._case(opening)
            for row in case.intents.values():
                if row.state == "failed":
                    store.put_intent(replace(row, done_at=0.0))  # its pause is over
            facts = {"address": case.opening.address}
            self._save(case, case.opening, "hand_edit", "event.go_on", facts)
        self._changed_by_us()

    # -------------------------------------------------------------------------------- drafts

    def drafts(self) -> tuple[LaunchDraft, ...]:
        """Forms that were not sent, the one saved last first; one that cannot be read any more is left out."""
        found: list[LaunchDraft] = []
        with self._lock:
            rows = self._open().launch_drafts()
        for draft_id, body, saved_at in rows:
            try:
                draft = msgspec.json.decode(body.encode(), type=LaunchDraft)
            except msgspec.MsgspecError:
                log.warning("a launch draft cannot be read: %s", draft_id)
                continue
            moment = datetime.fromisoformat(saved_at).astimezone()
            found.append(replace(draft, id=draft_id, saved_at=moment))
        return tuple(found)

    def save_launch_draft(self, draft: LaunchDraft) -> datetime:
        """Keep a form."""
        now = datetime.now(UTC)
        body = msgspec.json.encode(replace(draft, saved_at=None)).decode()
        with self._lock, self._open().transaction():
            is_new = all(known != draft.id for known, _body, _at in self._open().launch_drafts())
            self._open().put_launch_draft(draft.id, body, now.isoformat())
        if is_new:
            self._tell()
        return now.astimezone()

    def drop_launch_draft(self, draft_id: str) -> None:
        """Forget a form."""
        with self._lock, self._open().transaction():
            self._open().drop_launch_draft(draft_id)
        self._tell()

    # -------------------------------------------------------------------------------- what was sent back

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

    @staticmethod
    def _is_asked(case: Case, step: StepId) -> bool:
        return case.opening.template.by_id[step].kind is StepKind.APPROVAL

    def send_again(self, opening: OpeningId, request: LaunchRequest) -> None:
        """Correct an opening that was sent back to the initiator and ask the approval anew."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            was = case.opening.state
            held = {step: why for step, why in case.opening.on_hold.items() if not self._is_asked(case, step)}
            if held == case.opening.on_hold or was in (OpeningState.REJECTED, OpeningState.CANCELLED):
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
                on_hold=held,  # (a step put back from the log waits on)
                reason="",
                opened_on=case.opening.opened_on,
                initiator_id=case.opening.initiator_id,
                project_id=case.opening.project_id,
            )
            self._open().readdress(changed)
            self._save(case, changed, "launched", "event.sent_again", {"address": changed.address})
        self._changed_by_us()
