"""The limits of embeds (Discord's reference, "Embed Limits")."""

from bot.sandbox.errors import Json

from .form import Form, Path

EMBEDS, FIELDS, TOTAL = 10, 25, 6_000
TITLE, DESCRIPTION, FIELD_NAME, FIELD_VALUE, FOOTER, AUTHOR, URL = 256, 4_096, 256, 1_024, 2_048, 256, 2_048


def check_embeds(form: Form, body: Json, path: Path = ()) -> None:
    total = 0
    embeds = form.array(body, "embeds", path, most=EMBEDS)
    for index, embed in enumerate(embeds):
        total += _check_embed(form, embed, (*path, "embeds", index))
    if total > TOTAL:
        form.fault((*path, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {TOTAL}")


def _check_embed(form: Form, embed: Json, path: Path) -> int:
    """Check one embed; answer how many characters count towards the total."""
    texts = [
        form.text(embed, "title", path, most=TITLE),
        form.text(embed, "description", path, most=DESCRIPTION),
        _inner(form, embed, "footer", "text", path, FOOTER),
        _inner(form, embed, "author", "name", path, AUTHOR),
    ]
    for index, field in enumerate(form.array(embed, "fields", path, most=FIELDS)):
        place = (*path, "fields", index)
        texts.append(form.text(field, "name", place, least=1, most=FIELD_NAME, required=True))
        texts.append(form.text(field, "value", place, least=1, most=FIELD_VALUE, required=True))
    form.integer(embed, "color", path, least=0, most=0xFFFFFF)
    for key in ("image", "thumbnail"):
        _check_url(form, form.record(embed, key, path), (*path, key))
    _check_url(form, embed, path)
    return sum(len(text) for text in texts if text)


def _inner(form: Form, embed: Json, key: str, field: str, path: Path, most: int) -> str | None:
    return form.text(form.record(embed, key, path), field, (*path, key), most=most)


def _check_url(form: Form, holder: Json, path: Path) -> None:
    url = form.text(holder, "url", path, most=URL)
    if url and not url.startswith(("http://", "https://", "attachment://")):
        form.fault((*path, "url"), "URL_TYPE_INVALID_SCHEME", f"Scheme \"{url}\" must be one of ('http', 'https').")
