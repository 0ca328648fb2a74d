"""Views: what Slack refuses, and how modals lie upon one another."""

import json

from bot.blockkit.validator import check_view
from bot.sandbox.errors import ApiError
from bot.sandbox.forms import surviving, with_ids
from bot.sandbox.house import House
from bot.sandbox.posting import pointed
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import View

MOST_MODALS = 3
MOST_BYTES = 250_000


def checked_view(house: House, content: Json, kind: str) -> Json:
    """Accept a view, or refuse it as Slack would.

    Raises:
        ApiError: It is of the wrong kind, too large, or a part of it is wrong.
    """
    if content.get("type") != kind:
        wrong = f"[ERROR] must be a view of type {kind} [json-pointer:/view/type]"
        raise ApiError("invalid_arguments", (wrong,))
    if len(json.dumps(content).encode()) > MOST_BYTES:
        raise ApiError("view_too_large")
    problems = check_view(content)
    if problems:
        raise ApiError("invalid_arguments", pointed(problems, "/view"))
    return content | {"blocks": with_ids(content.get("blocks", []), house.ids)}


def open_modal(house: House, user: str, content: Json) -> View:
    """Show a first modal, in place of any that were open.

    Raises:
        ApiError: The view is refused.
    """
    content = _checked_modal(house, content, None)
    view = _new_view(house, user, content)
    house.workspace.stacks[user] = [view]
    return view


def push_modal(house: House, user: str, content: Json) -> View:
    """Lay a modal upon the open one.

    Raises:
        ApiError: None is open, three are, or the view is refused.
    """
    stack = house.workspace.stack(user)
    if not stack:
        raise ApiError("not_found")
    if len(stack) >= MOST_MODALS:
        raise ApiError("push_limit_reached")
    content = _checked_modal(house, content, None)
    root = stack[0].root_id
    view = View(house.ids.next("V"), user, content, house.ids.next("h."), root, stack[-1].id)
    stack.append(view)
    return view


def update_view(house: House, view: View, content: Json, hash: str | None = None) -> View:
    """Put other content into an open view; inputs whose ids remain keep their values.

    Raises:
        ApiError: The view changed since *hash*, or the content is refused.
    """
    if hash and hash != view.hash:
        raise ApiError("hash_conflict")
    is_home = view.content["type"] == "home"
    content = (
        checked_view(house, content, "home") if is_home else _checked_modal(house, content, view)
    )
    view.content = content
    view.typed = surviving(view.blocks, view.typed)
    view.errors = {}
    view.hash = house.ids.next("h.")
    return view


def publish_home(house: House, user: str, content: Json, hash: str | None = None) -> View:
    """Show something in a person's App Home.

    Raises:
        ApiError: The view changed since *hash*, or the content is refused.
    """
    home = house.workspace.homes.get(user)
    if home is not None:
        return update_view(house, home, content, hash)
    content = checked_view(house, content, "home")
    home = _new_view(house, user, content)
    house.workspace.homes[user] = home
    return home


def _new_view(house: House, user: str, content: Json) -> View:
    view_id = house.ids.next("V")
    return View(view_id, user, content, house.ids.next("h."), root_id=view_id)


def _checked_modal(house: House, content: Json, itself: View | None) -> Json:
    external_id = content.get("external_id")
    namesake = house.workspace.find_external(external_id) if external_id else None
    if namesake is not None and namesake is not itself:
        raise ApiError("duplicate_external_id")
    return checked_view(house, content, "modal")
