"""All that is in the workspace, as ``GET /sandbox/state`` tells it."""

from dataclasses import asdict

from bot.sandbox.desk import Desk
from bot.sandbox.objects import file_json, member_json
from bot.sandbox.shapes import Json


def state(desk: Desk) -> Json:
    """Write the whole workspace down."""
    house, workspace = desk.house, desk.house.workspace
    return {
        "ok": True,
        "time": house.clock.now().isoformat(),
        "users": [member_json(house, member) for member in workspace.members.values()],
        "channels": [
            {"id": channel.id, "name": channel.name, "user": channel.owner}
            for channel in workspace.channels.values()
        ],
        "messages": [
            desk.shown_message(message)
            for messages in workspace.messages.values()
            for message in messages
        ],
        "views": {
            user: [desk.shown_view(view) for view in stack]
            for user, stack in workspace.stacks.items()
            if stack
        },
        "homes": {user: desk.shown_view(home) for user, home in workspace.homes.items()},
        "files": [file_json(house, file) for file in workspace.files.values()],
        "toasts": [
            {"user": toast.user, "text": toast.text, "at": toast.at.isoformat()}
            for toast in workspace.toasts
        ],
        "faults": [
            {"method": fault.method, "fault": fault.wrong.value, "times": fault.times}
            for fault in house.faults.waiting()
        ],
        "hits": [asdict(hit) | {"at": hit.at.isoformat()} for hit in house.faults.hits],
        "away": house.bot_is_away,
    }
