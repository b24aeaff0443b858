"""All settings with their defaults and bounds, read once at the entry point."""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, IPvAnyNetwork, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from corpus.errors import SettingsError
from corpus.load import DOCUMENTS
from corpus.utf8 import read_utf8
from indexing.embed import ADAPTED

_ROOT = Path(__file__).parents[1]
_FILE = Path("evenhand.toml")


def _library_folder(settings: dict[str, Any]) -> Path:
    return Path(settings["index"]).parent / "library"


def _index_folder() -> Path:
    """The folder beside the code in a checkout, else in the system's place for the data of programs.

    Raises SettingsError for a user without a home folder, where the system has no such place.
    """
    if (_ROOT / "pyproject.toml").exists():
        return _ROOT / ".evenhand" / "index"
    place = user_data_path("evenhand")
    if not place.is_absolute():
        raise SettingsError("There is no home folder to keep the index in; set EVENHAND_INDEX to a folder.")
    return place / ".evenhand" / "index"


def _listed(value: Any) -> Any:
    """What is parted by commas, as a list; variables hold text."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class Settings(BaseSettings):
    """The settings of `evenhand.toml` in the current folder; `EVENHAND_*` variables take precedence."""

    model_config = SettingsConfigDict(env_prefix="EVENHAND_", extra="forbid", env_ignore_empty=True)

    index: Annotated[Path, Field(default_factory=_index_folder, description="Folder of the index.")]
    library: Annotated[Path, Field(default_factory=_library_folder, description="Folder of the documents you add.")]
    guidance: Annotated[
        bool, Field(description="Whether the documents that come with Evenhand belong to the library.")
    ] = True
    embedding_model: Annotated[
        str, Field(min_length=1, description="Name or folder of a sentence-transformers model.")
    ] = ADAPTED
    passages: Annotated[int, Field(ge=1, le=50, description="Passages searched for, and listed in the JSON.")] = 10
    longest_question: Annotated[
        int, Field(ge=50, le=20000, description="The most characters that a question may have.")
    ] = 2000
    chroma_url: Annotated[
        SecretStr | None,
        Field(description="Chroma server that keeps the vectors, such as `http://host:8000`; without one, the index."),
    ] = None
    model: Annotated[
        str,
        Field(
            description="Language model that writes answers, such as `openai:NAME`; without one they are quotations."
        ),
    ] = ""
    model_url: Annotated[str, Field(description="Address of the model's server, if not the provider's own.")] = ""
    model_seconds: Annotated[
        float, Field(gt=0, le=600, description="Seconds a model may take before quotations are shown instead.")
    ] = 60
    host: Annotated[
        str,
        Field(min_length=1, description="Address the page is served on; any other than 127.0.0.1 opens it to others."),
    ] = "127.0.0.1"
    port: Annotated[int, Field(ge=1024, le=65535, description="Port of the page.")] = 7860
    root_path: Annotated[
        str,
        Field(
            pattern=r"^((/[A-Za-z0-9._~-]+)+)?$",
            description="Path that a proxy in front serves the page at, such as `/evenhand`; without one it is `/`.",
        ),
    ] = ""
    auth_file: Annotated[
        Path | None, Field(description="File of people who may use the page, one `name:HASH` a line.")
    ] = None
    credentials: Annotated[
        SecretStr | None,
        Field(description="The lines of `auth_file` themselves, for use without a file."),
    ] = None
    secret: Annotated[
        Annotated[SecretStr, Field(min_length=32)] | None,
        Field(description="Signs the sessions, at least 32 characters; without it, a file beside the index does."),
    ] = None
    requests_per_minute: Annotated[
        int, Field(ge=1, le=100_000, description="The most requests that one visitor's address may make in a minute.")
    ] = 300
    trusted_proxies: Annotated[
        tuple[IPvAnyNetwork, ...],
        NoDecode,
        BeforeValidator(_listed),
        Field(description="Addresses or networks of the proxies before the page, parted by commas."),
    ] = ()
    feedback: Annotated[
        SecretStr | None,
        Field(
            description="SQLite file, or address of a PostgreSQL database, that stores what people say about answers; "
            "without it nothing is stored."
        ),
    ] = None

    @property
    def server(self) -> str:
        """The address of the Chroma server; "" where the vectors are kept in the index."""
        return self.chroma_url.get_secret_value() if self.chroma_url else ""

    @property
    def curated(self) -> Path | None:
        """The folder of the documents that come with Evenhand; None where they do not belong to the library."""
        return DOCUMENTS if self.guidance else None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the name is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then variables, then the file; what is empty there counts as not set."""
        sources = (env_settings, InitSettingsSource(settings_cls, _without_empty(_read_file())))
        return init_settings, InitSettingsSource(settings_cls, _empty_credentials()), *sources


def _without_empty(settings: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in settings.items() if value != "" or name == "credentials"}


def _empty_credentials() -> dict[str, Any]:
    """Who may sign in, where the variable is there and empty: that says nobody, and by no means everybody."""
    named = [value for name, value in os.environ.items() if name.upper() == "EVENHAND_CREDENTIALS"]
    return {"credentials": ""} if named and not any(named) else {}


def _read_file() -> dict[str, Any]:
    """The settings of the file, with or without a byte order mark; none where there is no file."""
    return tomllib.loads(read_utf8(_FILE)) if _FILE.is_file() else {}


def load_settings(model: str | None = None, **given: Any) -> Settings:
    """The settings in force, but for those given by name; `model` names another language model, or none ("").

    Raises SettingsError, which names the setting and what is wrong with it, and lists the known settings.
    """
    known = {f"EVENHAND_{name.upper()}" for name in Settings.model_fields}
    if unknown := sorted(name for name in os.environ if name.startswith("EVENHAND_") and name not in known):
        raise SettingsError(f"Unknown setting {unknown[0]}; the settings are {', '.join(sorted(known))}.")
    try:
        return Settings(**given) if model is None else Settings(model=model, **given)
    except UnicodeError as error:
        raise SettingsError(f"{_FILE} {error}; save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{_FILE} is not valid TOML: {error}.") from error
    except OSError as error:
        raise SettingsError(f"{_FILE} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise SettingsError(
                f"Unknown setting '{name}'{'' if name in given else f' in {_FILE}'}; "
                f"the settings are {', '.join(Settings.model_fields)}."
            ) from error
        raise SettingsError(f"Setting '{name}'{_fault(name, first['msg'])}.") from error


def _fault(name: str, said: str) -> str:
    """What is wrong with the value of a setting, after its name; of a number, what it may be."""
    field = Settings.model_fields.get(name)
    if field is None or field.annotation not in (int, float):
        return f": {said}"
    bounds = {type(bound).__name__: bound for bound in field.metadata}
    low = f"above {bounds['Gt'].gt}" if "Gt" in bounds else f"from {bounds['Ge'].ge}"
    return f" must be a {'whole ' if field.annotation is int else ''}number {low} to {bounds['Le'].le}"
