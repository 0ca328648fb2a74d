"""Lives as they may be lived: rhythms, absences and zones, for tests to draw from."""

from datetime import date, time, timedelta

from hypothesis import strategies as st

from bot.domain.people import (
    EARLIEST_SLOT,
    LATEST_SLOT,
    NUDGE_DAYS,
    SUNDAY,
    Away,
    Engineer,
    Rhythm,
    Who,
    known_zones,
)

YEAR_STARTS, YEAR_ENDS = date(2027, 6, 1), date(2028, 6, 30)

working_days = st.frozensets(st.integers(0, 6), min_size=1)
zones = st.sampled_from(sorted(known_zones()))


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    days = draw(working_days)
    return Rhythm(
        zone=draw(zones),
        nudge_day=draw(st.sampled_from([d for d in NUDGE_DAYS if d != SUNDAY or d in days])),
        nudge_at=draw(st.times(EARLIEST_SLOT, LATEST_SLOT)),
        checkin_at=draw(st.times(time(8), time(18, 59, 59))),
        hours_per_week=draw(st.integers(1, 40)),
        working_days=days,
    )


@st.composite
def aways(draw: st.DrawFn) -> Away:
    first = draw(st.dates(YEAR_STARTS, YEAR_ENDS))
    return Away(first, first + timedelta(days=draw(st.integers(0, 40))))


@st.composite
def engineers(draw: st.DrawFn) -> Engineer:
    absences = draw(st.lists(aways(), max_size=5))
    return Engineer(1, Who("T1", "UADA"), "Ada", draw(rhythms()), tuple(absences))
