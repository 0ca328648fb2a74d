"""Plans: their modules, their tasks and what is done."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Row, bindparam, insert, select, update

from bot.domain.people import Engineer
from bot.domain.plans import LeftOut, Plan, PlannedModule, Step, TaskKey, Verdict
from bot.store.database import Session
from bot.store.rows import LeftOutRow, PlanModuleRow, PlanRow, PlanTaskRow

_RUNNING = select(PlanRow.__table__).where(
    PlanRow.person_id.in_(bindparam("people", expanding=True)), PlanRow.ended_at.is_(None)
)
_OPEN_TASK = (
    select(PlanTaskRow.task)
    .join(PlanModuleRow, PlanModuleRow.id == PlanTaskRow.plan_module_id)
    .where(PlanModuleRow.plan_id == PlanRow.id, PlanTaskRow.done_at.is_(None))
)
_STARTS = select(PlanRow.person_id, PlanRow.starts_on).where(
    PlanRow.person_id.in_(bindparam("people", expanding=True)),
    PlanRow.ended_at.is_(None),
    _OPEN_TASK.exists(),
)
_MODULES = (
    select(
        PlanModuleRow.plan_id,
        PlanModuleRow.id,
        PlanModuleRow.item,
        PlanModuleRow.phase,
        PlanModuleRow.verdict,
        PlanModuleRow.hours,
        PlanModuleRow.why,
        PlanModuleRow.starts_on,
        PlanModuleRow.ends_on,
        PlanTaskRow.task,
        PlanTaskRow.done_at,
    )
    .join(PlanTaskRow, PlanTaskRow.plan_module_id == PlanModuleRow.id)
    .where(PlanModuleRow.plan_id.in_(bindparam("plans", expanding=True)))
    .order_by(PlanModuleRow.plan_id, PlanModuleRow.position, PlanTaskRow.position)
)
_LEFT_OUT = (
    select(LeftOutRow.plan_id, LeftOutRow.item, LeftOutRow.phase, LeftOutRow.why)
    .where(LeftOutRow.plan_id.in_(bindparam("plans", expanding=True)))
    .order_by(LeftOutRow.plan_id, LeftOutRow.position)
)
_TASKS_SO_FAR = (
    select(PlanModuleRow.plan_id, PlanModuleRow.item, PlanTaskRow.task, PlanTaskRow.done_at)
    .join(PlanTaskRow, PlanTaskRow.plan_module_id == PlanModuleRow.id)
    .join(PlanRow, PlanRow.id == PlanModuleRow.plan_id)
    .where(PlanRow.person_id == bindparam("person"))
    .order_by(PlanRow.id)
)
_ADD = insert(PlanRow).returning(PlanRow.id)
_ADD_LEFT_OUT = insert(LeftOutRow)
_ADD_MODULES = insert(PlanModuleRow).returning(PlanModuleRow.item, PlanModuleRow.id)
_ADD_TASKS = insert(PlanTaskRow)
_THIS = update(PlanRow).where(PlanRow.id == bindparam("plan"))
_END = _THIS.values(ended_at=bindparam("now"))
_SET_PACE = _THIS.values(hours_per_week=bindparam("pace"))
_SET_DAYS = (
    update(PlanModuleRow)
    .where(PlanModuleRow.plan_id == bindparam("plan"), PlanModuleRow.item == bindparam("of_item"))
    .values(starts_on=bindparam("first"), ends_on=bindparam("last"))
)
_THIS_TASK = update(PlanTaskRow).where(
    PlanTaskRow.task == bindparam("of_task"),
    PlanTaskRow.plan_module_id
    == select(PlanModuleRow.id)
    .where(PlanModuleRow.plan_id == bindparam("plan"), PlanModuleRow.item == bindparam("of_item"))
    .scalar_subquery(),
)
_CLOSE = _THIS_TASK.where(PlanTaskRow.done_at.is_(None)).values(done_at=bindparam("now"))
_REOPEN = _THIS_TASK.values(done_at=None)


def running(session: Session, engineer: Engineer) -> Plan | None:
    """Find the plan that *engineer* follows now."""
    return running_of(session, [engineer.id]).get(engineer.id)


def running_of(session: Session, people: Collection[int]) -> dict[int, Plan]:
    """Find the running plans of many people, in three statements however many there are."""
    rows = session.execute(_RUNNING, {"people": list(people)}).all()
    ids = [row.id for row in rows]
    modules = _modules(session.execute(_MODULES, {"plans": ids}))
    left_out = defaultdict[int, list[LeftOut]](list)
    for plan, item, phase, why in session.execute(_LEFT_OUT, {"plans": ids}):
        left_out[plan].append(LeftOut(item, phase, why))
    return {
        row.person_id: Plan(
            id=row.id,
            track=row.track,
            content_version=row.content_version,
            hours_per_week=row.hours_per_week,
            starts_on=row.starts_on,
            modules=tuple(modules[row.id]),
            left_out=tuple(left_out[row.id]),
        )
        for row in rows
    }


def _modules(rows: Iterable[Row[*tuple[object, ...]]]) -> dict[int, list[PlannedModule]]:
    tasks = defaultdict[int, list[Row[*tuple[object, ...]]]](list)
    for row in rows:
        tasks[row.id].append(row)
    found = defaultdict[int, list[PlannedModule]](list)
    for of_module in tasks.values():
        found[of_module[0].plan_id].append(_module(of_module))
    return found


def _module(rows: Sequence[Row[*tuple[object, ...]]]) -> PlannedModule:
    first = rows[0]
    return PlannedModule(
        Step(first.item, first.phase, Verdict(first.verdict), first.hours, first.why),
        first.starts_on,
        first.ends_on,
        tuple(row.task for row in rows),
        frozenset(row.task for row in rows if row.done_at),
    )


def starts(session: Session, people: Collection[int]) -> dict[int, date]:
    """Say from which day on each of *people* follows a plan.

    Who follows none, or has finished it, is left out.
    """
    found = session.execute(_STARTS, {"people": list(people)}).all()
    return dict(found)


def done_so_far(session: Session, engineer: Engineer) -> dict[str, frozenset[str]]:
    """Say which tasks of each module *engineer* has done, by the latest plan that holds it."""
    latest = dict[str, tuple[int, set[str]]]()
    for plan, item, task, done_at in session.execute(_TASKS_SO_FAR, {"person": engineer.id}):
        if latest.get(item, (0,))[0] != plan:
            latest[item] = (plan, set())
        if done_at:
            latest[item][1].add(task)
    return {item: frozenset(done) for item, (_, done) in latest.items()}


def add(
    session: Session,
    engineer: Engineer,
    plan: Plan,
    *,
    assessment_id: int | None,
    now: datetime,
) -> None:
    """Keep a new plan, with tasks that are done already where the plan says so."""
    row = {
        "person_id": engineer.id,
        "assessment_id": assessment_id,
        "track": plan.track,
        "content_version": plan.content_version,
        "hours_per_week": plan.hours_per_week,
        "starts_on": plan.starts_on,
        "created_at": now,
    }
    plan_id = session.connection().execute(_ADD, row).scalar_one()
    _add_left_out(session, plan_id, plan.left_out)
    _add_modules(session, plan_id, plan.modules, now)


def _add_left_out(session: Session, plan_id: int, left_out: Sequence[LeftOut]) -> None:
    rows = [
        {"plan_id": plan_id, "item": o.item, "position": n, "phase": o.phase, "why": o.why}
        for n, o in enumerate(left_out)
    ]
    if rows:
        session.connection().execute(_ADD_LEFT_OUT, rows)


def _add_modules(
    session: Session, plan_id: int, modules: Sequence[PlannedModule], now: datetime
) -> None:
    rows = [
        {
            "plan_id": plan_id,
            "position": position,
            "item": module.item,
            "phase": module.step.phase,
            "verdict": module.step.verdict.value,
            "hours": module.step.hours,
            "why": module.step.why,
            "starts_on": module.starts_on,
            "ends_on": module.ends_on,
        }
        for position, module in enumerate(modules)
    ]
    ids = dict(session.connection().execute(_ADD_MODULES, rows).all())
    tasks = [
        {
            "plan_module_id": ids[module.item],
            "task": task,
            "position": position,
            "done_at": now if task in module.done else None,
        }
        for module in modules
        for position, task in enumerate(module.tasks)
    ]
    session.connection().execute(_ADD_TASKS, tasks)


def end(session: Session, plan: Plan, now: datetime) -> None:
    """End *plan*; it stays on record."""
    session.connection().execute(_END, {"plan": plan.id, "now": now})


def move(session: Session, plan: Plan) -> None:
    """Keep the new days of *plan*."""
    connection = session.connection()
    connection.execute(_SET_PACE, {"plan": plan.id, "pace": plan.hours_per_week})
    days = [
        {"plan": plan.id, "of_item": m.item, "first": m.starts_on, "last": m.ends_on}
        for m in plan.modules
    ]
    connection.execute(_SET_DAYS, days)


def close_task(session: Session, plan: Plan, key: TaskKey, now: datetime) -> None:
    """Note that a task is done; one that is done already keeps its day."""
    task = {"plan": plan.id, "of_item": key.item, "of_task": key.task}
    session.connection().execute(_CLOSE, {**task, "now": now})


def reopen_task(session: Session, plan: Plan, key: TaskKey) -> None:
    """Note that a task is open again."""
    task = {"plan": plan.id, "of_item": key.item, "of_task": key.task}
    session.connection().execute(_REOPEN, task)
