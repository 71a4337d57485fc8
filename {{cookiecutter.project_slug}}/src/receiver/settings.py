"""Settings: everything that the environment decides, read once and checked before anything runs."""

import os
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from receiver.choices import nearest
from receiver.errors import SettingsInvalid

PREFIX = "RECEIVER_"
OF_A_SOURCE = ("secrets", "sources")
InLowerCase = BeforeValidator(str.lower)
Seconds = Annotated[float, Field(gt=0, le=86_400)]


class Settings(BaseSettings):
    """The service's settings: `RECEIVER_` and the field's name, in the environment or `.env`.

    Durations are in seconds, sizes in bytes.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file=".env",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    secrets: dict[str, str] = Field(default={}, repr=False)
    """Source → its secrets, separated by spaces: `RECEIVER_SECRETS__GITHUB="new old"`."""
    sources: dict[str, str] = {}
    """Source → provider, where the names differ: `RECEIVER_SOURCES__STRIPE_EU=stripe`."""
    database_url: str = "sqlite:///receiver.sqlite3"
    background: str = "inprocess"
    """The strategy: who runs the handlers."""
    workers: int = Field(default=16, ge=1, le=1000)
    """How many deliveries are handled at the same time."""
    body_cap: int = Field(default=5_242_880, ge=1024)
    """The largest body that is accepted; a larger one is refused while it is read."""
    read_timeout: Seconds = 10.0
    """How long a sender may take to send its body."""
    commit_timeout: Annotated[float, Field(gt=0, le=2.4)] = 2.0
    """How long the inbox may take to commit before the sender is told to try again."""
    handler_timeout: Seconds = 30.0
    lease: Seconds = 15.0
    """How long a worker may be silent before another one takes its deliveries over."""
    attempts: int = Field(default=12, ge=1, le=100)
    """How often a handler is run for one delivery before that is dead."""
    retry_base: Seconds = 2.0
    retry_cap: Seconds = 3600.0
    """Attempt n is retried after a random time up to min(cap, base * 2 ** (n - 1))."""
    sweep_interval: Seconds = 1.0
    """How often the sweeper looks for lost hints, due retries and expired leases."""
    shutdown_grace: Seconds = 20.0
    """How long running handlers may take to finish when the service stops."""
    log_format: Annotated[Literal["auto", "json", "console"], InLowerCase] = "auto"
    log_level: Annotated[Literal["debug", "info", "warning", "error"], InLowerCase] = "info"


def load_settings() -> Settings:
    """Return the environment's settings; raises `SettingsInvalid` with a line per mistake."""
    mistakes = [mistake for name in _names() if (mistake := _mistake(name))]
    if mistakes:
        raise SettingsInvalid("\n".join(mistakes))
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"{variable(*each['loc'])}: {each['msg']}" for each in error.errors()]
        raise SettingsInvalid("\n".join(lines)) from None


def variable(*location: int | str) -> str:
    """Return the environment variable of a setting: ``RECEIVER_SECRETS__GITHUB``."""
    return PREFIX + "__".join(str(part).upper() for part in location)


def _names() -> list[str]:
    """Return our variables in the environment and in `.env`: a typo must not pass in silence."""
    return sorted(
        name.upper()
        for name in {*os.environ, *dotenv_values(".env")}
        if name.upper().startswith(PREFIX)
    )


def _mistake(name: str) -> str | None:
    """Return what is wrong with a variable's name."""
    field, of_a_source, _ = name.removeprefix(PREFIX).lower().partition("__")
    if field in OF_A_SOURCE and not of_a_source:
        return f"{name}: say of which source, such as {name}__GITHUB"
    if field not in Settings.model_fields or (of_a_source and field not in OF_A_SOURCE):
        return f"{name}: no such setting; {nearest(name, map(variable, Settings.model_fields))}"
    return None
