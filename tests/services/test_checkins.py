from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.checkins import (
    LONGEST_NOTE,
    Answer,
    Audience,
    BlockerTooLongError,
    CheckIn,
    CheckInForm,
    Confidence,
    NoteTooLongError,
    StaleBlockerError,
    StaleCheckInError,
)
from bot.domain.people import StrangerError, Who
from bot.domain.plans import NoPlanYetError, TaskKey
from bot.services import checkins, people, plans
from bot.store import Session
from tests.services.conftest import (
    ADA,
    BEN,
    MONDAY,
    STRANGER,
    World,
    answer_with,
    first_task,
)
from tests.store.conftest import statements_of

A_WEEK = timedelta(days=7)
SHOUT = "<!channel> & <@UADA> *bold* \n```code```"


def _submit(world: World, answer: Answer, week: date = MONDAY, who: Who = ADA) -> CheckInForm:
    with world.begin() as session:
        return checkins.submit(session, world.curriculum, who, week, answer, world.clock.now())


def _open(world: World, who: Who = ADA, asked: date | None = None) -> CheckInForm:
    with world.begin() as session:
        return checkins.open_form(session, world.curriculum, who, asked, world.clock.now())


def _close(world: World, blocker: str, who: Who = ADA) -> None:
    with world.begin() as session:
        checkins.close_blocker(session, who, blocker, world.clock.now())


def _open_blockers(world: World, who: Who = ADA) -> list[str]:
    with world.begin() as session:
        standing = people.standing(session, world.curriculum, who, world.clock.now())
    return [blocker.text for blocker in standing.blockers]


def _blocker_id(world: World) -> str:
    with world.begin() as session:
        standing = people.standing(session, world.curriculum, ADA, world.clock.now())
    return str(standing.blockers[0].id)


def _given(world: World) -> Answer:
    given = _open(world).given
    assert given is not None
    return given.answer


def test_a_form_opens_empty_and_then_with_what_was_answered(world: World) -> None:
    world.follow(ADA)
    empty = _open(world)
    answer = answer_with("No GPU", note="Fine")

    thanks = _submit(world, answer)

    assert empty.given is None
    assert thanks == CheckInForm(empty.week, MONDAY, CheckIn(MONDAY, answer, world.clock.now()))
    assert _open(world) == thanks


def test_a_second_answer_edits_the_first(world: World) -> None:
    world.follow(ADA)
    first_at = world.clock.now()
    _submit(world, answer_with("No GPU"))
    later = world.clock.forward(timedelta(days=1))
    second = Answer(7.5, Confidence.UNSURE, note="Other words")

    _submit(world, second)

    assert _open(world).given == CheckIn(MONDAY, second, first_at, later)
    assert _open_blockers(world) == []


def test_the_same_answer_sent_twice_is_one_check_in(world: World) -> None:
    world.follow(ADA)
    answer = answer_with("No GPU")

    _submit(world, answer)
    _submit(world, answer)

    assert _given(world) == answer
    assert _open_blockers(world) == ["No GPU"]


@pytest.mark.parametrize(
    "words", ["", SHOUT, "x" * LONGEST_NOTE, "🐝" * LONGEST_NOTE], ids=["no", "shout", "xs", "bees"]
)
def test_words_are_kept_to_the_letter(world: World, words: str) -> None:
    world.follow(ADA)
    answer = Answer(0, Confidence.SURE, note=words, blocker=words)

    _submit(world, answer)

    assert _given(world) == answer
    assert _open_blockers(world) == ([words] if words else [])


def test_words_that_are_too_long_never_become_an_answer() -> None:
    words = "x" * (LONGEST_NOTE + 1)

    with pytest.raises(NoteTooLongError):
        answer_with(note=words)
    with pytest.raises(BlockerTooLongError):
        answer_with(blocker=words)


def test_tasks_that_the_plan_does_not_hold_are_left_out_and_none_is_closed(world: World) -> None:
    world.follow(ADA)
    mine = first_task(world.plan())
    tasks = frozenset({mine, TaskKey("no-such-module", "t1"), TaskKey(mine.item, "no-such-task")})

    _submit(world, Answer(3, Confidence.SURE, tasks=tasks))

    assert _given(world).tasks == {mine}
    assert not any(module.done for module in world.plan().modules)


