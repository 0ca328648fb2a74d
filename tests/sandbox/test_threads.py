"""Threads, what is unread, and who is mentioned."""

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk import WebClient

from bot.sandbox import Sandbox, SandboxClient
from bot.sandbox.messages import Message
from tests.sandbox.pages import look, parts

if TYPE_CHECKING:
    from tests.sandbox.conftest import Robot

Json = dict[str, Any]


@pytest.fixture
def root(people: SandboxClient) -> str:
    """What Ada wrote in a channel."""
    return str(people.say("UADA", "Who knows about vectors?", "general").messages[-1]["ts"])


# Replies


def test_a_reply_stands_beside_the_conversation_and_not_in_it(
    sandbox: Sandbox, people: SandboxClient, root: str
) -> None:
    people.say("UBAO", "I do", "general", thread=root)

    page = look(sandbox, "UMIA", "CGENERAL")
    assert "I do" not in page.text
    assert "1 reply 1 new latest Mon 5 Jan, 21:00" in page.text
    beside = look(sandbox, "UMIA", "CGENERAL", thread=root)
    assert "Who knows about vectors? 1 reply BT Bao Tran 21:00 I do" in beside.text


def test_an_answer_to_a_reply_stands_in_the_same_thread(
    people: SandboxClient, web: WebClient, root: str
) -> None:
    reply = people.say("UBAO", "I do", "general", thread=root).messages[-1]["ts"]
    web.chat_postMessage(channel="general", text="me too", thread_ts=reply)

    messages = people.messages("UADA")
    assert [message["thread_ts"] for message in messages] == [root, root, root]
    assert messages[0]["reply_count"] == 2
    assert messages[0]["reply_users"] == ["UBAO", "UAIPATH"]
    assert messages[0]["latest_reply"] == messages[2]["ts"]


def test_the_thread_of_a_reply_is_its_whole_thread(
    sandbox: Sandbox, people: SandboxClient, root: str
) -> None:
    reply = people.say("UBAO", "I do", "general", thread=root).messages[-1]["ts"]

    assert look(sandbox, at="CGENERAL", thread=reply).having(id="thread")[0]["data-open"] == root


def test_a_message_without_a_reply_may_be_answered(sandbox: Sandbox, root: str) -> None:
    page = look(sandbox, "UBAO", "CGENERAL", thread=root)

    assert "No reply yet" in page.text
    assert page.having(data_thread=root, aria_label="Reply to Ada Obi, 15:00")


def test_a_reply_whose_message_is_gone_stands_by_itself(sandbox: Sandbox, web: WebClient) -> None:
    root = web.chat_postMessage(channel="general", text="root")["ts"]
    reply = web.chat_postMessage(channel="general", text="left alone", thread_ts=root)["ts"]
    web.chat_delete(channel="CGENERAL", ts=root)

    assert "left alone" in look(sandbox, at="CGENERAL").text
    assert "general 1 unread" not in look(sandbox, at="home").text

    web.chat_delete(channel="CGENERAL", ts=reply)
    assert "It is quiet in here" in look(sandbox, at="CGENERAL").text


def test_the_bot_hears_in_which_thread_it_was_answered(
    people: SandboxClient, web: WebClient, robot: "Robot", button: Json
) -> None:
    blocks = [{"type": "actions", "elements": [button]}]
    root = web.chat_postMessage(channel="UADA", text="root")["ts"]
    web.chat_postMessage(channel="UADA", text="go", blocks=blocks, thread_ts=root)

    people.say("UADA", "yes", thread=root)
    assert robot.last["event"]["thread_ts"] == root
    people.press("UADA", people.messages("UADA")[1], "go")

    assert robot.last["container"]["thread_ts"] == root


def test_a_command_cannot_be_typed_into_a_thread(
    people: SandboxClient, robot: "Robot", root: str
) -> None:
    body = {"user": "UADA", "text": "/ai-path plan", "channel": "general", "thread": root}

    seen = people._knock("command", **body)

    assert seen.error == "`/ai-path` is not supported in threads. Sorry!"
    assert (seen.text, seen.messages[-1]["thread_ts"]) == (seen.error, root)
    assert "reply_count" not in people.messages("UADA")[0]
    assert robot.deliveries == []


def test_what_cannot_be_answered_is_refused(
    people: SandboxClient, web: WebClient, sandbox: Sandbox
) -> None:
    web.chat_postEphemeral(channel="general", user="UADA", text="psst")
    (hidden,) = people.messages("UADA")

    def answer(user: str, ts: str) -> str:
        return people.say(user, "hello", "general", thread=ts).error

    assert answer("UADA", hidden["ts"]) == "A message that only you can see has no thread."
    assert answer("UBAO", hidden["ts"]) == f"UBAO sees no message {hidden['ts']} in CGENERAL."
    assert answer("UADA", "1.0") == "UADA sees no message 1.0 in CGENERAL."
    page = look(sandbox, at="CGENERAL", thread=hidden["ts"])
    assert "hidden" in page.having(id="thread")[0]
    assert not page.having(data_thread=hidden["ts"])


def test_a_thread_is_sent_when_it_is_open(
    sandbox: Sandbox, people: SandboxClient, root: str
) -> None:
    where = {"as": "UADA", "at": "CGENERAL", "thread": root}
    before = parts(sandbox, **where)
    reply = people.say("UBAO", "I do", "general", thread=root).messages[-1]["ts"]

    have = {key: item["digest"] for key, item in before["items"].items()}
    after = parts(sandbox, **where, have=have)

    assert before["lists"]["thread"]["keys"] == [f"t{root}", "t-count"]
    assert after["lists"]["thread"]["keys"] == [f"t{root}", "t-count", f"t{reply}"]
    assert set(after["items"]) == {f"m{root}", "t-count", f"t{reply}"}


