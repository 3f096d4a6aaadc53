"""Routes by which the bot answers interactions: the callback, and follow-ups by the interaction's token."""

from bot.sandbox.errors import Json, unknown
from bot.sandbox.payloads import message_json
from bot.sandbox.world import Message

from .door import Call


def callback(call: Call) -> Json | None:
    answer = call.parts.interactions.answer(call.number("interaction"), call.path["token"], call.body, call.files)
    return answer if call.query.get("with_response", "").lower() in ("1", "true") else None


def follow_up(call: Call) -> Json:
    _check_application(call)
    return _show(call, call.parts.interactions.follow_up(call.path["token"], call.body, call.files))


def get_message(call: Call) -> Json:
    _check_application(call)
    return _show(call, call.parts.interactions.follow_up_message(call.path["token"], call.path["message"]))


def edit_message(call: Call) -> Json:
    _check_application(call)
    interactions = call.parts.interactions
    return _show(call, interactions.edit_follow_up(call.path["token"], call.path["message"], call.body, call.files))


def delete_message(call: Call) -> None:
    _check_application(call)
    call.parts.interactions.delete_follow_up(call.path["token"], call.path["message"])


def _check_application(call: Call) -> None:
    if call.number("application") != call.parts.world.bot.id:
        raise unknown("Webhook")


def _show(call: Call, message: Message) -> Json:
    return message_json(message, call.parts.world.bot, content=True)
