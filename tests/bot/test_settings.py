"""Settings: what the environment and `.env` become, and what is said of those that can't be used."""

from pathlib import Path

import pytest

from bot import settings
from bot.settings import BadSettings, MessageContent, Shards

NAMES = (
    "DISCORD_TOKEN",
    "DISCORD_API_URL",
    "TRIVIA_MESSAGE_CONTENT",
    "TRIVIA_PACKS",
    "TRIVIA_DATA",
    "TRIVIA_SEED",
    "TRIVIA_SHARDS",
)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_everything_but_the_token_has_a_default(env_file: Path) -> None:
    read = settings.read(env_file)
    assert read.token is None
    assert read.message_content is MessageContent.AUTO
    assert (read.packs, read.data, read.seed, read.api_url) == (None, Path("data"), None, None)


def test_the_environment_is_read(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIVIA_SEED", "7")
    assert settings.read(env_file).seed == 7


def test_the_file_is_read(env_file: Path) -> None:
    env_file.write_text("TRIVIA_MESSAGE_CONTENT=off\n")
    assert settings.read(env_file).message_content is MessageContent.OFF


def test_the_environment_goes_before_the_file(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("TRIVIA_SEED=1\n")
    monkeypatch.setenv("TRIVIA_SEED", "2")
    assert settings.read(env_file).seed == 2


def test_a_byte_order_mark_does_not_hide_the_first_setting(env_file: Path) -> None:
    env_file.write_bytes(b"\xef\xbb\xbfTRIVIA_SEED=3\r\n")
    assert settings.read(env_file).seed == 3


def test_an_empty_setting_is_one_left_out(env_file: Path) -> None:
    env_file.write_text("DISCORD_TOKEN=\nTRIVIA_SEED=\nTRIVIA_PACKS=\n")
    read = settings.read(env_file)
    assert (read.token, read.seed, read.packs) == (None, None, None)


def test_the_example_can_be_copied_as_it_is(env_file: Path) -> None:
    env_file.write_text((Path(__file__).parents[2] / ".env.example").read_text())
    assert settings.read(env_file).token is None


@pytest.mark.parametrize("written", ["on", "On", " ON "])
def test_words_are_read_in_any_case(env_file: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("TRIVIA_MESSAGE_CONTENT", written)
    assert settings.read(env_file).message_content is MessageContent.ON


def test_an_address_ends_without_a_slash(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:1/api/v10/")
    assert settings.read(env_file).api_url == "http://127.0.0.1:1/api/v10"


def test_the_token_is_not_printable(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "abc.def.ghi")
    read = settings.read(env_file)
    assert read.token is not None
    assert read.token.get_secret_value() == "abc.def.ghi"
    assert "abc.def" not in f"{read!r} {read} {read.model_dump()} {read.model_dump_json()}"


def test_settings_do_not_change(env_file: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        settings.read(env_file).seed = 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_TOKEN", "two words"),
        ("DISCORD_TOKEN", "line\nbreak"),
        ("DISCORD_TOKEN", "tökén"),
        ("DISCORD_API_URL", "my.proxy.example"),
        ("TRIVIA_MESSAGE_CONTENT", "yes"),
        ("TRIVIA_SEED", "seven"),
        ("TRIVIA_PACKS", "/no/such/folder"),
    ],
)
def test_a_fault_names_its_setting_and_never_its_value(
    env_file: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=f"^{name} can't be used: ") as caught:
        settings.read(env_file)
    assert value not in str(caught.value)


def test_all_faults_come_at_once(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIVIA_SEED", "x")
    monkeypatch.setenv("TRIVIA_MESSAGE_CONTENT", "x")
    with pytest.raises(BadSettings) as caught:
        settings.read(env_file, needs_token=True)
    starts = [line.split()[0] for line in str(caught.value).splitlines()]
    assert sorted(starts) == ["DISCORD_TOKEN", "TRIVIA_MESSAGE_CONTENT", "TRIVIA_SEED"]


def test_a_missing_token_is_a_fault_where_one_is_needed(env_file: Path) -> None:
    with pytest.raises(BadSettings, match=r"DISCORD_TOKEN is missing: copy \.env\.example to \.env"):
        settings.read(env_file, needs_token=True)


def test_a_file_that_is_no_utf_8_is_named(env_file: Path) -> None:
    env_file.write_bytes("TRIVIA_SEED=1\n".encode("utf-16"))
    with pytest.raises(BadSettings, match=r"\.env can't be read: make it a text file in UTF-8"):
        settings.read(env_file)


def test_a_folder_in_the_place_of_the_file_is_named(env_file: Path) -> None:
    env_file.mkdir()
    with pytest.raises(BadSettings, match=r"\.env can't be read"):
        settings.read(env_file)


@pytest.mark.parametrize(("text", "ids", "of"), [("0-3/16", (0, 1, 2, 3), 16), ("0,2/4", (0, 2), 4), ("1/2", (1,), 2)])
def test_the_shards_of_a_process_are_named(
    env_file: Path, monkeypatch: pytest.MonkeyPatch, text: str, ids: tuple[int, ...], of: int
) -> None:
    monkeypatch.setenv("TRIVIA_SHARDS", text)
    assert settings.read(env_file).shards == Shards(ids, of)


@pytest.mark.parametrize("text", ["3", "4/4", "0,0/2", "2-1/4", "-1/2", "a/b", "0/0", "0-999999999999/2"])
def test_shards_that_are_none_are_refused(env_file: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("TRIVIA_SHARDS", text)
    with pytest.raises(BadSettings, match="TRIVIA_SHARDS can't be used: write those of this process"):
        settings.read(env_file)
