"""What Discord refuses of modals, and what a person may fill in; no modal breaks the stand-in."""

from itertools import product
from typing import Any

import pytest

from bot.sandbox import People, SandboxError
from tests.sandbox.conftest import Json
from tests.sandbox.raw_bot import RawBot

MODAL = 9
INPUT: Json = {"type": 4, "style": 1, "custom_id": "field"}
UPLOAD: Json = {"type": 19, "custom_id": "field"}
CHOICES = [{"label": "Very", "value": "2"}, {"label": "Not", "value": "0"}]
RADIO: Json = {"type": 21, "custom_id": "field", "options": CHOICES}
CHECKBOXES: Json = {"type": 22, "custom_id": "field", "options": CHOICES}
CHECKBOX: Json = {"type": 23, "custom_id": "field"}
SELECT: Json = {"type": 3, "custom_id": "field", "options": CHOICES}
PEOPLE: Json = {"type": 5, "custom_id": "field"}
PLACES: Json = {"type": 8, "custom_id": "field"}
SOMEBODY: Json = {"id": "80351110224678912", "type": "user"}
FILE = {"name": "a.txt", "base64": "eA=="}


def modal(*fields: Json, **more: Any) -> Json:
    parts = [{"type": 18, "label": f"Field {n}", "component": field} for n, field in enumerate(fields)]
    return {"title": "Guess", "custom_id": "guess", "components": parts} | more


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(modal(INPUT, title="x" * 46), id="title too long"),
        pytest.param(modal(INPUT, custom_id="x" * 101), id="custom id too long"),
        pytest.param(modal(), id="no field"),
        pytest.param(modal(*[INPUT | {"custom_id": str(n)} for n in range(6)]), id="six fields"),
        pytest.param(modal(INPUT, INPUT), id="the same custom id twice"),
        pytest.param(modal({"type": 2, "style": 1, "label": "x", "custom_id": "b"}), id="a button"),
        pytest.param(modal(INPUT | {"min_length": 5, "max_length": 4}), id="least above most"),
        pytest.param(modal(INPUT | {"max_length": 4001}), id="too much text"),
        pytest.param(modal(UPLOAD | {"max_values": 11}), id="eleven files"),
        pytest.param(modal(RADIO | {"options": CHOICES[:1]}), id="one radio button"),
        pytest.param(modal(CHECKBOXES | {"min_values": "1"}), id="ticks are no number"),
        pytest.param(modal(PEOPLE | {"default_values": [SOMEBODY, SOMEBODY]}), id="two picked of one"),
        pytest.param(modal(PEOPLE | {"default_values": [SOMEBODY | {"type": "role"}]}), id="a role among people"),
        pytest.param(modal(PEOPLE | {"default_values": [{"type": "user"}]}), id="picked without an id"),
    ],
)
async def test_a_bad_modal_is_refused(raw: RawBot, wrong: Json) -> None:
    status, refusal = await raw.answer(await raw.ask(), MODAL, wrong)
    assert (status, refusal["code"]) == (400, 50035)


async def opened(raw: RawBot, field: Json) -> str:
    interaction = await raw.ask()
    status, refusal = await raw.answer(interaction, MODAL, modal(field))
    assert status == 200, refusal
    await raw.outcome()
    return interaction["id"]


NULLS = dict.fromkeys(["min_values", "max_values", "min_length", "max_length", "value", "placeholder", "default"])


@pytest.mark.parametrize(
    ("field", "filled", "sent"),
    [
        (INPUT, "Giorgio", {"value": "Giorgio"}),
        (INPUT | NULLS, "Giorgio", {"value": "Giorgio"}),
        (INPUT | {"value": "Vangelis"}, None, {"value": "Vangelis"}),
        (INPUT | {"required": False}, None, {"value": ""}),
        (UPLOAD | {"required": False}, None, {"values": []}),
        (UPLOAD | {"min_values": 0}, [], {"values": []}),
        (RADIO | NULLS, "Very", {"value": "2"}),
        (RADIO | {"required": False}, None, {"value": None}),
        (CHECKBOXES | NULLS, ["Very", "0"], {"values": ["2", "0"]}),
        (CHECKBOX | NULLS, None, {"value": False}),
        (CHECKBOX, True, {"value": True}),
        (SELECT | NULLS, "Not", {"values": ["0"]}),
        (SELECT | {"required": False}, None, {"values": []}),
    ],
)
async def test_what_is_filled_in_is_sent(raw: RawBot, field: Json, filled: object, sent: Json) -> None:
    fields = {} if filled is None else {"field": filled}
    submitted = await raw.begin(raw.people.submit, "ada", await opened(raw, field), fields)
    component = submitted["data"]["components"][0]["component"]
    assert {key: value for key, value in component.items() if key not in ("type", "id", "custom_id")} == sent


