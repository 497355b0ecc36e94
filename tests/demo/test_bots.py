"""The bot: buttons become events, delivered until they are confirmed."""

from __future__ import annotations

from .conftest import TOKEN, Portal, button


def test_a_tap_becomes_an_event_with_the_right_person(portal: Portal) -> None:
    bot = portal.bot()
    sent = portal.send(
        bot, 2, "ул. Ленина, 5: открываем?", button("Да", "a:S01:1:approve"), button("Нет", "a:S01:1:reject")
    )
    (seen,) = portal.see("messages", user_id=2)
    assert (seen["message_id"], seen["buttons"], seen["locked"]) == (sent, ["Да", "Нет"], False)
    portal.tell("press", {"message_id": sent, "button": "Нет", "user_id": 2})
    (event,) = portal.events(bot)["events"]
    assert event["type"] == "ONIMBOTV2COMMANDADD"
    data = event["data"]
    assert data["user"]["id"] == 2
    assert data["user"]["name"] == "Виктор Сафронов"
    assert {key: data["command"][key] for key in ("command", "params", "context")} == {
        "command": "/decide", "params": "a:S01:1:reject", "context": "keyboard",
    }  # fmt: skip
    assert (data["message"]["id"], data["message"]["authorId"]) == (sent, bot)
    assert data["chat"]["dialogId"] == "2"
    assert data["bot"]["id"] == bot


def test_a_locked_button_cannot_be_pressed_again(portal: Portal) -> None:
    bot = portal.bot()
    sent = portal.send(bot, 2, "?", button("Да", "x"))
    wish = {"message_id": sent, "button": "Да", "user_id": 2}
    portal.tell("press", wish)
    again = portal.http.post(portal.server.control + "press", json=wish)
    assert again.status_code == 400
    assert "locked" in again.json()["error"]
    params = {"MESSAGE_ID": sent, "BOT_ID": bot, "COMMAND": "decide", "COMMAND_PARAMS": "x"}
    assert portal.refusal("im.message.command", params, 2) == (400, "PARAMS_ERROR")
    assert len(portal.events(bot)["events"]) == 1


def test_a_stranger_and_a_wrong_button_are_refused(portal: Portal) -> None:
    sent = portal.send(portal.bot(), 2, "?", button("Да", "x"))
    for wish in (
        {"button": "Да", "user_id": 5},
        {"button": "Может быть", "user_id": 2},
        {"button": "Да", "user_id": 99},
    ):
        answer = portal.http.post(portal.server.control + "press", json={"message_id": sent, **wish})
        assert answer.status_code == 400, wish


def test_an_event_comes_again_until_it_is_confirmed(portal: Portal) -> None:
    bot = portal.bot()
    for number in range(3):
        portal.tell(
            "press", {"message_id": portal.send(bot, 2, "?", button("Да", f"p{number}")), "button": "Да", "user_id": 2}
        )
    first, again = portal.events(bot), portal.events(bot)
    assert [e["eventId"] for e in first["events"]] == [e["eventId"] for e in again["events"]]
    assert first["nextOffset"] == first["events"][-1]["eventId"] + 1
    some = portal.events(bot, limit=2)
    assert (len(some["events"]), some["hasMore"]) == (2, True)
    rest = portal.events(bot, some["nextOffset"])
    assert [e["data"]["command"]["params"] for e in rest["events"]] == ["p2"]
    none = portal.events(bot, rest["nextOffset"])
    assert (none["events"], none["nextOffset"], none["hasMore"]) == ([], rest["nextOffset"], False)
    assert portal.events(bot)["events"] == []


def test_a_message_takes_a_new_text_and_loses_its_buttons(portal: Portal) -> None:
    bot = portal.bot()
    sent = portal.send(bot, 2, "?", button("Да", "x"))
    base = {"botId": bot, "botToken": TOKEN, "messageId": sent}
    portal.ask("imbot.v2.Chat.Message.update", {**base, "fields": {"message": "Решено"}})
    (seen,) = portal.see("messages", user_id=2)
    assert (seen["text"], seen["buttons"]) == ("Решено", ["Да"])
    portal.ask("imbot.v2.Chat.Message.update", {**base, "fields": {"keyboard": "N"}})
    assert portal.see("messages", user_id=2)[0]["buttons"] == []
    answer = portal.http.post(portal.server.control + "press", json={"message_id": sent, "button": "Да", "user_id": 2})
    assert answer.status_code == 400
    portal.ask("imbot.v2.Chat.Message.update", {**base, "fields": {"keyboard": [button("Снова", "y")]}})
    portal.tell("press", {"message_id": sent, "button": "Снова", "user_id": 2})


def test_the_reader_sees_the_keyboard(portal: Portal) -> None:
    bot = portal.bot()
    portal.send(bot, 2, "Открываем?", button("Да", "x"))
    got = portal.ask("im.dialog.messages.get", {"DIALOG_ID": str(bot)}, 2)
    (message,) = got["messages"]
    assert message["params"]["KEYBOARD"][0]["TEXT"] == "Да"
    assert got["users"][0]["bot"] is True


