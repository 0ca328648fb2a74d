"""The Web API, spoken to with Slack's own client."""

import json
from datetime import UTC, datetime
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.sandbox import Sandbox, SandboxClient

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.conftest import Robot, Stopwatch

Json = dict[str, Any]
METADATA = {"event_type": "ai_path_nudge", "event_payload": {"id": "1"}}


def refusal(call: "Callable[[], object]") -> str:
    with pytest.raises(SlackApiError) as refused:
        call()
    return str(refused.value.response["error"])


def pointers(call: "Callable[[], object]") -> list[str]:
    with pytest.raises(SlackApiError) as refused:
        call()
    return list(refused.value.response["response_metadata"]["messages"])


def posted(sandbox: Sandbox, path: str, body: bytes, kind: str) -> Json:
    headers = {"content-type": kind, "authorization": "Bearer xoxb-sandbox"}
    with urlopen(Request(sandbox.url + path, body, headers)) as response:  # noqa: S310 - loopback
        return dict(json.load(response))


# Tokens


def test_a_bot_learns_who_it_is(web: WebClient) -> None:
    answer = web.auth_test()

    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == (
        "UAIPATH",
        "BAIPATH",
        "TSANDBOX",
    )


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("", "not_authed"),
        ("xoxb-other", "invalid_auth"),
        ("xapp-sandbox", "not_allowed_token_type"),
    ],
)
def test_a_wrong_token_opens_nothing(sandbox: Sandbox, token: str, error: str) -> None:
    assert refusal(WebClient(token=token, base_url=sandbox.api_url).auth_test) == error


def test_a_token_may_stand_in_the_form(sandbox: Sandbox) -> None:
    answer = WebClient(base_url=sandbox.api_url).api_call(
        "auth.test", params={"token": "xoxb-sandbox"}
    )

    assert answer["ok"]


def test_a_socket_is_opened_with_the_apps_token(web: WebClient) -> None:
    answer = web.apps_connections_open(app_token="xapp-sandbox")

    assert answer["url"].startswith("ws://127.0.0.1:")
    assert refusal(lambda: web.api_call("apps.connections.open")) == "not_allowed_token_type"


def test_anyone_may_test_the_api(sandbox: Sandbox) -> None:
    client = WebClient(base_url=sandbox.api_url)

    assert client.api_test(foo="bar")["args"] == {"foo": "bar"}
    assert refusal(lambda: client.api_test(error="on_purpose")) == "on_purpose"


def test_an_unknown_method_is_named_so(web: WebClient) -> None:
    assert refusal(lambda: web.api_call("chat.shout")) == "unknown_method"


def test_a_body_that_is_no_json_is_named_so(sandbox: Sandbox) -> None:
    for body in (b"{", b"[1]"):
        answer = posted(sandbox, "/api/api.test", body, "application/json")
        assert answer == {"ok": False, "error": "invalid_json"}


def test_the_workspace_can_be_asked_for(web: WebClient) -> None:
    assert web.team_info()["team"] == {"id": "TSANDBOX", "name": "sandbox", "domain": "sandbox"}


# People


def test_a_persons_zone_follows_daylight_saving(sandbox: Sandbox, web: WebClient) -> None:
    assert web.users_info(user="UADA")["user"]["tz_offset"] == 0

    sandbox.set_clock(datetime(2026, 7, 1, tzinfo=UTC))

    assert web.users_info(user="UADA")["user"]["tz_offset"] == 3600


def test_an_unknown_person_is_not_found(web: WebClient) -> None:
    assert refusal(lambda: web.users_info(user="UX")) == "user_not_found"


def test_of_a_closed_account_slack_tells_no_zone(web: WebClient, people: SandboxClient) -> None:
    people.member("UADA", deleted=True)

    user = web.users_info(user="UADA")["user"]

    assert user["deleted"] is True
    assert "tz" not in user