async def test_an_uploaded_file_is_sent_with_its_address(raw: RawBot) -> None:
    submitted = await raw.begin(raw.people.submit, "ada", await opened(raw, UPLOAD | NULLS), {"field": [FILE]})
    ((file_id, file),) = submitted["data"]["resolved"]["attachments"].items()
    assert submitted["data"]["components"][0]["component"]["values"] == [file_id]
    assert file["filename"] == "a.txt"


@pytest.mark.parametrize(
    ("field", "filled"),
    [
        (UPLOAD, []),
        (UPLOAD, [FILE, FILE]),
        (UPLOAD | {"min_values": 2, "max_values": 3}, [FILE]),
        (UPLOAD, ["a.txt"]),
        (RADIO, None),
        (RADIO, "Rather"),
        (CHECKBOXES, []),
        (CHECKBOXES | {"max_values": 1}, ["2", "0"]),
        (CHECKBOX, "yes"),
        (SELECT, ["2", "0"]),
    ],
)
async def test_what_a_field_does_not_take_is_refused(raw: RawBot, field: Json, filled: object) -> None:
    with pytest.raises(SandboxError) as refusal:
        await raw.people.submit("ada", await opened(raw, field), {"field": filled})
    assert refusal.value.status < 500


async def test_who_was_picked_beforehand_is_sent_unless_others_are(raw: RawBot) -> None:
    users = {user["name"]: user["id"] for user in (await raw.people.state())["users"]}
    field = PEOPLE | {"default_values": [SOMEBODY | {"id": users["ben"]}]}
    for fields, sent in (({}, "ben"), ({"field": ["cleo"]}, "cleo")):
        submitted = await raw.begin(raw.people.submit, "ada", await opened(raw, field), fields)
        assert submitted["data"]["components"][0]["component"]["values"] == [users[sent]]
        assert list(submitted["data"]["resolved"]["users"]) == [users[sent]]


async def test_a_channel_of_another_kind_can_not_be_picked(raw: RawBot) -> None:
    interaction = await opened(raw, PLACES | {"channel_types": [2]})
    with pytest.raises(SandboxError, match="#quiet is no channel of a kind that can be picked there"):
        await raw.people.submit("ada", interaction, {"field": ["quiet"]})


HOSTILE: list[Any] = [True, -1, 0, 10**400, 1.5, "", "x", [], [None], [[]], [{}], {}, {"a": {}}]
KEYS = ["min_values", "max_values", "min_length", "max_length", "value", "default", "options", "required", "id"]
KEYS += ["default_values", "channel_types"]


@pytest.mark.parametrize("field", [INPUT, UPLOAD, RADIO, CHECKBOXES, CHECKBOX, SELECT, PEOPLE, PLACES])
async def test_no_modal_breaks_those_who_fill_it_in(raw: RawBot, field: Json, caplog: pytest.LogCaptureFixture) -> None:
    interaction = await raw.ask()
    for key, value in product(KEYS, HOSTILE):
        status, _ = await raw.answer(interaction, MODAL, modal(field | {key: value}))
        if status == 200:
            await raw.outcome()
            await fill_in(raw.people, interaction["id"])
            interaction = await raw.ask()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def fill_in(people: People, interaction: str) -> None:
    """Fill in this and that; a field that the modal lacks keeps it from being sent."""
    for value in (None, "x", [FILE], ["2"], {}, True):
        with pytest.raises(SandboxError):
            await people.submit("ada", interaction, {"field": value, "other": "x"})
