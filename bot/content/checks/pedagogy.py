"""Checks that modules and projects can be learnt from: small, concrete and checkable."""

from collections.abc import Iterator

from bot.content.problems import Finding
from bot.content.tree import Tree
from bot.domain.curriculum import CheckKind

LEAST_HOURS, MOST_HOURS = 2, 12
LEAST_TASKS, MOST_TASKS = 2, 4
MOST_RESOURCES = 3
LONG_RESOURCE = 10
LEAST_CRITERIA, MOST_CRITERIA = 5, 10
OUTCOME = "You can "
DECIDED_BY_MACHINE = frozenset({CheckKind.CI, CheckKind.METRIC, CheckKind.QUIZ, CheckKind.BOT})
# Whether a portfolio or a profile convinces is for people to say.
JUDGED_BY_PEOPLE = frozenset({"career"})
PLACEHOLDERS = frozenset({"", "...", "-", "tbd", "todo", "?"})


def misjudged_hours(tree: Tree) -> Iterator[Finding]:
    """Find modules that are no week's work."""
    for module in tree.modules.entries:
        if not LEAST_HOURS <= module.shape.hours <= MOST_HOURS:
            yield Finding(module.place.at("hours"), f"It takes {module.shape.hours} hours.")


def vague_outcomes(tree: Tree) -> Iterator[Finding]:
    """Find outcomes that do not say what one can do."""
    for module in tree.modules.entries:
        if not module.shape.outcome.startswith(OUTCOME):
            yield Finding(module.place.at("outcome"), f'It does not start with "{OUTCOME}".')


def odd_task_counts(tree: Tree) -> Iterator[Finding]:
    """Find modules with too few or too many tasks."""
    for module in tree.modules.entries:
        if not LEAST_TASKS <= len(module.shape.tasks) <= MOST_TASKS:
            count = len(module.shape.tasks)
            yield Finding(module.place.at("tasks"), f"Number of tasks: {count}.")


def incomplete_tasks(tree: Tree) -> Iterator[Finding]:
    """Find tasks that leave open what to do, to hand in or to accept."""
    for module in tree.modules.entries:
        for n, task in enumerate(module.shape.tasks):
            place = module.place.at("tasks", n)
            for key, text in (("do", task.do), ("deliver", task.deliver)):
                if text.lower() in PLACEHOLDERS:
                    yield Finding(place.at(key), f"The task {task.id} leaves {key} open.")
            if task.check.accept.lower() in PLACEHOLDERS:
                what = f"The task {task.id} does not say what is accepted."
                yield Finding(place.at("check", "accept"), what)


def opinion_only(tree: Tree) -> Iterator[Finding]:
    """Find modules of which every task is a matter of opinion, careers aside."""
    for module in tree.modules.entries:
        kinds = {task.check.kind for task in module.shape.tasks}
        by_people = module.shape.area in JUDGED_BY_PEOPLE
        if kinds and not by_people and not kinds & DECIDED_BY_MACHINE:
            yield Finding(module.place.at("tasks"), "No task is decided by a machine or a number.")


def odd_resource_counts(tree: Tree) -> Iterator[Finding]:
    """Find modules with nothing or too much to read."""
    for module in tree.modules.entries:
        if not 1 <= len(module.shape.resources) <= MOST_RESOURCES:
            count = len(module.shape.resources)
            yield Finding(module.place.at("resources"), f"Number of resources: {count}.")


def whole_long_resources(tree: Tree) -> Iterator[Finding]:
    """Find modules that send people to a long resource without naming a part."""
    for module in tree.modules.entries:
        for n, reading in enumerate(module.shape.resources):
            resource = tree.resources.shape(reading.ref)
            if resource and resource.hours >= LONG_RESOURCE and not reading.part:
                what = f"{reading.ref} takes {resource.hours:g} hours."
                yield Finding(module.place.at("resources", n), what)


def paid_only(tree: Tree) -> Iterator[Finding]:
    """Find modules that cannot be learnt without paying."""
    for module in tree.modules.entries:
        found = [tree.resources.shape(reading.ref) for reading in module.shape.resources]
        costs = [resource.cost if resource else "free" for resource in found]
        if costs and "free" not in costs:
            yield Finding(module.place.at("resources"), "None of the resources is free.")


def unasked_reflections(tree: Tree) -> Iterator[Finding]:
    """Find reflections that ask nothing."""
    for module in tree.modules.entries:
        if "?" not in module.shape.reflect:
            yield Finding(module.place.at("reflect"), "The reflection asks nothing.")


def odd_criteria_counts(tree: Tree) -> Iterator[Finding]:
    """Find projects with too few or too many criteria."""
    for project in tree.projects.entries:
        if not LEAST_CRITERIA <= len(project.shape.accept) <= MOST_CRITERIA:
            count = len(project.shape.accept)
            yield Finding(project.place.at("accept"), f"Number of criteria: {count}.")