def test_people_are_listed_page_by_page(web: WebClient) -> None:
    first = web.users_list(limit=4)
    rest = web.users_list(cursor=first["response_metadata"]["next_cursor"])

    names = [member["name"] for member in first["members"] + rest["members"]]
    assert names == [
        *("ada", "bao", "mia", "carlos", "yael", "lena", "tom", "ines"),
        *("ai-path", "slackbot"),
    ]
    assert rest["response_metadata"]["next_cursor"] == ""


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"cursor": "!!"}, "invalid_cursor"),
        ({"cursor": "bm9uZQ=="}, "invalid_cursor"),
        ({"limit": 0}, "invalid_limit"),
        ({"limit": 1001}, "invalid_limit"),
        ({"limit": "many"}, "invalid_arguments"),
    ],
)
def test_a_page_that_cannot_be_is_refused(web: WebClient, arguments: Json, error: str) -> None:
    assert refusal(lambda: web.api_call("users.list", params=arguments)) == error


# Conversations


def test_a_conversation_keeps_its_id(web: WebClient) -> None:
    first = web.conversations_open(users="UADA")["channel"]["id"]
    again = web.conversations_open(users=["UADA"], return_im=True)["channel"]

    assert first == again["id"] == "DADA"
    assert again["user"] == "UADA"
    assert web.conversations_open(channel="DADA")["channel"]["id"] == "DADA"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "users_list_not_supplied"),
        ({"users": "UX"}, "user_not_found"),
        ({"users": "UAIPATH"}, "cannot_dm_bot"),
        ({"users": "USLACKBOT"}, "cannot_dm_bot"),
        ({"users": "UADA,UBAO"}, "method_not_supported_for_channel_type"),
        ({"channel": "DX"}, "channel_not_found"),
    ],
)
def test_a_conversation_that_cannot_be_is_refused(
    web: WebClient, arguments: Json, error: str
) -> None:
    assert refusal(lambda: web.api_call("conversations.open", params=arguments)) == error


def test_nobody_opens_a_conversation_with_a_closed_account(
    web: WebClient, people: SandboxClient
) -> None:
    people.member("UADA", deleted=True)

    assert refusal(lambda: web.conversations_open(users="UADA")) == "user_disabled"


def test_channels_are_listed_by_kind(web: WebClient) -> None:
    web.conversations_open(users="UADA")

    public = web.conversations_list()["channels"]
    direct = web.conversations_list(types="im")["channels"]

    assert [channel["name"] for channel in public] == ["general", "ai-path-team"]
    assert [channel["user"] for channel in direct] == ["UADA"]


def test_a_channel_can_be_asked_for(web: WebClient) -> None:
    assert web.conversations_info(channel="CGENERAL")["channel"]["is_general"] is True
    assert refusal(lambda: web.conversations_info(channel="CX")) == "channel_not_found"


# Messages


def test_a_message_is_kept_with_its_metadata(web: WebClient, people: SandboxClient) -> None:
    answer = web.chat_postMessage(channel="UADA", text="hello", metadata=METADATA)

    (message,) = people.messages("UADA")
    assert (message["channel"], message["ts"]) == (answer["channel"], answer["ts"])
    assert (message["text"], message["metadata"]) == ("hello", METADATA)
    assert people.messages("UBAO") == []


@pytest.mark.parametrize("channel", ["CGENERAL", "#general", "general"])
def test_a_channel_may_be_named_in_three_ways(web: WebClient, channel: str) -> None:
    assert web.chat_postMessage(channel=channel, text="hello")["channel"] == "CGENERAL"


def test_a_reply_stands_in_its_thread(web: WebClient, people: SandboxClient) -> None:
    parent = web.chat_postMessage(channel="CGENERAL", text="hello")

    web.chat_postMessage(channel="CGENERAL", text="again", thread_ts=parent["ts"])

    assert people.messages("UADA")[1]["thread_ts"] == parent["ts"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "UADA"}, "no_text"),
        ({"channel": "UADA", "text": " \n"}, "no_text"),
        ({"channel": "UADA", "text": "a" * 40_001}, "msg_too_long"),
        ({"text": "hello"}, "channel_not_found"),
        ({"channel": "CX", "text": "hello"}, "channel_not_found"),
        ({"channel": "UX", "text": "hello"}, "channel_not_found"),
        ({"channel": "UAIPATH", "text": "hello"}, "cannot_dm_bot"),
        ({"channel": "UADA", "text": "x", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "UADA", "text": "x", "blocks": '["a"]'}, "invalid_blocks_format"),
        ({"channel": "UADA", "text": "x", "blocks": '{"a": 1}'}, "invalid_blocks_format"),
        ({"channel": "UADA", "text": "x", "metadata": "{"}, "invalid_metadata_format"),
        ({"channel": "UADA", "text": "x", "metadata": "[]"}, "invalid_metadata_format"),
        ({"channel": "UADA", "text": "x", "metadata": "{}"}, "invalid_metadata_schema"),
    ],
)
def test_a_message_that_cannot_be_is_refused(
    web: WebClient, people: SandboxClient, arguments: Json, error: str
) -> None:
    assert refusal(lambda: web.api_call("chat.postMessage", params=arguments)) == error
    assert people.messages("UADA") == []


