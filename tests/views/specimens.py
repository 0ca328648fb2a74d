"""Every view, over the real content and over words that nobody foresaw."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle

from bot.blockkit.surfaces import Home, Message, Modal
from bot.content import Loaded
from bot.domain.checkins import Answer, Audience, Blocker, Confidence
from bot.domain.nudges import Kind
from bot.domain.people import Away, StrangerError, Work
from bot.domain.plans import NoPlanYetError, Plan, PlannedModule, TaskKey, Verdict
from bot.domain.privacy import Access
from bot.domain.sittings import AtStage, Stage
from bot.domain.standing import Standing
from bot.domain.teams import OpenBlocker, Team, TeamExistsError, UnknownMemberError
from bot.views import assessments, checkins, nudges, people, plans, settings, teams
from tests.views.making import (
    ADA,
    LENA,
    MONDAY,
    NOW,
    SEARCH,
    at_question,
    checkin,
    default_plan,
    estimate,
    letter,
    line,
    plan_of,
    report,
    result,
    sitting,
    week_of,
    whole_of,
    with_done,
)

View = Message | Modal | Home


def of_content(loaded: Loaded) -> Iterator[View]:
    """Everything that the content and the bank can be seen as."""
    for track in loaded.curriculum.tracks.values():
        for verdict in Verdict:
            placed = dict.fromkeys(list(loaded.bank.areas)[::2], verdict)
            plan = plan_of(loaded, track, placed)
            yield plans.whole(whole_of(loaded, plan))
        plan = plan_of(loaded, track)
        weeks = (plan.ends_on - MONDAY).days // 7 + 1
        seen: set[tuple[str, ...]] = set()
        for n in range(-1, weeks):
            # Somebody who keeps up, so that every module is seen in its turn.
            kept_up = with_done(plan, modules=plan.modules_behind(MONDAY + timedelta(weeks=n)))
            items = tuple(shown.item.id for shown in week_of(loaded, kept_up, n).open)
            if items not in seen:
                seen.add(items)
                yield from _week(loaded, kept_up, n)
    for question in loaded.bank.questions:
        yield assessments.screen(at_question(loaded, question), loaded.curriculum, loaded.bank)


def _week(loaded: Loaded, plan: Plan, n: int) -> Iterator[View]:
    week = week_of(loaded, plan, n)
    yield plans.week(week)
    yield plans.week(week_of(loaded, with_done(plan, modules=0, tasks=1), n))
    yield plans.made(week)
    yield people.home(standing(week=week))
    yield people.home(standing(engineer=replace(ADA, paused=True), week=week))
    for kind in Kind:
        yield nudges.letter(letter(kind, week))
    finished = frozenset(key for shown in week.open for key in _keys(shown.planned))
    for answer in (None, Answer(2.5, Confidence.LIKELY, finished)):
        yield checkins.form(checkin(week, answer))
        yield checkins.thanks(checkin(week, answer))


def _keys(module: PlannedModule) -> Iterator[TaskKey]:
    return (TaskKey(module.item, task) for task in module.tasks)


def standing(**changes: object) -> Standing:
    """Where somebody stands: met, and nothing more."""
    plain = Standing(
        engineer=ADA,
        open_sitting=None,
        finished_sitting=None,
        week=None,
        checked_in=False,
        blockers=(),
        teams=(),
        leads=(),
        at=NOW,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test names real fields


def of_stages(loaded: Loaded) -> Iterator[View]:
    """The assessment's forms, and results from sure to open."""
    for stage in (Stage.ABOUT, Stage.RATINGS, Stage.MORE_RATINGS):
        for ratings in ({}, dict.fromkeys(loaded.bank.areas, 4)):
            shown = AtStage(replace(ADA, work=Work.DATA), sitting(stage, ratings))
            yield assessments.screen(shown, loaded.curriculum, loaded.bank)
    for study in (0.0, 0.2, 0.49, 0.5, 0.7, 0.9, 1.0):
        for verdict in Verdict:
            known = estimate(study, (1 - study) / 2, verdict)
            shown_result = result(loaded, dict.fromkeys(loaded.bank.areas, known))
            yield assessments.result(shown_result)
            yield plans.make_form(loaded.curriculum, shown_result, MONDAY)


