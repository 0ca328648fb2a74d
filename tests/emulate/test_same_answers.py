"""Our sandbox and somebody else's stand-in answer the same calls the same way.

Neither of the two is Slack.  Where they agree, two people read Slack's
documentation alike; where they do not, it is written down here who is right.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.emulate.asking import (
    ALIKE,
    BLOCKS,
    HOME,
    METADATA,
    MODAL,
    Question,
    post,
    pushed_from_outside,
)
from tests.emulate.sides import Json, Side, emulated, sandboxes
from tests.emulate.starting import started

# What emulate tells and our sandbox does not, for none of it matters to the bot.
LEFT_OUT = {
    # Slack tells this to some kinds of tokens alone.
    "app_id",
    # Slack documents it as something to say, not as something to be told.
    "message.unfurl_links",
    # Slack tells this of a conversation that was open already.
    "no_op",
    "already_open",
    # The rest of a profile.
    "user.profile.phone",
    "user.profile.skype",
    "user.profile.image_48",
    "user.profile.image_192",
    "user.profile.real_name_normalized",
    "user.profile.display_name_normalized",
    "user.profile.status_text",
    "user.profile.status_emoji",
    "user.profile.status_emoji_display_info",
    "user.profile.status_expiration",
    "user.profile.huddle_state",
    "user.profile.huddle_state_expiration_ts",
}


@dataclass(frozen=True)
class Disagreement:
    """A question to which the two answer differently."""

    asked: Question
    ours: str
    theirs: str


DISAGREEMENTS = {
    # Slack: invalid_auth.  Emulate takes any token for that of an admin.
    "a foreign token": Disagreement(
        lambda s: s.call_with("Bearer xoxb-foreign", "auth.test"), "invalid_auth", ""
    ),
    # Slack: invalid_arguments, with pointers to what is wrong.
    "a view of the wrong kind": Disagreement(
        lambda s: s.shown("views.open", HOME), "invalid_arguments", "invalid_view"
    ),
    "an App Home that is a modal": Disagreement(
        lambda s: s.call("views.publish", user_id=s.ada, view=MODAL),
        "invalid_arguments",
        "invalid_view",
    ),
    "a modal without a title": Disagreement(
        lambda s: s.shown("views.open", {"type": "modal", "blocks": BLOCKS}),
        "invalid_arguments",
        "invalid_view",
    ),
    # Slack documents invalid_trigger_id, and was seen to answer either of the two.
    "a trigger that never was": Disagreement(
        lambda s: s.call("views.open", trigger_id="1.2.none", view=MODAL),
        "invalid_arguments",
        "invalid_trigger_id",
    ),
    # Slack documents not_found for a push upon nothing.
    "a push upon nothing": Disagreement(
        lambda s: s.shown("views.push", MODAL), "not_found", "view_not_found"
    ),
    # Slack wants a trigger of the modal below.  Ours is too kind: it takes any of that person.
    "a push from outside the modal": Disagreement(pushed_from_outside, "", "view_not_found"),
    # Slack documents both codes: one for blocks that break a rule, one for no blocks at all.
    "blocks that are none": Disagreement(
        lambda s: post(s, text="Hello", blocks="["), "invalid_blocks_format", "invalid_blocks"
    ),
    # Slack refuses these; emulate looks into no block and no metadata.
    "a block that is wrong": Disagreement(
        lambda s: post(s, text="Hello", blocks=[{"type": "section"}]), "invalid_blocks", ""
    ),
    "metadata without a kind": Disagreement(
        lambda s: post(s, text="Hello", metadata={"event_payload": METADATA}),
        "invalid_metadata_schema",
        "",
    ),
    # Slack documents both a refusal and a truncation; the refusal is the stricter of the two.
    "a text that is too long": Disagreement(
        lambda s: post(s, text="x" * 40_001), "msg_too_long", ""
    ),
    # Slack opens conversations of up to eight; ours has none of several people and says so.
    "a conversation of too many": Disagreement(
        lambda s: s.call("conversations.open", users=",".join(f"U{n}" for n in range(9))),
        "method_not_supported_for_channel_type",
        "too_many_users",
    ),
}


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Side]:
    """The side of somebody else."""
    with started(tmp_path_factory.mktemp("emulate")) as emulate:
        yield emulated(emulate)


@pytest.fixture
def ours() -> Iterator[Side]:
    """Our sandbox, in which nothing has happened yet."""
    with sandboxes() as found:
        yield found.open()


@pytest.mark.parametrize("question", ALIKE.values(), ids=ALIKE.keys())
def test_both_answer_alike(question: Question, ours: Side, theirs: Side) -> None:
    our_answer, their_answer = question(ours), question(theirs)

    assert error(our_answer) == error(their_answer)
    assert untold(our_answer, their_answer) <= LEFT_OUT


@pytest.mark.parametrize("known", DISAGREEMENTS.values(), ids=DISAGREEMENTS.keys())
def test_where_they_disagree_is_known(known: Disagreement, ours: Side, theirs: Side) -> None:
    assert (error(known.asked(ours)), error(known.asked(theirs))) == (known.ours, known.theirs)


def error(answer: Json) -> str:
    """Name the error of *answer*; empty where there is none."""
    return str(answer.get("error", ""))


def untold(ours: Json, theirs: Json) -> set[str]:
    """List by path what *theirs* tells and *ours* does not, or tells as another kind of thing."""
    return {path for path, kind in shape(theirs).items() if shape(ours).get(path) != kind}


def shape(value: object, path: str = "") -> dict[str, str]:
    """Describe *value*: the kind of thing at each path, whatever it says."""
    found = {path: type(value).__name__}
    if isinstance(value, dict):
        for name, each in value.items():
            found |= shape(each, f"{path}.{name}" if path else name)
    if isinstance(value, list):
        for each in value:
            found |= shape(each, f"{path}[]")
    return found