def test_the_longest_message_is_taken(web: WebClient) -> None:
    assert web.chat_postMessage(channel="UADA", text="a" * 40_000)["ok"]


def test_a_wrong_block_is_pointed_at(web: WebClient) -> None:
    blocks: list[Json] = [{"type": "divider"}, {"type": "header", "text": {}}]

    messages = pointers(lambda: web.chat_postMessage(channel="UADA", text="x", blocks=blocks))

    assert messages[0].startswith("[ERROR] ")
    assert "[json-pointer:/blocks/1/text" in messages[0]


def test_nobody_writes_to_a_closed_account(web: WebClient, people: SandboxClient) -> None:
    channel = web.conversations_open(users="UADA")["channel"]["id"]
    people.member("UADA", deleted=True)

    for address in ("UADA", channel):
        call = lambda to=address: web.chat_postMessage(channel=to, text="hello")  # noqa: E731
        assert refusal(call) == "account_inactive"


def test_an_ephemeral_message_is_seen_by_one(web: WebClient, people: SandboxClient) -> None:
    web.chat_postEphemeral(channel="CGENERAL", user="UADA", text="psst")

    assert [message["text"] for message in people.messages("UADA")] == ["psst"]
    assert people.messages("UBAO") == []


@pytest.mark.parametrize(("channel", "user"), [("CGENERAL", "UX"), ("UADA", "UBAO")])
def test_an_ephemeral_message_needs_somebody_in_the_channel(
    web: WebClient, channel: str, user: str
) -> None:
    call = lambda: web.chat_postEphemeral(channel=channel, user=user, text="psst")  # noqa: E731

    assert refusal(call) == "user_not_in_channel"


def test_a_message_is_changed_in_place(web: WebClient, people: SandboxClient) -> None:
    message = web.chat_postMessage(
        channel="UADA", text="before", blocks=[{"type": "divider"}], metadata=METADATA
    )

    web.chat_update(channel=message["channel"], ts=message["ts"], text="after")

    (seen,) = people.messages("UADA")
    assert (seen["text"], seen["blocks"], seen["metadata"]) == ("after", [], METADATA)
    assert seen["edited"]["user"] == "UAIPATH"


def change(web: WebClient, message: SlackResponse, **changes: object) -> None:
    # The SDK's own method warns of messages without text; this is about them.
    where = {"channel": message["channel"], "ts": message["ts"]}
    web.api_call("chat.update", json=where | changes)


def test_new_blocks_and_metadata_leave_the_old_text(web: WebClient, people: SandboxClient) -> None:
    message = web.chat_postMessage(channel="UADA", text="before")
    other = {"event_type": "other", "event_payload": {}}

    change(web, message, blocks=[{"type": "divider", "block_id": "line"}], metadata=other)

    (seen,) = people.messages("UADA")
    assert seen["text"] == "before"
    assert seen["blocks"] == [{"type": "divider", "block_id": "line"}]
    assert seen["metadata"] == other


def test_metadata_can_be_changed_alone(web: WebClient, people: SandboxClient) -> None:
    message = web.chat_postMessage(channel="UADA", text="same", blocks=[{"type": "divider"}])

    change(web, message, metadata=METADATA)

    (seen,) = people.messages("UADA")
    assert (seen["text"], seen["metadata"]) == ("same", METADATA)
    assert [block["type"] for block in seen["blocks"]] == ["divider"]


