"""Tasks of modules and criteria of projects, in the words of the content."""

from dataclasses import dataclass

from bot.blockkit.text import escape
from bot.domain.curriculum import Module, Project
from bot.domain.plans import TaskKey


@dataclass(frozen=True, slots=True)
class TaskWords:
    """What to *do*, in plain words, and *details* about it in Slack's mark-up, where there are any."""

    key: TaskKey
    do: str
    details: str = ""

    @property
    def marked(self) -> str:
        """All of it in Slack's mark-up."""
        return f"{escape(self.do)}\n{self.details}" if self.details else escape(self.do)


def of(item: Module | Project) -> list[TaskWords]:
    """List the tasks of a module, or the criteria of a project."""
    if isinstance(item, Project):
        return [TaskWords(TaskKey(item.id, each.id), each.text) for each in item.criteria]
    return [
        TaskWords(
            TaskKey(item.id, task.id),
            task.do,
            f"_Hand in:_ {escape(task.deliver)}. _Accepted when:_ {escape(task.accept)}.",
        )
        for task in item.tasks
    ]
