"""Settings and absences."""

from dataclasses import replace
from datetime import date

from bot.domain.people import Away, Rhythm
from bot.views import settings
from tests.views.making import ADA, MONDAY
from tests.views.reading import read


def test_the_form_holds_how_the_rhythm_stands() -> None:
    berlin = replace(ADA, rhythm=Rhythm(zone="Europe/Berlin", hours_per_week=1))

    assert (
        read(settings.form(berlin))
        == """\
<Settings>
Day of your weekly nudge?
  o Sunday
  x Monday
  o Tuesday
  o Wednesday
  o Thursday
Time of your weekly nudge?
  Between 09:00 and 16:00, in your own time zone.
  = 09:30
Hours a week for learning?
  Three to ten suit most people.
  = 1
Working days?
  x Monday
  x Tuesday
  x Wednesday
  x Thursday
  x Friday
  o Saturday
  o Sunday
Time zone?
  Such as Europe/Berlin.
  = Europe/Berlin
(Save)"""
    )


def test_a_summary_says_when_how_much_and_which_days() -> None:
    one_hour = replace(ADA, rhythm=Rhythm(hours_per_week=1, working_days=frozenset({0, 2})))

    assert (
        settings.summary(one_hour, MONDAY).text
        == """\
Your nudge comes on Mondays at 09:30 (UTC).
You learn 1 hour a week and work on Monday and Wednesday.
No days away are noted."""
    )


def test_absences_are_told_until_they_are_over() -> None:
    aways = (
        Away(date(2026, 11, 2), date(2026, 11, 22)),
        Away(date(2026, 11, 19), MONDAY),
        Away(date(2026, 12, 21), date(2027, 1, 3)),
    )

    lines = settings.summary(replace(ADA, aways=aways), MONDAY).text.splitlines()

    assert lines[2:] == [
        "Your plan moves around the days when you are away:",
        "• Thu 19 Nov to Mon 23 Nov",
        "• Mon 21 Dec 2026 to Sun 3 Jan 2027",
    ]


def test_somebody_who_is_paused_is_told_so_first() -> None:
    paused = settings.summary(replace(ADA, paused=True), MONDAY)

    assert paused.text.startswith("You are paused: no messages come until `/ai-path resume`.\n")


def test_saved_settings_are_confirmed_in_the_same_words() -> None:
    assert settings.saved(ADA, MONDAY).blocks == settings.summary(ADA, MONDAY).blocks


def test_days_away_are_asked_for_by_their_ends() -> None:
    assert (
        read(settings.away_form())
        == """\
<Away>
No messages come on these days, and your plan moves around them.
First day away?
Last day away?
(Save)"""
    )