def test_a_message_is_taken_away(web: WebClient, people: SandboxClient) -> None:
    message = web.chat_postMessage(channel="UADA", text="oops")

    web.chat_delete(channel=message["channel"], ts=message["ts"])

    assert people.messages("UADA") == []


def test_only_a_message_of_the_bot_can_be_changed(web: WebClient, people: SandboxClient) -> None:
    ts = people.say("UADA", "mine").messages[0]["ts"]

    assert (
        refusal(lambda: web.chat_update(channel="DADA", ts=ts, text="x")) == "cant_update_message"
    )
    assert refusal(lambda: web.chat_delete(channel="DADA", ts=ts)) == "cant_delete_message"
    assert refusal(lambda: web.chat_delete(channel="DADA", ts="1.0")) == "message_not_found"
    assert refusal(lambda: web.chat_delete(channel="DX", ts=ts)) == "channel_not_found"


def test_an_ephemeral_message_cannot_be_changed(web: WebClient) -> None:
    ts = web.chat_postEphemeral(channel="CGENERAL", user="UADA", text="psst")["message_ts"]

    assert refusal(lambda: web.chat_delete(channel="CGENERAL", ts=ts)) == "message_not_found"


# Views


@pytest.fixture
def trigger(people: SandboxClient, robot: "Robot") -> "Callable[[], str]":
    def next_trigger() -> str:
        people.command("UADA", "help")
        return str(robot.last["trigger_id"])

    return next_trigger


def test_a_modal_is_opened(
    web: WebClient, people: SandboxClient, trigger: "Callable[[], str]", modal: Json
) -> None:
    view = web.views_open(trigger_id=trigger(), view=modal)["view"]

    assert view["root_view_id"] == view["id"]
    assert view["state"]["values"]["note"]["text"]["value"] is None
    seen = people.modal("UADA")
    assert seen is not None
    assert seen["id"] == view["id"]
    assert people.modal("UBAO") is None


def test_a_trigger_opens_one_modal(
    web: WebClient, trigger: "Callable[[], str]", modal: Json
) -> None:
    used = trigger()
    web.views_open(trigger_id=used, view=modal)

    assert refusal(lambda: web.views_open(trigger_id=used, view=modal)) == "exchanged_trigger_id"


def test_a_trigger_grows_old(
    web: WebClient, trigger: "Callable[[], str]", modal: Json, stopwatch: "Stopwatch"
) -> None:
    old = trigger()
    stopwatch.seconds += 3.1

    assert refusal(lambda: web.views_open(trigger_id=old, view=modal)) == "expired_trigger_id"


def test_a_trigger_that_was_never_given_is_pointed_at(web: WebClient, modal: Json) -> None:
    messages = pointers(lambda: web.views_open(trigger_id="1.2.3", view=modal))

    assert messages == ["[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]"]


def test_a_missing_argument_is_pointed_at(web: WebClient) -> None:
    messages = pointers(lambda: web.api_call("views.open"))

    assert messages == ["[ERROR] missing required field: trigger_id [json-pointer:/trigger_id]"]


def test_modals_lie_three_deep(
    web: WebClient, people: SandboxClient, trigger: "Callable[[], str]", modal: Json
) -> None:
    first = web.views_open(trigger_id=trigger(), view=modal)["view"]
    second = web.views_push(trigger_id=trigger(), view=modal)["view"]
    third = web.views_push(trigger_id=trigger(), view=modal)["view"]

    call = lambda: web.views_push(trigger_id=trigger(), view=modal)  # noqa: E731
    assert refusal(call) == "push_limit_reached"
    assert (second["previous_view_id"], second["root_view_id"]) == (first["id"], first["id"])
    stack = people.state()["views"]["UADA"]
    assert [view["id"] for view in stack] == [first["id"], second["id"], third["id"]]


def test_nothing_is_pushed_on_nothing(
    web: WebClient, trigger: "Callable[[], str]", modal: Json
) -> None:
    assert refusal(lambda: web.views_push(trigger_id=trigger(), view=modal)) == "not_found"