@pytest.mark.parametrize(
    "week",
    [
        MONDAY - 2 * A_WEEK,
        MONDAY - A_WEEK - timedelta(days=1),
        MONDAY - timedelta(days=3),
        MONDAY + timedelta(days=1),
        MONDAY + A_WEEK,
    ],
    ids=["two weeks ago", "a Sunday", "a Friday", "a Tuesday", "next week"],
)
def test_a_form_of_another_week_changes_nothing(world: World, week: date) -> None:
    world.follow(ADA)
    before = world.rows()

    with pytest.raises(StaleCheckInError):
        _submit(world, answer_with("No GPU"), week)

    assert world.rows() == before


def test_a_form_of_last_week_still_counts_for_last_week(world: World) -> None:
    world.follow(ADA)
    world.clock.forward(A_WEEK)
    answer = answer_with("No GPU")

    thanks = _submit(world, answer, MONDAY)

    assert thanks.week.week == MONDAY + A_WEEK
    assert thanks.given == CheckIn(MONDAY, answer, world.clock.now())
    assert _open(world).given is None


def test_whoever_has_checked_in_is_not_asked_again_this_week(world: World) -> None:
    world.follow(ADA)
    world.clock.forward(timedelta(days=2))
    with world.begin() as session:
        ada = people.require(session, ADA)

    _submit(world, answer_with())

    assert world.looks() == {ADA: ada.rhythm.moment(MONDAY + A_WEEK, ada.rhythm.nudge_at)}


def test_without_a_plan_there_is_nothing_to_check_in_on(world: World) -> None:
    world.join(ADA)

    with pytest.raises(NoPlanYetError):
        _open(world)
    with pytest.raises(NoPlanYetError):
        _submit(world, answer_with())
    with pytest.raises(StrangerError):
        _submit(world, answer_with(), who=STRANGER)


def test_a_blocker_is_closed_by_its_owner_and_once(world: World) -> None:
    world.follow(ADA, BEN)
    _submit(world, answer_with("No GPU"))
    blocker = _blocker_id(world)

    with pytest.raises(StaleBlockerError):
        _close(world, blocker, BEN)
    assert _open_blockers(world) == ["No GPU"]
    _close(world, blocker)
    assert _open_blockers(world) == []
    with pytest.raises(StaleBlockerError):
        _close(world, blocker)


@pytest.mark.parametrize("blocker", ["", "abc", "-1", "0", "9" * 18, "9" * 40, "1.5"])
def test_a_button_about_no_blocker_changes_nothing(world: World, blocker: str) -> None:
    world.follow(ADA)
    _submit(world, answer_with("No GPU"))
    before = world.rows()

    with pytest.raises(StaleBlockerError):
        _close(world, blocker)

    assert world.rows() == before


def test_a_closed_blocker_stays_closed_through_an_edit_and_new_words_open_another(
    world: World,
) -> None:
    world.follow(ADA)
    _submit(world, answer_with("No GPU"))
    _close(world, _blocker_id(world))

    _submit(world, answer_with("No GPU", Audience.LEAD, note="More"))
    assert _open_blockers(world) == []

    _submit(world, answer_with("No data either"))
    assert _open_blockers(world) == ["No data either"]


def test_a_check_in_takes_as_many_statements_with_many_tasks(world: World) -> None:
    world.follow(ADA)
    module = max(world.plan().modules, key=lambda m: len(m.tasks))
    few, *_ = keys = [TaskKey(module.item, task) for task in module.tasks]

    def submit(*tasks: TaskKey) -> int:
        answer = replace(answer_with("No GPU"), tasks=frozenset(tasks))

        def act(session: Session) -> object:
            return checkins.submit(
                session, world.curriculum, ADA, MONDAY, answer, world.clock.now()
            )

        return statements_of(world.sessions, act)

    submit()
    assert submit(few) == submit(*keys) <= 20


@pytest.mark.parametrize(
    ("asked", "opened"),
    [
        (MONDAY, MONDAY),
        (MONDAY + timedelta(days=7), MONDAY + timedelta(days=7)),
        (MONDAY - timedelta(days=7), MONDAY + timedelta(days=7)),
        (None, MONDAY + timedelta(days=7)),
    ],
    ids=["last week", "this week", "long ago", "no week"],
)
def test_an_invitation_opens_the_week_it_is_about(
    world: World, asked: date | None, opened: date
) -> None:
    world.follow(ADA)
    world.clock.forward(timedelta(days=7))

    assert _open(world, asked=asked).of == opened


def test_a_ticked_task_stays_ticked_after_it_was_closed(world: World) -> None:
    world.follow(ADA)
    key = first_task(world.plan())
    _submit(world, replace(answer_with(""), tasks=frozenset({key})))
    with world.begin() as session:
        plans.close_task(session, world.curriculum, ADA, key, world.clock.now())

    _submit(world, answer_with(""))

    assert _given(world).tasks == {key}