def of_standings(loaded: Loaded) -> Iterator[View]:
    """Home and help for everybody, wherever they stand."""
    week = week_of(loaded, default_plan(loaded))
    finished = week_of(loaded, with_done(default_plan(loaded), modules=99))
    for shown in (
        standing(),
        standing(open_sitting=sitting()),
        standing(finished_sitting=sitting(Stage.DONE)),
        standing(finished_sitting=sitting(Stage.DONE), week=week),
        standing(finished_sitting=sitting(Stage.DONE), week=finished, checked_in=True),
        standing(leads=(SEARCH,), teams=(SEARCH, Team(2, "Alone"))),
    ):
        yield people.home(shown)
        yield people.help_text(shown)
        yield people.notice(people.help_text(shown))
    yield people.home_of_stranger()


def of_settings() -> Iterator[View]:
    """Settings and absences."""
    away = tuple(
        Away(first, first + timedelta(days=5))
        for first in (date(2026, 1, 5), date(2026, 12, 28), date(2027, 5, 3))
    )
    for engineer in (ADA, replace(ADA, aways=away), replace(ADA, paused=True)):
        yield settings.form(engineer)
        yield settings.saved(engineer, MONDAY)
        yield settings.summary(engineer, MONDAY)
    yield settings.away_form()


def of_teams() -> Iterator[View]:
    """Reports of teams of every size, and what is said of teams besides."""
    reasons = cycle(
        [(), ("no check-in for 2 weeks",), ("blocker open for 9 days", "2 modules behind plan")]
    )
    for size in (0, 1, 5, 50, 200):
        lines = tuple(line(f"Person {n} Surname", next(reasons)) for n in range(size))
        blockers = tuple(OpenBlocker(each.name, "No access to the GPU", 9) for each in lines)
        shown = teams.report(report(lines, blockers))
        yield shown
        yield people.notice(shown)
    yield teams.created(SEARCH)
    yield teams.led(())
    yield teams.led((SEARCH, Team(2, "Ranking")))


def of_refusals() -> Iterator[View]:
    """What goes wrong."""
    for error in (
        StrangerError(),
        NoPlanYetError(),
        TeamExistsError(name="Search"),
        UnknownMemberError(person="<@UBEN>"),
    ):
        yield people.refusal(error)
        yield people.notice(people.refusal(error))
    yield people.trouble("00c0ffee")
    yield people.unknown("asess", "assess")
    yield people.unknown("xyzzy", "")
    yield people.privacy(())
    yield nudges.letter(letter(Kind.NUDGE, None))


def of_words(loaded: Loaded, words: str) -> Iterator[View]:
    """Every view that shows words which people wrote, here always *words*."""
    ada = replace(ADA, name=words, target_role=words)
    team = Team(1, words, (LENA,))
    blocker = Blocker(1, words[:3000], Audience.LEAD, NOW - timedelta(days=1))
    week = week_of(loaded, default_plan(loaded))
    everybody = tuple(line(words, ("no check-in for 2 weeks",), phase="Basics") for _ in range(60))
    blockers = tuple(OpenBlocker(words, words, 1) for _ in range(20))
    answer = Answer(1, Confidence.SURE, note=words[:3000], blocker=words[:3000])
    yield people.home(standing(engineer=ada, week=week, blockers=(blocker,) * 7, teams=(team,) * 9))
    yield people.unknown(words, "plan")
    yield people.refusal(TeamExistsError(name=words))
    yield people.privacy([Access(words, "team report", NOW)] * 50)
    yield teams.report(report(everybody, blockers, words))
    yield teams.report(report((), (), words))
    yield people.notice(teams.report(report(everybody, blockers, words)))
    yield teams.created(team)
    yield teams.led((team,) * 30)
    yield checkins.form(checkin(week, answer))
    yield checkins.thanks(checkin(week, answer))
    yield assessments.screen(AtStage(ada, sitting()), loaded.curriculum, loaded.bank)


def every_kind(loaded: Loaded) -> Iterator[View]:
    """Everything that can be seen."""
    yield from of_content(loaded)
    yield from of_stages(loaded)
    yield from of_standings(loaded)
    yield from of_settings()
    yield from of_teams()
    yield from of_refusals()
    yield from of_words(loaded, "Ada & Ben")
