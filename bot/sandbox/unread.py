"""What somebody has not read yet: in a channel, and in the threads that they follow."""

from bot.sandbox.messages import Message
from bot.sandbox.workspace import Channel, Workspace


def unread(workspace: Workspace, user: str, channel: Channel) -> list[Message]:
    """List what *user* has not read in a channel, oldest first."""
    messages = workspace.messages[channel.id]
    new = (each for each in messages if each.author != user and each.visible_to(user))
    return [each for each in new if _is_news(workspace, user, each)]


def unread_replies(workspace: Workspace, user: str, root: Message) -> list[Message]:
    """List the replies of one thread that *user* has not read."""
    read = workspace.read.get((user, root.channel, root.ts), "")
    replies = (each for each in workspace.replies(root) if each.visible_to(user))
    return [each for each in replies if each.ts > read and each.author != user]


def mark_read(workspace: Workspace, user: str, channel: Channel, root: Message | None) -> bool:
    """Note that *user* has read a channel, and a thread of it; tell whether that is new."""
    before = len(unread(workspace, user, channel))
    messages = workspace.messages[channel.id]
    if messages:
        workspace.read[user, channel.id, None] = messages[-1].ts
    if root is not None:
        workspace.read[user, channel.id, root.ts] = messages[-1].ts
    return len(unread(workspace, user, channel)) < before


def _is_news(workspace: Workspace, user: str, message: Message) -> bool:
    root = workspace.root_of(message)
    if root is message:
        return message.ts > workspace.read.get((user, message.channel, None), "")
    read = workspace.read.get((user, message.channel, root.ts), "")
    return message.ts > read and _follows(workspace, user, root, message)


def _follows(workspace: Workspace, user: str, root: Message, reply: Message) -> bool:
    """Tell whether *user* wrote in the thread of a reply, or is mentioned in it."""
    wrote = any(each.author == user for each in (root, *workspace.replies(root)))
    return wrote or reply.mentions(user)
