"""A curriculum of one track, small enough to be read in a test."""

from types import MappingProxyType

from bot.content import Loaded
from bot.domain.curriculum import (
    CheckKind,
    Criterion,
    Curriculum,
    EvidenceKind,
    Module,
    Phase,
    Project,
    Reading,
    Resource,
    Task,
    Track,
)
from bot.domain.questions import Area, Option, Question, QuestionBank

_NOTHING: MappingProxyType[str, str] = MappingProxyType({})


def _task(id: str, do: str, deliver: str, accept: str) -> Task:
    return Task(id, do, deliver, CheckKind.CI, accept, EvidenceKind.LINK)


def _module(id: str, title: str, outcome: str, *tasks: Task, hours: int = 5) -> Module:
    return Module(
        id=id,
        title=title,
        area="basics",
        hours=hours,
        outcome=outcome,
        skills=MappingProxyType({}),
        needs=(),
        tasks=tasks,
        readings=(),
        reflect="",
    )


_BOOK = Resource(
    "book", "Think Stats", "https://example.com/book", "book", "stats", "1", 9, "free", "O", "why"
)
PROBABILITY = Module(
    id="probability",
    title="Probability & statistics",
    area="basics",
    hours=8,
    outcome="You can report a result with its uncertainty.",
    skills=MappingProxyType({}),
    needs=(),
    tasks=(
        _task("simulate", "Simulate three distributions", "script", "values fall within limits"),
        _task("bootstrap", "Bootstrap an interval", "notebook", "it is read in one sentence"),
    ),
    readings=(Reading(_BOOK, "chapters 1 to 3"), Reading(_BOOK)),
    reflect="",
)
DEFENCE = _module(
    "defence",
    "Prompt injection",
    "You can say what an attacker may do.",
    _task("attack", "Attack your own app", "report", "three attacks are shown"),
    hours=1,
)
PROJECT = Project(
    id="proj-service",
    title="A service",
    hours=10,
    needs=(),
    brief="Put a model behind an API.",
    criteria=(Criterion("c1", "It answers within a second."),),
    common_criteria=(),
)
TRACK = Track(
    id="first-steps",
    title="First steps",
    seed="",
    audience="",
    philosophy="Start small, measure, ship.",
    seed_claim="",
    pace_hours_per_week=5,
    weeks_range=(4, 6),
    assumes=_NOTHING,
    stances=_NOTHING,
    phases=(
        Phase("p1", "Basics", 2, ("probability", "defence"), (), "A report with an interval."),
        Phase("p2", "Service", 2, (), ("proj-service",), "A service that runs."),
    ),
    electives=(),
)
_ANCHORS = ("Not met it", "Can explain it", "Did it with help", "Did it alone", "Taught it")
MATHS = Area("maths", "Maths", _ANCHORS, ("probability",))
SECURITY = Area("security", "Security", _ANCHORS, ("defence",))
QUESTION = Question(
    id="q1",
    area="maths",
    module="probability",
    level=1,
    a=1.0,
    b=0.0,
    ask="What is `sd`?",
    options=(
        Option("a", "A *spread*", "", correct=True),
        Option("b", "A <mean>", ""),
    ),
)
SMALL = Loaded(
    Curriculum(
        version="1",
        default_track="first-steps",
        skills=MappingProxyType({}),
        resources=MappingProxyType({"book": _BOOK}),
        modules=MappingProxyType({"probability": PROBABILITY, "defence": DEFENCE}),
        projects=MappingProxyType({"proj-service": PROJECT}),
        tracks=MappingProxyType({"first-steps": TRACK}),
    ),
    QuestionBank(
        MappingProxyType({"maths": MATHS, "security": SECURITY}),
        MappingProxyType({"q1": QUESTION}),
    ),
)