def test_a_modal_is_changed_unless_it_changed_before(
    web: WebClient, trigger: "Callable[[], str]", modal: Json
) -> None:
    old = web.views_open(trigger_id=trigger(), view=modal)["view"]
    new = web.views_update(view_id=old["id"], hash=old["hash"], view=modal)["view"]

    assert new["hash"] != old["hash"]
    call = lambda: web.views_update(view_id=old["id"], hash=old["hash"], view=modal)  # noqa: E731
    assert refusal(call) == "hash_conflict"


def test_a_modal_may_be_found_by_the_bots_own_name(
    web: WebClient, trigger: "Callable[[], str]", modal: Json
) -> None:
    named = modal | {"external_id": "mine"}
    view = web.views_open(trigger_id=trigger(), view=named)["view"]

    assert web.views_update(external_id="mine", view=named)["view"]["id"] == view["id"]
    call = lambda: web.views_push(trigger_id=trigger(), view=named)  # noqa: E731
    assert refusal(call) == "duplicate_external_id"


def test_a_modal_that_is_not_open_is_not_found(web: WebClient, modal: Json) -> None:
    assert refusal(lambda: web.views_update(view_id="V1", view=modal)) == "not_found"


def test_a_wrong_view_is_pointed_at(
    web: WebClient, trigger: "Callable[[], str]", modal: Json
) -> None:
    headless = {key: value for key, value in modal.items() if key != "title"}
    home = {"type": "home", "blocks": []}

    headless_at = pointers(lambda: web.views_open(trigger_id=trigger(), view=headless))
    home_at = pointers(lambda: web.views_open(trigger_id=trigger(), view=home))

    assert "[json-pointer:/view" in headless_at[0]
    assert "[json-pointer:/view/type]" in home_at[0]


def test_a_view_must_be_an_object(web: WebClient, trigger: "Callable[[], str]") -> None:
    for view in ("[]", "{", ""):
        arguments = {"trigger_id": trigger(), "view": view}
        call = lambda it=arguments: web.api_call("views.open", params=it)  # noqa: E731
        assert refusal(call) == "invalid_arguments"


def test_a_view_has_a_greatest_weight(web: WebClient) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "a" * 3000}}
    heavy = {"type": "home", "blocks": [section] * 100}

    assert refusal(lambda: web.views_publish(user_id="UADA", view=heavy)) == "view_too_large"


def test_app_home_is_published_and_changed(web: WebClient, people: SandboxClient) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}

    old = web.views_publish(user_id="UADA", view=home)["view"]
    new = web.views_publish(user_id="UADA", view=home, hash=old["hash"])["view"]

    assert new["id"] == old["id"]
    assert list(people.state()["homes"]) == ["UADA"]
    call = lambda: web.views_publish(user_id="UADA", view=home, hash=old["hash"])  # noqa: E731
    assert refusal(call) == "hash_conflict"
    assert refusal(lambda: web.views_publish(user_id="UX", view=home)) == "user_not_found"


# Files


def test_a_file_is_uploaded_and_shared(web: WebClient, people: SandboxClient) -> None:
    web.files_upload_v2(
        channel="CGENERAL",
        content="# Plan",
        filename="plan one.md",
        title="The plan",
        initial_comment="Here it is.",
    )

    (message,) = people.messages("UADA")
    (file,) = message["files"]
    assert (message["text"], file["title"], file["size"]) == ("Here it is.", "The plan", 6)
    with urlopen(file["url_private"]) as response:  # noqa: S310 - loopback
        assert response.read() == b"# Plan"
        assert "attachment" in response.headers["content-disposition"]
    assert people.state()["files"][0]["channels"] == ["CGENERAL"]


def test_a_file_may_stay_unshared(web: WebClient, people: SandboxClient) -> None:
    web.files_upload_v2(content="x", filename="a.txt")

    assert people.messages("UADA") == []


def test_a_file_may_be_shared_without_words(web: WebClient, people: SandboxClient) -> None:
    web.files_upload_v2(channel="CGENERAL", content="x", filename="a.txt")

    assert people.messages("UADA")[0]["text"] == ""