def test_words_to_the_bot_become_an_event(portal: Portal) -> None:
    bot = portal.bot()
    portal.tell("say", {"user_id": 11, "text": "120000"})
    portal.ask("im.message.add", {"DIALOG_ID": str(bot), "MESSAGE": "/decide a:b"}, 5)
    words, command = portal.events(bot)["events"]
    assert (words["type"], words["data"]["message"]["text"], words["data"]["user"]["id"]) == (
        "ONIMBOTV2MESSAGEADD",
        "120000",
        11,
    )
    assert (command["type"], command["data"]["command"]["context"]) == ("ONIMBOTV2COMMANDADD", "textarea")
    assert command["data"]["command"]["params"] == "a:b"


def test_registering_again_gives_the_same_bot(portal: Portal) -> None:
    assert portal.bot() == portal.bot()
    fields = {"code": "outlet_bot", "botToken": "other", "properties": {"name": "x"}}
    assert portal.refusal("imbot.v2.Bot.register", {"fields": fields})[1] == "BOT_OWNERSHIP_ERROR"
    assert (
        portal.refusal("imbot.v2.Bot.register", {"fields": {**fields, "botToken": "t" * 41}})[1]
        == "BOT_TOKEN_INVALID_LENGTH"
    )
    assert portal.refusal("imbot.v2.Bot.register", {"fields": {"botToken": "t"}})[1] == "BOT_CODE_REQUIRED"
    assert [bot["code"] for bot in portal.ask("imbot.v2.Bot.list", {"botToken": TOKEN})["bots"]] == ["outlet_bot"]


def test_a_bot_obeys_only_its_token(portal: Portal) -> None:
    bot = portal.bot()
    for sent, code in (
        ({"botId": bot}, "BOT_TOKEN_NOT_SPECIFIED"),
        ({"botToken": TOKEN}, "BOT_ID_REQUIRED"),
        ({"botId": 999, "botToken": TOKEN}, "BOT_NOT_FOUND"),
        ({"botId": bot, "botToken": "x"}, "BOT_OWNERSHIP_ERROR"),
    ):
        assert portal.refusal("imbot.v2.Event.get", sent)[1] == code


def test_a_button_must_name_a_registered_command(portal: Portal) -> None:
    bot = portal.bot()
    fields = {"message": "?", "keyboard": [{"TEXT": "Да", "COMMAND": "nothing"}]}
    sent = {"botId": bot, "botToken": TOKEN, "dialogId": "2", "fields": fields}
    assert portal.refusal("imbot.v2.Chat.Message.send", sent)[1] == "COMMAND_NOT_FOUND"
    assert portal.refusal("imbot.v2.Chat.Message.send", {**sent, "fields": {"message": ""}})[1] == "EMPTY_MESSAGE"
    assert portal.see("messages", user_id=2) == []


def test_private_talk_is_private(portal: Portal) -> None:
    number = portal.ask("im.message.add", {"DIALOG_ID": "5", "MESSAGE": "Счёт пришёл?"}, 11)
    chat = portal.ask("im.dialog.messages.get", {"DIALOG_ID": "11"}, 5)
    assert [(row["id"], row["text"]) for row in chat["messages"]] == [(number, "Счёт пришёл?")]
    assert portal.refusal("im.dialog.messages.get", {"DIALOG_ID": f"chat{chat['chat_id']}"}, 30)[1] == "ACCESS_ERROR"
    assert portal.refusal("im.message.update", {"MESSAGE_ID": number, "MESSAGE": "x"}, 5)[0] == 403
    assert portal.ask("im.message.update", {"MESSAGE_ID": number, "MESSAGE": "Счёт пришёл."}, 11) is True
    assert portal.ask("im.message.delete", {"MESSAGE_ID": number}, 11) is True
    assert portal.ask("im.dialog.messages.get", {"DIALOG_ID": "11"}, 5)["messages"] == []


def test_messages_page_by_their_ids(portal: Portal) -> None:
    made = [portal.ask("im.message.add", {"DIALOG_ID": "5", "MESSAGE": f"m{n}"}, 11) for n in range(5)]

    def got(**more: int) -> list[int]:
        return [row["id"] for row in portal.ask("im.dialog.messages.get", {"DIALOG_ID": "11", **more}, 5)["messages"]]

    assert got(FIRST_ID=made[2]) == made[:2:-1]
    assert got(LAST_ID=made[2]) == made[1::-1]
    assert got(FIRST_ID=0, LIMIT=2) == made[1::-1]


def test_a_notice_reaches_the_active_and_no_others(portal: Portal) -> None:
    assert portal.ask("im.notify.personal.add", {"USER_ID": 5, "MESSAGE": "Срок завтра"}) > 0
    assert portal.ask("im.notify.system.add", {"USER_ID": 13, "MESSAGE": "x"}) is False
    assert portal.refusal("im.notify.personal.add", {"MESSAGE": "x"}) == (400, "USER_ID_EMPTY")
    assert portal.refusal("im.notify.personal.add", {"USER_ID": 5, "MESSAGE": "x", "TAG": "t"}) == (
        403,
        "ACCESS_DENIED",
    )


def test_a_post_in_the_feed(portal: Portal) -> None:
    assert portal.ask("log.blogpost.add", {"POST_MESSAGE": "Открыли", "DEST": ["UA"]}) > 0
    assert portal.refusal("log.blogpost.add", {})[1] == "SONET_CONTROLLER_LIVEFEED_BLOGPOST_ADD_ERROR"
