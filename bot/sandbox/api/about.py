"""The methods that say who and where one is."""

from bot.sandbox.api.call import Call
from bot.sandbox.errors import ApiError
from bot.sandbox.house import APP_ID, BOT_ID
from bot.sandbox.shapes import Json


def api_test(call: Call) -> Json:
    """Answer that the API is there, with what was said to it."""
    if "error" in call.arguments:
        raise ApiError(call.text("error"))
    return {"args": call.arguments}


def auth_test(call: Call) -> Json:
    """Say whose token this is."""
    house = call.house
    return {
        "url": f"{house.url}/",
        "team": house.settings.team_name,
        "user": house.bot.name,
        "team_id": house.settings.team_id,
        "user_id": house.bot.id,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def team_info(call: Call) -> Json:
    """Describe the workspace."""
    settings = call.house.settings
    return {
        "team": {"id": settings.team_id, "name": settings.team_name, "domain": settings.team_name}
    }


def connections_open(call: Call) -> Json:
    """Give the address of a socket for one connection."""
    address = call.house.url.replace("http://", "ws://", 1)
    return {"url": f"{address}/socket/{call.sockets.ticket()}", "app_id": APP_ID}