def test_bytes_may_come_as_a_form(web: WebClient) -> None:
    ticket = web.files_getUploadURLExternal(filename="a.bin", length=3)
    body = (
        b'--cut\r\nContent-Disposition: form-data; name="note"\r\n\r\nso\r\n'
        b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
        b"\x00\xff\x01\r\n--cut--\r\n"
    )
    headers = {"content-type": "multipart/form-data; boundary=cut"}
    with urlopen(Request(ticket["upload_url"], body, headers)) as response:  # noqa: S310 - loopback
        assert response.read() == b"OK - 3"

    answer = web.files_completeUploadExternal(files=[{"id": ticket["file_id"]}])

    assert answer["files"][0]["size"] == 3


def test_a_form_without_a_file_brings_nothing(web: WebClient) -> None:
    ticket = web.files_getUploadURLExternal(filename="a.bin", length=3)
    body = b'--cut\r\nContent-Disposition: form-data; name="note"\r\n\r\nso\r\n--cut--\r\n'
    headers = {"content-type": "multipart/form-data; boundary=cut"}

    with urlopen(Request(ticket["upload_url"], body, headers)) as response:  # noqa: S310 - loopback
        assert response.read() == b"OK - 0"


def test_arguments_may_come_as_a_form_of_parts(sandbox: Sandbox) -> None:
    body = b'--cut\r\nContent-Disposition: form-data; name="foo"\r\n\r\nbar\r\n--cut--\r\n'

    answer = posted(sandbox, "/api/api.test", body, "multipart/form-data; boundary=cut")

    assert answer["args"] == {"foo": "bar"}


def test_an_upload_that_cannot_be_is_refused(web: WebClient) -> None:
    ticket = web.files_getUploadURLExternal(filename="a.txt", length=1)

    def complete(files: list[Json]) -> object:
        return web.api_call("files.completeUploadExternal", json={"files": files})

    assert refusal(lambda: complete([{"id": ticket["file_id"]}])) == "file_not_found"
    assert refusal(lambda: complete([{"id": "F0"}])) == "file_not_found"
    assert refusal(lambda: complete([])) == "invalid_arguments"
    call = lambda: web.files_getUploadURLExternal(filename="a.txt", length=0)  # noqa: E731
    assert refusal(call) == "invalid_arguments"


def test_a_file_that_is_not_there_cannot_be_had(sandbox: Sandbox, web: WebClient) -> None:
    pending = web.files_getUploadURLExternal(filename="a.txt", length=1)["file_id"]

    for request in (
        Request(f"{sandbox.url}/files/F0/a.txt"),  # noqa: S310 - loopback
        Request(f"{sandbox.url}/files/{pending}/a.txt"),  # noqa: S310 - loopback
        Request(f"{sandbox.url}/upload/F0", b"x"),  # noqa: S310 - loopback
    ):
        with pytest.raises(HTTPError, match="404") as refused:
            urlopen(request)  # noqa: S310 - loopback
        refused.value.close()


# Faults


def test_too_many_calls_are_told_when_to_come_again(web: WebClient, people: SandboxClient) -> None:
    people.fault("chat.postMessage", "429", retry_after=7)

    with pytest.raises(SlackApiError) as refused:
        web.chat_postMessage(channel="UADA", text="hello")

    assert refused.value.response.status_code == 429
    assert refused.value.response["error"] == "ratelimited"
    assert refused.value.response.headers["retry-after"] == "7"
    assert people.messages("UADA") == []


def test_a_server_may_fail(web: WebClient, people: SandboxClient) -> None:
    people.fault("chat.postMessage", "500", times=1)

    with pytest.raises(SlackApiError) as refused:
        web.chat_postMessage(channel="UADA", text="hello")

    assert refused.value.response.status_code == 500
    assert web.chat_postMessage(channel="UADA", text="hello")["ok"]


@pytest.mark.parametrize(("fault", "count"), [("drop_before", 0), ("drop_after", 1)])
def test_a_connection_may_break_before_or_after(
    web: WebClient, people: SandboxClient, fault: str, count: int
) -> None:
    people.fault("chat.postMessage", fault)

    with pytest.raises((ConnectionError, HTTPException)):
        web.chat_postMessage(channel="UADA", text="hello")

    assert len(people.messages("UADA")) == count


