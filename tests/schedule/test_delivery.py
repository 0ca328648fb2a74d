"""One message to Slack: what each way of going wrong means for it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.blockkit.validator import check_message
from bot.domain.nudges import Kind, Letter, State
from bot.domain.people import Engineer, Who
from bot.schedule.delivery import (
    FIRST_WAIT,
    MOST_ATTEMPTS,
    TOKEN_PAUSE,
    Outcome,
    Route,
    deliver,
)
from bot.store import connect, disconnect
from bot.store.nudges import Sent, Unsent
from tests.schedule.answers import answering
from tests.schedule.conftest import TOKEN, Town
from tests.schedule.crowd import (
    DUE,
    TEAM,
    WEEK,
    Crowd,
    attempts,
    change,
    entries,
    only_entry,
    user,
)

LATER = [DUE + minutes * FIRST_WAIT for minutes in (1, 3, 7, 15)]
AN_HOUR_ON = DUE + timedelta(hours=1)


def test_a_message_arrives_with_the_ledgers_id_and_nothing_personal(town: Town) -> None:
    town.settle(Crowd(1))

    done = town.tick()

    (message,) = town.posted()
    assert done.sent == 1
    assert message["metadata"] == {"event_type": "ai_path_nudge", "event_payload": {"id": "1"}}
    assert "Why now: your weekly nudge, Monday 09:30 your time." in message["text"]
    assert check_message(message["text"], message["blocks"]) == []


def test_the_conversation_is_opened_once_and_kept(town: Town) -> None:
    town.settle(Crowd(1)).tick()
    town.slack.fault("conversations.open", "500", times=9)

    again = town.tick(DUE + timedelta(days=7))

    assert again.sent == 1
    assert town.heard() == {user(1): 2}


def test_after_a_429_it_waits_as_long_as_slack_says_and_arrives_once(town: Town) -> None:
    town.settle(Crowd(1)).slack.fault("chat.postMessage", "429", retry_after=40)
    until = DUE + timedelta(seconds=40)

    refused = town.tick()
    too_early = town.tick(until - timedelta(seconds=1))
    in_time = town.tick(until)
    afterwards = town.tick(AN_HOUR_ON)

    assert (refused.planned, refused.sent, refused.retry_at) == (1, 0, until)
    assert (too_early.sent, too_early.retry_at) == (0, None)
    assert (in_time.sent, in_time.retry_at) == (1, None)
    assert afterwards.sent == 0
    assert town.heard() == {user(1): 1}


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("40", 40), ("0", 1), ("1", 1), ("soon", 30), ("1.5", 30), ("9" * 30, 30), (None, 30)],
    ids=["seconds", "at once", "one", "a word", "a fraction", "for ever", "none"],
)
def test_a_429_is_waited_for_at_least_a_second_whatever_it_says(
    town: Town, header: str | None, seconds: int
) -> None:
    town.settle(Crowd(1, direct=True))
    headers = {"Retry-After": header} if header else {}

    with answering("", 429, "text/plain", headers) as url:
        done = at(town, url).tick()

    assert done.retry_at == DUE + timedelta(seconds=seconds)


def test_after_a_500_it_is_tried_ever_later_and_given_up_after_five_times(town: Town) -> None:
    town.settle(Crowd(1)).slack.fault("chat.postMessage", "500", times=MOST_ATTEMPTS)

    ticks = [town.tick(moment) for moment in (DUE, *LATER, AN_HOUR_ON)]

    entry = only_entry(town.deps.sessions)
    assert [tick.retry_at for tick in ticks] == [*LATER, None, None]
    assert [tick.failed for tick in ticks] == [0, 0, 0, 0, 1, 0]
    assert entry.state is State.FAILED
    assert str(entry.error).startswith("gave up after 5 attempts: Slack answered 500")
    assert attempts(town.deps.sessions) == [MOST_ATTEMPTS]
    assert town.posted() == []


def test_a_500_that_passes_costs_a_minute_and_nothing_else(town: Town) -> None:
    town.settle(Crowd(1)).slack.fault("chat.postMessage", "500")

    town.tick()
    in_time = town.tick(DUE + FIRST_WAIT)

    assert in_time.sent == 1
    assert only_entry(town.deps.sessions).error is None
    assert town.heard() == {user(1): 1}


@pytest.mark.parametrize(
    ("fault", "arrived"), [("drop_before", 0), ("drop_after", 1), ("timeout", 0)]
)
def test_a_message_that_slack_may_have_is_unknown_and_never_repeated(
    town: Town, fault: str, arrived: int
) -> None:
    town.settle(Crowd(1)).slack.fault("chat.postMessage", fault)

    done = town.in_haste().tick()
    afterwards = town.tick(AN_HOUR_ON)

    entry = only_entry(town.deps.sessions)
    assert (done.sent, done.unknown, done.retry_at) == (0, 1, None)
    assert (afterwards.sent, afterwards.unknown) == (0, 0)
    assert entry.state is State.UNKNOWN
    assert str(entry.error).startswith("no answer from Slack: ")
    assert town.heard().total() == arrived


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "timeout", "500", "429"])
def test_a_conversation_that_could_not_be_opened_is_opened_later(town: Town, fault: str) -> None:
    town.settle(Crowd(1)).slack.fault("conversations.open", fault)

    done = town.in_haste().tick()
    afterwards = town.tick(DUE + FIRST_WAIT)

    assert (done.sent, done.failed, done.unknown) == (0, 0, 0)
    assert done.retry_at is not None
    assert afterwards.sent == 1
    assert town.heard() == {user(1): 1}


def test_where_slack_refuses_the_blocks_the_text_alone_goes_out_once(town: Town) -> None:
    town.settle(Crowd(1)).slack.fault("chat.postMessage", "invalid_blocks")

    done = town.tick()

    (message,) = town.posted()
    assert done.sent == 1
    assert message["blocks"] == []
    assert "Why now" in message["text"]
    assert message["metadata"]["event_payload"] == {"id": "1"}


def test_where_slack_refuses_the_text_too_it_has_failed(town: Town) -> None:
    town.settle(Crowd(1, direct=True))

    with answering('{"ok": false, "error": "invalid_blocks"}') as url:
        done = at(town, url).tick()

    assert done.failed == 1
    assert only_entry(town.deps.sessions).error == "Slack answered 200: invalid_blocks"


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        ({"slack_user_id": "UNOBODY"}, "user_not_found"),
        ({"dm_channel": "DNOWHERE"}, "channel_not_found"),
    ],
    ids=["unknown user", "unknown channel"],
)
def test_what_slack_refuses_for_good_has_failed_with_the_reason(
    town: Town, account: dict[str, object], reason: str
) -> None:
    town.settle(Crowd(1))
    change(town.deps.sessions, 1, **account)

    done = town.tick()
    afterwards = town.tick(AN_HOUR_ON)

    assert (done.failed, done.retry_at, afterwards.failed) == (1, None, 0)
    assert only_entry(town.deps.sessions).error == f"Slack answered 200: {reason}"


def test_a_closed_account_fails_and_stops_nobody_else(town: Town) -> None:
    town.settle(Crowd(2)).slack.member(user(1), deleted=True)

    done = town.tick()

    reasons = {entry.user: entry.error for entry in entries(town.deps.sessions)}
    assert (done.sent, done.failed) == (1, 1)
    assert town.heard() == {user(2): 1}
    assert reasons == {user(1): "Slack answered 200: user_disabled", user(2): None}


def test_a_token_that_slack_does_not_know_costs_time_and_no_message(town: Town) -> None:
    town.settle(Crowd(2))
    stranger = replace(town, deps=replace(town.deps, bot_token=lambda _: "xoxb-somebody-elses"))

    done = stranger.tick()
    reasons = {entry.error for entry in entries(town.deps.sessions)}
    mended = town.tick(DUE + TOKEN_PAUSE)

    assert (done.failed, done.retry_at) == (0, DUE + TOKEN_PAUSE)
    assert reasons == {"Slack answered 200: invalid_auth"}
    assert mended.sent == 2


def test_where_nobody_listens_it_is_tried_again(town: Town) -> None:
    town.settle(Crowd(1, direct=True))

    done = at(town, "http://127.0.0.1:9/api/").tick()
    back = town.tick(DUE + FIRST_WAIT)

    assert done.retry_at == DUE + FIRST_WAIT
    assert back.sent == 1


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (200, "application/json", '{"ok": false, "error": "service_unavailable"}'),
        (503, "text/html", "<html>"),
        (403, "text/html", "<html>"),
    ],
    ids=["says so itself", "says so in HTML", "a proxy is in the way"],
)
def test_a_slack_that_is_not_there_is_asked_again(
    town: Town, status: int, kind: str, said: str
) -> None:
    town.settle(Crowd(1, direct=True))

    with answering(said, status, kind) as url:
        done = at(town, url).tick()

    assert (done.failed, done.unknown, done.retry_at) == (0, 0, DUE + FIRST_WAIT)


HALF_WAY = pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (200, "application/json", '{"ok": false, "error": "internal_error"}'),
        (200, "application/json", '{"ok": fal'),
        (200, "text/html", "<html>"),
        (502, "text/html", "<html>"),
        (504, "text/html", "<html>"),
    ],
    ids=["broke inside", "cut off", "no JSON", "bad gateway", "gateway timeout"],
)


@HALF_WAY
def test_a_slack_that_broke_half_way_may_have_posted(
    town: Town, status: int, kind: str, said: str
) -> None:
    town.settle(Crowd(1, direct=True))

    with answering(said, status, kind) as url:
        done = at(town, url).tick()

    assert (done.unknown, done.retry_at) == (1, None)
    assert str(only_entry(town.deps.sessions).error).startswith(f"Slack answered {status}: ")


@HALF_WAY
def test_a_slack_that_broke_half_way_may_be_asked_for_the_conversation_again(
    town: Town, status: int, kind: str, said: str
) -> None:
    town.settle(Crowd(1))

    with answering(said, status, kind) as url:
        done = at(town, url).tick()

    assert (done.unknown, done.retry_at) == (0, DUE + FIRST_WAIT)


def test_an_answer_that_breaks_us_after_the_post_leaves_it_unknown(town: Town) -> None:
    town.settle(Crowd(2, direct=True))

    with answering("surely", 200, "text/plain") as url:
        done = at(town, url).tick()

    assert (done.unknown, done.retry_at) == (2, None)
    assert {str(entry.error)[:27] for entry in entries(town.deps.sessions)} == {
        "something broke on its way:"
    }


def test_an_answer_that_breaks_us_before_the_post_puts_it_off(town: Town) -> None:
    town.settle(Crowd(2))

    with answering('{"ok": true}') as url:
        done = at(town, url).tick()
    afterwards = town.tick(DUE + FIRST_WAIT)

    assert (done.unknown, done.retry_at) == (0, DUE + FIRST_WAIT)
    assert afterwards.sent == 2


def test_a_channel_that_cannot_be_kept_puts_the_message_off(town: Town) -> None:
    gone = connect("postgresql://127.0.0.1:9/nowhere")
    letter = letter_to_ada(why="a test", channel=None)

    outcome = asyncio.run(_delivered(replace(town, deps=replace(town.deps, sessions=gone)), letter))
    disconnect(gone)

    assert isinstance(outcome, Unsent)
    assert (outcome.state, outcome.retry_at) == (State.PLANNED, DUE + FIRST_WAIT)
    assert town.posted() == []


def test_blocks_that_slack_would_refuse_stay_at_home_and_the_text_goes_out(town: Town) -> None:
    long = letter_to_ada(why="x" * 4000, channel=user(1))

    outcome = asyncio.run(_delivered(town, long))

    (message,) = town.posted()
    assert isinstance(outcome, Sent)
    assert message["blocks"] == []
    assert "Your plan has changed" in message["text"]


def letter_to_ada(why: str, channel: str | None) -> Letter:
    """Make a message that was claimed for the first time."""
    return Letter(
        id=7,
        kind=Kind.NUDGE,
        of=WEEK,
        why=why,
        attempts=1,
        engineer=Engineer(1, Who(TEAM, user(1)), "Ada"),
        channel=channel,
        week=None,
    )


async def _delivered(town: Town, letter: Letter) -> Outcome:
    async with aiohttp.ClientSession() as http:
        client = AsyncWebClient(TOKEN, base_url=town.sandbox.api_url, session=http)
        return await deliver(Route(town.deps, client, lambda: DUE), letter)


def at(town: Town, url: str) -> Town:
    """Put another server in Slack's place."""
    return replace(town, deps=replace(town.deps, slack_api_url=url))
