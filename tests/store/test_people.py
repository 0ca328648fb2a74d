from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.people import Away, Engineer, Profile, Rhythm, Who, Work
from bot.store import Session, Sessions, people
from tests.store.conftest import ADA, BEN, LATER, NOW, TWIN, found, join, statements_of

CHRISTMAS = Away(date(2026, 12, 21), date(2027, 1, 3))
EASTER = Away(date(2027, 3, 26), date(2027, 3, 29))
RHYTHM = Rhythm(
    zone="Asia/Jerusalem",
    nudge_day=6,
    nudge_at=time(10, 15),
    checkin_at=time(16, 45),
    hours_per_week=7,
    working_days=frozenset({6, 0, 1, 2}),
)


def test_whoever_joins_is_found_with_everything_they_said(sessions: Sessions) -> None:
    with sessions.begin() as session:
        people.add(session, ADA, Profile("Ada Óbi 🐝", "Asia/Jerusalem"), RHYTHM, NOW)

    with sessions.begin() as session:
        ada = people.find(session, ADA)

    assert ada == Engineer(ada.id if ada else 0, ADA, "Ada Óbi 🐝", RHYTHM)


def test_joining_twice_is_one_person_who_keeps_their_settings(sessions: Sessions) -> None:
    with sessions.begin() as session:
        first = join(session)
        people.set_rhythm(session, first, RHYTHM)

    with sessions.begin() as session:
        second = join(session, name="Somebody Else")

    assert (second.id, second.name, second.rhythm) == (first.id, "Ada Obi", RHYTHM)


def test_one_user_id_in_two_workspaces_is_two_people(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, twin = join(session), join(session, TWIN, "Ada Twin")

    assert ada.id != twin.id
    with sessions.begin() as session:
        assert found(session, ADA).name == "Ada Obi"
        assert found(session, TWIN).name == "Ada Twin"
        assert people.by_users(session, "T2", ["UADA", "UBEN"]) == {TWIN: twin}


@pytest.mark.parametrize("who", [BEN, Who("T1", ""), Who("", "UADA"), TWIN])
def test_nobody_else_is_found_or_held(sessions: Sessions, who: Who) -> None:
    with sessions.begin() as session:
        join(session)

        assert people.find(session, who) is None
        assert people.hold(session, who) is None


def test_whoever_is_held_is_found_as_well(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)

        assert people.hold(session, ADA) == ada


def test_what_changes_is_kept(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        people.set_rhythm(session, ada, RHYTHM)
        people.set_work(session, ada, Work.PLATFORM, "ML engineer")
        people.set_paused(session, ada, NOW)
        people.set_gone(session, ada, NOW)

    with sessions.begin() as session:
        changed = found(session)

    assert changed == Engineer(
        ada.id,
        ADA,
        "Ada Obi",
        RHYTHM,
        paused=True,
        gone=True,
        work=Work.PLATFORM,
        target_role="ML engineer",
    )


def test_a_pause_can_end(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        people.set_paused(session, ada, NOW)
        people.set_paused(session, ada, None)

        assert not found(session).paused


def test_days_away_are_kept_once_in_order_and_forgotten_together(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        for away in (EASTER, CHRISTMAS, EASTER):
            people.add_away(session, ada, away)
        people.add_away(session, ben, EASTER)

    with sessions.begin() as session:
        assert found(session).aways == (CHRISTMAS, EASTER)
        people.clear_away(session, ada, CHRISTMAS.first)

    with sessions.begin() as session:
        assert found(session).aways == ()
        assert found(session, BEN).aways == (EASTER,)


def test_days_away_that_have_passed_stay_on_record(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        people.add_away(session, ada, CHRISTMAS)
        people.add_away(session, ada, EASTER)
        people.clear_away(session, ada, CHRISTMAS.last)

    with sessions.begin() as session:
        cut = replace(CHRISTMAS, last=CHRISTMAS.last - timedelta(days=1))
        assert found(session).aways == (cut,)


def test_what_is_told_of_one_changes_no_other(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        people.set_rhythm(session, ada, RHYTHM)
        people.set_work(session, ada, Work.DATA, "")
        people.set_paused(session, ada, LATER)
        people.set_gone(session, ada, LATER)
        people.set_dm_channel(session, ada.id, "DADA")

        assert found(session, BEN) == ben
        assert people.dm_channels(session, [ada.id, ben.id]) == {ada.id: "DADA"}


def test_a_conversation_that_was_never_opened_has_no_channel(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)

        assert people.dm_channels(session, [ada.id]) == {}
        assert people.dm_channels(session, []) == {}


def test_many_are_found_by_their_ids(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")

        assert people.by_ids(session, [ben.id, ada.id, 404]) == {ada.id: ada, ben.id: ben}
        assert people.by_ids(session, []) == {}


def test_many_take_no_more_statements_than_one(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ids = [join(session, Who("T1", f"U{n}"), f"N{n}").id for n in range(12)]
    users = [f"U{n}" for n in range(12)]

    def by_id(count: int) -> int:
        return statements_of(sessions, lambda s: people.by_ids(s, ids[:count]))

    def by_user(session: Session, count: int) -> object:
        return people.by_users(session, "T1", users[:count])

    assert by_id(12) == by_id(1)
    assert statements_of(sessions, lambda s: by_user(s, 12)) == by_id(1)