def test_a_reply_is_recorded_by_the_place_of_what_it_answers(
    people: SandboxClient, root: str
) -> None:
    people.say("UBAO", "I do", "general", thread=root)
    recording = people.recording()
    people.reset()

    people.replay(recording)

    assert recording["steps"][-1]["body"]["thread"] == "#1"
    assert [message["text"] for message in people.messages("UADA")] == [
        *("Who knows about vectors?", "I do")
    ]


# Unread


def test_unread_messages_are_counted_until_they_are_seen(sandbox: Sandbox, web: WebClient) -> None:
    web.chat_postMessage(channel="CGENERAL", text="one")
    web.chat_postMessage(channel="UADA", text="two")

    before = look(sandbox, at="home").text
    look(sandbox, at="CGENERAL")
    parts(sandbox, **{"as": "UADA", "at": "DADA", "looking": False})
    after = look(sandbox, at="home").text

    assert "Ada Obi 2 unread" in before
    assert "general 1 unread" in before
    assert "Ada Obi 1 unread" in after
    assert "general 1 unread" not in after


def test_a_mark_stands_above_what_is_new(
    sandbox: Sandbox, web: WebClient, people: SandboxClient
) -> None:
    web.chat_postMessage(channel="general", text="old")
    look(sandbox, at="CGENERAL")
    new = web.chat_postMessage(channel="general", text="new words")["ts"]
    people.say("UADA", "mine", "general")

    page = look(sandbox, at="CGENERAL")

    assert [tag["data-new-from"] for _, tag in page.tags if "data-new-from" in tag] == [new]
    assert "old" in page.text.partition(" New ")[0]
    assert "new words" in page.text.partition(" New ")[2]
    assert not look(sandbox, at="CGENERAL").having(role="separator")


def test_the_mark_stays_while_one_looks_and_moves_when_one_comes_back(
    sandbox: Sandbox, web: WebClient
) -> None:
    where = {"as": "UADA", "at": "CGENERAL"}
    first = web.chat_postMessage(channel="general", text="first")["ts"]

    assert parts(sandbox, **where, arrives=True)["new_from"] == first
    second = web.chat_postMessage(channel="general", text="second")["ts"]
    assert parts(sandbox, **where, new_from=first)["new_from"] == first
    third = web.chat_postMessage(channel="general", text="third")["ts"]
    away = parts(sandbox, **where, new_from=first, looking=False)
    assert (away["new_from"], second in str(away["lists"])) == (first, True)
    assert parts(sandbox, **where, new_from=first, arrives=True)["new_from"] == third


@pytest.mark.parametrize(
    ("reader", "reply", "unread"),
    [
        ("UADA", "I do", 1),
        ("UMIA", "I do", 0),
        ("UMIA", "ask @mia", 1),
        ("UBAO", "I do", 0),
    ],
    ids=["wrote above", "did not write", "is mentioned", "wrote it"],
)
def test_a_reply_is_news_to_those_whom_the_thread_concerns(
    sandbox: Sandbox, people: SandboxClient, root: str, reader: str, reply: str, unread: int
) -> None:
    look(sandbox, reader, "CGENERAL")
    people.say("UBAO", reply, "general", thread=root)

    page = look(sandbox, reader, "home")

    assert page.text.count(f"general {unread} unread") == unread
    assert ("1 new" in look(sandbox, reader, "CGENERAL").text) == (reader != "UBAO")
    look(sandbox, reader, "CGENERAL", thread=root)
    assert "general 1 unread" not in look(sandbox, reader, "home").text
    assert "1 new" not in look(sandbox, reader, "CGENERAL").text


# Mentions


def test_who_is_mentioned_sees_it_at_once(
    sandbox: Sandbox, people: SandboxClient, root: str
) -> None:
    people.say("UBAO", "ask @mia", "general")

    sidebar = look(sandbox, "UMIA", "home").text
    mine, theirs = (look(sandbox, user, "CGENERAL") for user in ("UMIA", "UADA"))

    assert "general 2 unread, you are mentioned" in sidebar
    assert root in mine.html
    assert [page.html.count("mention-me") for page in (mine, theirs)] == [1, 0]
    assert [page.html.count('class="message meant"') for page in (mine, theirs)] == [1, 0]


@pytest.mark.parametrize(
    ("text", "blocks", "mentioned"),
    [
        ("hello <@U1>", [], {"U1"}),
        ("", [{"type": "section", "text": {"type": "mrkdwn", "text": "<@U1|ada> <@U2>"}}], {"U1", "U2"}),
        ("", [{"type": "rich_text", "elements": [{"type": "user", "user_id": "U3"}]}], {"U3"}),
        ("hello @U1", [], set()),
    ],
    ids=["in the text", "in blocks", "in rich text", "by no mark-up"],
)  # fmt: skip
def test_mentions_are_found_wherever_they_stand(
    text: str, blocks: list[Json], mentioned: set[str]
) -> None:
    message = Message("C1", "1.0", "U9", text, blocks)
    message.note_content()

    assert set(message.mentioned) == mentioned
    assert not message.mentions("U8")


@pytest.mark.parametrize("call", ["here", "channel", "everyone"])
def test_a_call_means_everybody(call: str) -> None:
    message = Message("C1", "1.0", "U9", f"<!{call}> hello")
    message.note_content()

    assert message.mentions("U8")


def test_who_writes_is_not_meant_by_their_own_words(
    sandbox: Sandbox, people: SandboxClient
) -> None:
    people.say("UMIA", "I am @mia", "general")

    assert 'class="message meant"' not in look(sandbox, "UMIA", "CGENERAL").html
