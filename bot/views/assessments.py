"""The assessment, screen by screen, and what it says in the end."""

from collections.abc import Mapping

from bot.blockkit.elements import (
    context,
    divider,
    header,
    number_input,
    option,
    plain_text_input,
    radio_buttons,
    section,
    static_select,
)
from bot.blockkit.surfaces import Block, Modal
from bot.blockkit.text import clip, escape, from_markdown
from bot.domain.curriculum import Curriculum, Track
from bot.domain.people import FEWEST_HOURS, MOST_HOURS, Engineer, Work
from bot.domain.placements import Certainty, certainty
from bot.domain.plans import Verdict
from bot.domain.questions import Area, Question, QuestionBank
from bot.domain.sittings import (
    BUDGET,
    DONT_KNOW,
    AtQuestion,
    AtStage,
    Estimate,
    Result,
    Screen,
    Sitting,
    Stage,
    rating_areas,
)
from bot.views.fields import ID, field
from bot.views.words import percents

TITLE = "Assessment"
RECOMMEND = "recommend"
LETTERS = "ABCDE"

_WORK = {
    Work.BACKEND: "Backend",
    Work.FULL_STACK: "Full-stack",
    Work.FRONTEND: "Frontend",
    Work.PLATFORM: "Platform or DevOps",
    Work.DATA: "Data",
}
_INTRO = (
    "*Knowledge check (beta).* Three steps in about ten minutes: about you, how you see "
    "yourself, and about 20 questions. You can close this window at any time and go on later. "
    "Difficulty was set by the authors and has not been measured on people like you yet: "
    "good for planning, not for judging anyone. Only you see your answers, and "
    '"I don\'t know" never counts worse than a wrong answer.'
)
_HONESTLY = (
    "The chances say which is right for you: whole modules, tasks only or nothing of an area. "
    "Difficulty was set by the authors and has not been measured on people like you yet. Expect "
    "about six of ten areas to be placed right and most others to be one step off. Only you see "
    "this."
)
_RATING_INTRO = (
    "What have you *done* in the last twelve months? Choose what fits best, or leave an area "
    "out. Questions follow, so there is nothing to win by rounding up."
)
_VERDICTS = {
    Verdict.STUDY: "study (whole modules)",
    Verdict.SKIM: "skim (tasks only, half the hours)",
    Verdict.SKIP: "skip (left out of your plan)",
}
_CERTAINTIES = {
    Certainty.CLEAR: "clearly {verdict}",
    Certainty.LIKELY: "likely {verdict}",
    Certainty.LEANING: "leaning towards {verdict}",
    Certainty.OPEN: "open: three questions when you start it; until then {verdict}",
}


def screen(shown: Screen, curriculum: Curriculum, bank: QuestionBank) -> Modal:
    """Show the screen that is next."""
    match shown:
        case AtQuestion():
            return _question(shown)
        case Result():
            return result(shown)
        case AtStage(engineer, sitting) if sitting.stage is Stage.ABOUT:
            return _about(curriculum, engineer, sitting)
        case _:
            return _ratings(bank, shown.sitting)


def _about(curriculum: Curriculum, engineer: Engineer, sitting: Sitting) -> Modal:
    tracks = [option("Recommend one", RECOMMEND)]
    tracks += [option(clip(track.title, 75), track.id) for track in curriculum.tracks.values()]
    works = [option(label, value.value) for value, label in _WORK.items()]
    role, hours = engineer.target_role[:100], engineer.rhythm.hours_per_week
    return Modal(
        "ai_path.assess.about",
        TITLE,
        (
            section(_INTRO),
            field("Your work today", static_select(ID, works, initial=engineer.work), "work"),
            field(
                "The role you are heading for",
                plain_text_input(
                    ID, initial=role, max_length=100, placeholder="such as AI engineer"
                ),
                "role",
                optional=True,
            ),
            field(
                "Hours a week for learning",
                number_input(ID, minimum=FEWEST_HOURS, maximum=MOST_HOURS, initial=hours),
                "hours",
                hint="Three to ten suit most people.",
            ),
            field(
                "Track",
                static_select(ID, tracks, initial=sitting.wished_track or RECOMMEND),
                "track",
            ),
        ),
        submit="Next",
    )


def _ratings(bank: QuestionBank, sitting: Sitting) -> Modal:
    areas = [bank.areas[area] for area in rating_areas(bank, sitting.stage)]
    return Modal(
        "ai_path.assess.ratings",
        TITLE,
        (section(_RATING_INTRO), *(_rating(area, sitting.ratings) for area in areas)),
        submit="Next",
        private_metadata=sitting.stage.value,
    )


def _rating(area: Area, ratings: Mapping[str, int]) -> Block:
    levels = [option(clip(text, 75), str(level)) for level, text in enumerate(area.anchors)]
    given = ratings.get(area.id)
    chosen = None if given is None else str(given)
    return field(area.title, radio_buttons(ID, levels, initial=chosen), area.id, optional=True)


def _question(shown: AtQuestion) -> Modal:
    question = shown.question
    choices = [option(LETTERS[place], choice.id) for place, choice in enumerate(question.options)]
    return Modal(
        "ai_path.assess.question",
        TITLE,
        (
            context(f"Question {shown.number} of about {max(BUDGET, shown.number)}"),
            section(clip(from_markdown(question.ask), 3000)),
            section(_options(question)),
            # The question's id is the block's, so that Slack does not carry the
            # last choice over to the next question.
            field(
                "Your answer",
                radio_buttons(ID, [*choices, option("I don't know", DONT_KNOW)]),
                question.id,
            ),
        ),
        submit="Next",
        private_metadata=question.id,
    )


def _options(question: Question) -> str:
    return clip(
        "\n".join(
            f"*{LETTERS[place]}*  {from_markdown(choice.text)}"
            for place, choice in enumerate(question.options)
        ),
        3000,
    )


def result(shown: Result) -> Modal:
    """Show what the assessment says, area by area, and offer the plan."""
    areas = [
        section(_area(area.title, shown.estimates[area.id]))
        for area in shown.bank.areas.values()
        if area.id in shown.estimates
    ]
    return Modal(
        "ai_path.assess.result",
        "Where you stand",
        (
            header("Where you stand"),
            section(_recommendation(shown.track)),
            divider(),
            *areas,
            context(_HONESTLY),
        ),
        submit="Make my plan",
        notify_on_close=True,
    )


def _recommendation(track: Track) -> str:
    return clip(f"Your track: *{escape(track.title)}*\n{escape(track.philosophy)}", 3000)


def _area(title: str, estimate: Estimate) -> str:
    verdict = _VERDICTS[estimate.verdict]
    sure = _CERTAINTIES[certainty(estimate.levels, estimate.verdict)]
    study, skim, skip = percents(estimate.levels)
    return (
        f"*{escape(title)}*: {sure.format(verdict=verdict)}\n"
        f"Chances: study {study}, skim {skim}, skip {skip}"
    )
