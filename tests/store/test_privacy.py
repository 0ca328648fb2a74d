from datetime import timedelta

from bot.domain.people import Who
from bot.domain.privacy import Access
from bot.store import Session, Sessions, privacy
from tests.store.conftest import ADA, BEN, NOW, join, statements_of

LENA = Who("T1", "ULENA")


def test_a_look_is_noted_for_each_who_was_looked_at_and_not_for_oneself(
    sessions: Sessions,
) -> None:
    with sessions.begin() as session:
        ada, ben, lena = join(session, ADA), join(session, BEN, "Ben"), join(session, LENA, "Lena")

        privacy.note(session, lena, [ada.id, lena.id], "team report", NOW)

        assert privacy.of(session, ada) == (Access("Lena", "team report", NOW),)
        assert privacy.of(session, ben) == ()
        assert privacy.of(session, lena) == ()


def test_looking_at_nobody_notes_nothing(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)

        privacy.note(session, ada, [], "team report", NOW)
        privacy.note(session, ada, [ada.id], "team report", NOW)

        assert privacy.of(session, ada) == ()


def test_the_last_twenty_looks_are_told_newest_first(sessions: Sessions) -> None:
    moments = [NOW + timedelta(minutes=n) for n in range(22)]
    with sessions.begin() as session:
        ada, lena = join(session, ADA), join(session, LENA, "Lena")
        for moment in moments:
            privacy.note(session, lena, [ada.id], "team report", moment)

        told = privacy.of(session, ada)

    assert [access.at for access in told] == moments[:1:-1]


def test_a_look_at_many_takes_one_statement(sessions: Sessions) -> None:
    with sessions.begin() as session:
        lena = join(session, LENA, "Lena")
        ids = [join(session, Who("T1", f"U{n}"), f"N{n}").id for n in range(20)]

    def look(session: Session) -> None:
        privacy.note(session, lena, ids, "team report", NOW)

    assert statements_of(sessions, look) == 1
