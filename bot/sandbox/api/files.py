"""The methods that upload files, in Slack's three steps."""

from dataclasses import replace

from bot.sandbox.api.call import Call
from bot.sandbox.errors import ApiError
from bot.sandbox.objects import file_json
from bot.sandbox.posting import Content, by_bot, checked, writable
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Channel, File


def upload_url(call: Call) -> Json:
    """Give the address to which a file's bytes are to be sent."""
    name = call.required("filename")
    length = call.number("length", 0)
    if length <= 0:
        raise ApiError("invalid_arguments")
    alt_text = call.text("alt_txt")
    file = File(call.house.ids.next("F"), name, length, title=name, alt_text=alt_text)
    call.house.workspace.put_file(file)
    return {"upload_url": f"{call.house.url}/upload/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """Finish uploads, and share them where the bot says."""
    channel = writable(call.house, call.text("channel_id")) if call.text("channel_id") else None
    files = [_finished(call, entry) for entry in _entries(call)]
    if channel is not None:
        _share(call, channel, files)
    return {"files": [file_json(call.house, file) for file in files]}


def _entries(call: Call) -> list[Json]:
    entries = call.structure("files")
    if not isinstance(entries, list) or not entries:
        raise ApiError("invalid_arguments")
    return entries


def _finished(call: Call, entry: Json) -> File:
    workspace = call.house.workspace
    file = workspace.files.get(str(entry.get("id")))
    if file is None or file.content is None:
        raise ApiError("file_not_found")
    return workspace.put_file(replace(file, title=str(entry.get("title") or file.title)))


def _share(call: Call, channel: Channel, files: list[File]) -> None:
    house = call.house
    text, blocks = call.text("initial_comment"), call.blocks()
    content = checked(house, text, blocks) if text or blocks else Content("", [])
    message = by_bot(house, channel.id, content)
    message.thread_ts = call.text("thread_ts") or None
    message.files = tuple(file.id for file in files)
    house.workspace.post(message)
    for file in files:
        house.workspace.share(file, channel.id)
