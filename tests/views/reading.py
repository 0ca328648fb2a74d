"""Views as lines of text, so that a test can say in one piece what is seen."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.blockkit.surfaces import Block, Home, Message, Modal


def read(view: Message | Modal | Home) -> str:
    """Write down what is seen: words as they are, [buttons], and fields with what is in them."""
    lines = [line for block in view.blocks for line in _block(block)]
    if isinstance(view, Modal):
        end = f"({view.submit})" if view.submit else f"({view.close})"
        return "\n".join([f"<{view.title}>", *lines, end])
    return "\n".join(lines)


def _block(block: Block) -> Iterator[str]:
    match block:
        case {"type": "divider"}:
            yield "---"
        case {"type": "header", "text": {"text": text}}:
            yield f"# {text}"
        case {"type": "context", "elements": elements}:
            yield from (f"({element['text']})" for element in elements)
        case {"type": "actions", "elements": elements}:
            yield " ".join(map(_button, elements))
        case {"type": "input"}:
            yield from _field(block)
        case {"type": "table", "rows": rows}:
            yield from (" | ".join(cell["text"] for cell in row) for row in rows)
        case {"text": {"text": text}}:
            yield text
            if "accessory" in block:
                yield _button(block["accessory"])


def _button(button: dict[str, Any]) -> str:
    value = f" {button['value']}" if "value" in button else ""
    return f"[{button['text']['text']}: {button['action_id'].removeprefix('ai_path.')}{value}]"


def _field(block: Block) -> Iterator[str]:
    element = block["element"]
    may = " (may be left out)" if block["optional"] else ""
    yield f"{block['label']['text']}?{may}".replace("??", "?")
    if "hint" in block:
        yield f"  {block['hint']['text']}"
    chosen = [element.get("initial_option"), *element.get("initial_options", ())]
    for option in element.get("options", ()):
        yield f"  {'x' if option in chosen else 'o'} {option['text']['text']}"
    for key in ("initial_value", "initial_date", "initial_time"):
        if key in element:
            yield f"  = {element[key]}"


def walk(node: object) -> Iterator[dict[str, Any]]:
    """Visit every object inside *node*."""
    match node:
        case dict():
            yield node
            for child in node.values():
                yield from walk(child)
        case list() | tuple():
            for child in node:
                yield from walk(child)


def buttons(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Every button."""
    return [node for node in walk(blocks) if node.get("type") == "button"]