def test_an_answer_may_never_come(web: WebClient, people: SandboxClient) -> None:
    people.fault("chat.postMessage", "timeout")

    with pytest.raises((ConnectionError, HTTPException)):
        web.chat_postMessage(channel="UADA", text="hello")

    assert people.messages("UADA") == []


def test_who_waits_in_vain_may_leave() -> None:
    patient = Sandbox(hang_seconds=60)
    patient.start()
    people = SandboxClient(patient.url)
    people.fault("auth.test", "timeout")
    hasty = WebClient(token="xoxb-sandbox", base_url=patient.api_url, timeout=0.05)  # type: ignore[arg-type]  # the SDK passes it on to a socket

    with pytest.raises(TimeoutError):
        hasty.auth_test()

    assert people.state()["faults"] == []
    patient.stop()


def test_blocks_are_refused_on_purpose_and_the_text_gets_through(
    web: WebClient, people: SandboxClient
) -> None:
    people.fault("chat.postMessage", "invalid_blocks", times=5)
    blocks = [{"type": "divider"}]

    call = lambda: web.chat_postMessage(channel="UADA", text="x", blocks=blocks)  # noqa: E731
    assert refusal(call) == "invalid_blocks"
    assert web.chat_postMessage(channel="UADA", text="x")["ok"]


# Response URLs


def respond(url: str, said: Json) -> Json:
    request = Request(url, json.dumps(said).encode(), {"content-type": "application/json"})  # noqa: S310 - loopback
    try:
        with urlopen(request) as response:  # noqa: S310 - loopback
            return dict(json.load(response))
    except HTTPError as refused:
        with refused:
            return dict(json.load(refused)) | {"status": refused.code}


def test_an_answer_may_come_later(people: SandboxClient, robot: "Robot") -> None:
    people.command("UADA", "help", channel="CGENERAL")
    url = robot.last["response_url"]

    answers = [respond(url, {"text": f"answer {number}"}) for number in range(6)]

    assert answers[:5] == [{"ok": True}] * 5
    assert answers[5] == {"ok": False, "error": "used_url", "status": 404}
    assert [each["text"] for each in people.messages("UADA")][-1] == "answer 4"
    assert people.messages("UBAO") == []


def test_an_answer_may_be_for_all(people: SandboxClient, robot: "Robot") -> None:
    people.command("UADA", "help", channel="CGENERAL")

    respond(robot.last["response_url"], {"response_type": "in_channel", "text": "all"})

    assert [each["text"] for each in people.messages("UBAO")] == ["all"]


def test_an_answer_that_slack_would_refuse_is_refused(
    people: SandboxClient, robot: "Robot"
) -> None:
    people.command("UADA", "help")
    url = robot.last["response_url"]

    assert respond(url, {"text": ""})["error"] == "no_text"
    assert respond(url, {"blocks": [{"type": "x"}]})["error"] == "invalid_blocks"
    request = Request(url, b"{", {"content-type": "application/json"})  # noqa: S310 - loopback
    with pytest.raises(HTTPError, match="400") as refused:
        urlopen(request)  # noqa: S310 - loopback
    refused.value.close()


@pytest.mark.parametrize(
    ("said", "left"),
    [
        pytest.param({"replace_original": True, "text": "new"}, ["new"], id="replaced"),
        pytest.param({"delete_original": True}, [], id="deleted"),
        pytest.param({"text": "new"}, ["old", "new"], id="added"),
    ],
)
def test_the_message_whose_button_was_pressed_can_be_changed(
    web: WebClient,
    people: SandboxClient,
    robot: "Robot",
    button: Json,
    said: Json,
    left: list[str],
) -> None:
    web.chat_postEphemeral(
        channel="CGENERAL",
        user="UADA",
        text="old",
        blocks=[{"type": "actions", "elements": [button]}],
    )
    people.press("UADA", people.messages("UADA")[0], "go")

    respond(robot.last["response_url"], said)

    assert [each["text"] for each in people.messages("UADA")] == left


def test_a_message_that_is_gone_cannot_be_deleted_again(
    people: SandboxClient, robot: "Robot"
) -> None:
    people.command("UADA", "help")

    assert respond(robot.last["response_url"], {"delete_original": True}) == {"ok": True}
    assert people.messages("UADA") == []
