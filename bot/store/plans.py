"""Plans: their modules, their tasks and what is done."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Row, bindparam, insert, select, update

from bot.domain.people import Engineer
from bot.domain.plans import LeftOut, Plan, PlannedModule, Step, TaskKey, Verdict
from bot.store.database import Session
from bot.store.rows import LeftOutRow, PlanModuleRow, PlanRow, PlanTaskRow

_RUNNING = select(PlanRow).where(
    PlanRow.person_id.in_(bindparam("people", expanding=True)), PlanRow.ended_at.is_(None)
)
_STARTS = select(PlanRow.person_id, PlanRow.starts_on).where(
    PlanRow.person_id.in_(bindparam("people", expanding=True)), PlanRow.ended_at.is_(None)
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
_MODULE_ID = select(PlanModuleRow.id).where(
    PlanModuleRow.plan_id == bindparam("plan"), PlanModuleRow.item == bindparam("of_item")
)
_SET_DONE = update(PlanTaskRow).where(
    PlanTaskRow.plan_module_id.in_(_MODULE_ID.scalar_subquery()),
    PlanTaskRow.task == bindparam("of_task"),
)


def running(session: Session, engineer: Engineer) -> Plan | None:
    """Find the plan that *engineer* follows now."""
    return running_of(session, [engineer.id]).get(engineer.id)


def running_of(session: Session, people: Collection[int]) -> dict[int, Plan]:
    """Find the running plans of many people, in three statements however many there are."""
    rows = session.scalars(_RUNNING, {"people": list(people)}).all()
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
    """Say from which day on each of *people* follows a plan; who follows none is left out."""
    found = session.execute(_STARTS, {"people": list(people)}).all()
    return dict(found)


def add(
    session: Session,
    engineer: Engineer,
    plan: Plan,
    *,
    assessment_id: int | None,
    now: datetime,
) -> None:
    """Keep a new plan, with tasks that are done already where the plan says so."""
    plan_id = session.execute(
        insert(PlanRow)
        .values(
            person_id=engineer.id,
            assessment_id=assessment_id,
            track=plan.track,
            content_version=plan.content_version,
            hours_per_week=plan.hours_per_week,
            starts_on=plan.starts_on,
            created_at=now,
        )
        .returning(PlanRow.id)
    ).scalar_one()
    _add_left_out(session, plan_id, plan.left_out)
    _add_modules(session, plan_id, plan.modules, now)


def _add_left_out(session: Session, plan_id: int, left_out: Sequence[LeftOut]) -> None:
    rows = [
        {"plan_id": plan_id, "item": o.item, "position": n, "phase": o.phase, "why": o.why}
        for n, o in enumerate(left_out)
    ]
    if rows:
        session.execute(insert(LeftOutRow), rows)


def _add_modules(
    session: Session, plan_id: int, modules: Sequence[PlannedModule], now: datetime
) -> None:
    ids = session.scalars(
        insert(PlanModuleRow).returning(PlanModuleRow.id, sort_by_parameter_order=True),
        [
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
        ],
    ).all()
    session.execute(
        insert(PlanTaskRow),
        [
            {
                "plan_module_id": module_id,
                "task": task,
                "position": position,
                "done_at": now if task in module.done else None,
            }
            for module_id, module in zip(ids, modules, strict=True)
            for position, task in enumerate(module.tasks)
        ],
    )


def end(session: Session, plan: Plan, now: datetime) -> None:
    """End *plan*; it stays on record."""
    session.execute(update(PlanRow).where(PlanRow.id == plan.id).values(ended_at=now))


def move(session: Session, plan: Plan) -> None:
    """Keep the new days of *plan*."""
    session.execute(
        update(PlanRow).where(PlanRow.id == plan.id).values(hours_per_week=plan.hours_per_week)
    )
    for module in plan.modules:
        session.execute(
            update(PlanModuleRow)
            .where(PlanModuleRow.plan_id == plan.id, PlanModuleRow.item == module.item)
            .values(starts_on=module.starts_on, ends_on=module.ends_on)
        )


def close_task(
    session: Session, plan: Plan, key: TaskKey, now: datetime, evidence: str = ""
) -> None:
    """Note that a task is done; one that is done already keeps its day."""
    session.execute(
        _SET_DONE.where(PlanTaskRow.done_at.is_(None)).values(done_at=now, evidence=evidence),
        {"plan": plan.id, "of_item": key.item, "of_task": key.task},
    )


def reopen_task(session: Session, plan: Plan, key: TaskKey) -> None:
    """Note that a task is open again."""
    session.execute(
        _SET_DONE.values(done_at=None, evidence=""),
        {"plan": plan.id, "of_item": key.item, "of_task": key.task},
    )
