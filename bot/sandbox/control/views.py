"""The control API's view of messages, channels, people and what an interaction led to."""

from bot.sandbox.errors import Json
from bot.sandbox.interaction import Interaction
from bot.sandbox.parts import Parts
from bot.sandbox.payloads import channel_json, message_json, role_json, user_json
from bot.sandbox.reading import Reader
from bot.sandbox.world import Channel, Message, Server, User


class Views:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._reader = Reader(parts.world, parts.now)

    def message(self, message: Message) -> Json:
        """Answer a message in Discord's shape, with what a reader reads and who was pinged."""
        view = message_json(message, self._parts.world.bot, content=True)
        names = [[user.name for user in reaction.users] for reaction in message.reactions]
        reactions = [r | {"users": users} for r, users in zip(view.get("reactions", []), names, strict=True)]
        return view | {
            "text": self.text(message),
            "ephemeral": message.viewer is not None,
            "edits": message.edits,
            "pings": message.pings,
            "reactions": reactions,
            "revision": message.revision,
        }

    def text(self, message: Message) -> str:
        return self._reader.text(message)

    def channel(self, channel: Channel) -> Json:
        return channel_json(channel) | {"name": channel.name, "server": channel.server.name if channel.server else None}

    def user(self, user: User, server: Server) -> Json:
        member = server.members.get(user.id)
        roles = [role.name for role in member.roles] if member else []
        return user_json(user) | {"name": user.name, "roles": roles, "owner": user is server.owner}

    def server(self, server: Server) -> Json:
        return {
            "id": str(server.id),
            "name": server.name,
            "owner": server.owner.name,
            "bot": self._parts.world.bot.id in server.members,
            "roles": [role_json(role) for role in server.roles.values()],
        }

    def interaction(self, interaction: Interaction) -> Json:
        """Answer how an interaction was answered."""
        return {
            "interaction": str(interaction.id),
            "ack": interaction.ack,
            "response": self._response(interaction),
        }

    def _response(self, interaction: Interaction) -> object:
        if interaction.modal is not None:
            return interaction.modal | {"fields": fields_of(interaction.modal)}
        if interaction.ack == "autocomplete":
            return interaction.choices
        message = interaction.last
        return self.message(message) if message is not None else None


def fields_of(modal: Json) -> list[Json]:
    """List the fields of a modal with what a person sees of them."""
    fields: list[Json] = []
    for part in modal["components"]:
        inside = [part["component"]] if "component" in part else part.get("components", [])
        fields += [_field(each, part.get("label") or each.get("label"), part.get("description")) for each in inside]
    return fields


def _field(component: Json, label: object, description: object) -> Json:
    return {
        "custom_id": component["custom_id"],
        "label": label,
        "description": description,
        "type": component["type"],
        "required": component.get("required", component["type"] != 23),
        "min_length": component.get("min_length"),
        "max_length": component.get("max_length"),
        "min_values": component.get("min_values"),
        "max_values": component.get("max_values"),
        "placeholder": component.get("placeholder"),
        "value": component.get("value", component.get("default")),
        "options": component.get("options", []),
    }
