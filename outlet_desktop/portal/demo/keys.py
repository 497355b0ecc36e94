"""Who may call: inbound webhooks, which may end, and the access tokens of the portal's one application."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.people import ADMIN_SCOPES, STAFF_SCOPES, people
from outlet_desktop.portal.demo.wire import MethodError, Webhook

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.store import Store

TOKEN_LIVES_S = 3600.0  # settings/oauth/index.md: `expires_in`
APPLICATION = "local.demo"  # one application: all its tokens spend the same operating time


@dataclass(slots=True, frozen=True)
class Token:
    """An access token of the application for one person: the scopes it was given, the portal second of its end."""

    user_id: int
    scopes: frozenset[str]
    ends: float


class Keys:
    """Webhooks and tokens of one portal, kept in its store. All moments are portal seconds.

    A webhook outlives `reset`, so that its address can be kept; whatever was minted, ended or handed out does not.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._webhooks: dict[str, Webhook] = {}
        self._minted: set[str] = set()
        self._ends: dict[str, float] = {}
        self._tokens: dict[str, Token] = {}

    # -- keeping ---------------------------------------------------------------------------------

    def found(self) -> None:
        """Gives everybody their webhook, once."""
        if self._store.one("SELECT 1 FROM webhook") is None:
            for person in people():
                self._insert(person.id, ADMIN_SCOPES if person.admin else STAFF_SCOPES)

    def _insert(self, user_id: int, scopes: frozenset[str]) -> str:
        code = secrets.token_hex(8)
        self._store.run(
            "INSERT INTO webhook(code, user_id, scopes) VALUES(?, ?, ?)", (code, user_id, " ".join(sorted(scopes)))
        )
        return code

    def load(self) -> None:
        """Reads everything from the store."""
        store = self._store
        self._minted = set((store.meta("minted") or "").split())
        self._webhooks = {
            row["code"]: Webhook(row["user_id"], row["code"], frozenset(row["scopes"].split()))
            for row in store.all("SELECT * FROM webhook")
        }
        self._ends = {row["code"]: row["at"] for row in store.all("SELECT * FROM webhook_end")}
        self._tokens = {
            row["token"]: Token(row["user_id"], frozenset(row["scopes"].split()), row["ends"])
            for row in store.all("SELECT * FROM token")
        }

    def drop_minted(self) -> None:
        """Forgets the further webhooks, as the first step of a reset."""
        for code in self._minted:
            self._store.run("DELETE FROM webhook WHERE code=?", (code,))

    # -- making and ending -----------------------------------------------------------------------

    def webhook_of(self, user_id: int) -> Webhook:
        """That person's own webhook.

        Raises:
            KeyError: nobody by that id.
        """
        for hook in self._webhooks.values():
            if hook.user_id == user_id and hook.code not in self._minted:
                return hook
        raise KeyError(user_id)

    def mint(self, user_id: int, scopes: frozenset[str]) -> str:
        """A further webhook for a person with just these scopes; returns its code."""
        self._store.begin()
        code = self._insert(user_id, scopes)
        self._minted.add(code)
        self._store.set_meta("minted", " ".join(sorted(self._minted)))
        self._store.commit()
        self._webhooks[code] = Webhook(user_id, code, scopes)
        return code

    def end(self, code: str, at: float | None) -> None:
        """A webhook ends at that moment (deleted, or its expiry date); None takes that back.

        Raises:
            KeyError: there is no such webhook.
        """
        if code not in self._webhooks:
            raise KeyError("webhook")
        self._store.begin()
        self._store.run("DELETE FROM webhook_end WHERE code=?", (code,))
        self._ends.pop(code, None)
        if at is not None:
            self._store.run("INSERT INTO webhook_end(code, at) VALUES(?, ?)", (code, at))
            self._ends[code] = at
        self._store.commit()

    def hand_out(self, user_id: int, scopes: frozenset[str], ends: float) -> str:
        """A new access token for a person."""
        token = secrets.token_hex(16)
        self._store.begin()
        self._store.run(
            "INSERT INTO token(token, user_id, scopes, ends) VALUES(?, ?, ?, ?)",
            (token, user_id, " ".join(sorted(scopes)), ends),
        )
        self._store.commit()
        self._tokens[token] = Token(user_id, scopes, ends)
        return token

    # -- asking ----------------------------------------------------------------------------------

    def by_webhook(self, user: str, code: str, now: float) -> Webhook:
        """The webhook of a path; `now` = -inf passes over its end.

        Raises:
            MethodError: 401 INVALID_CREDENTIALS for a wrong, a deleted or an expired one (the documentation names
                no code for the last; for all three the portal finds no active password).
        """
        hook = self._webhooks.get(code)
        if hook is None or str(hook.user_id) != user or now >= self._ends.get(code, float("inf")):
            raise MethodError("INVALID_CREDENTIALS", "Invalid request credentials", 401)
        return hook

    def by_token(self, token: object, now: float) -> Webhook:
        """What a token gives, in the form of a webhook of the application.

        Raises:
            MethodError: 401 NO_AUTH_FOUND, invalid_token or expired_token.
        """
        if not isinstance(token, str) or not token:
            raise MethodError("NO_AUTH_FOUND", "Wrong authorization data", 401)
        found = self._tokens.get(token)
        if found is None:
            raise MethodError("invalid_token", "Unable to get application by token", 401)
        if now >= found.ends:
            raise MethodError("expired_token", "The access token provided has expired", 401)
        return Webhook(found.user_id, APPLICATION, found.scopes)
