"""Settings: everything that the environment decides, read once and checked before anything runs."""

import os
import re
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from receiver.errors import SettingsInvalid
from receiver.moments import days
from receiver.variables import mistake

PREFIX = "RECEIVER_"
InLowerCase = BeforeValidator(str.lower)
Days = Annotated[float, BeforeValidator(days), Field(le=36_500)]
Seconds = Annotated[float, Field(gt=0, le=86_400)]
Trimmed = Annotated[str, StringConstraints(strip_whitespace=True)]


def base_url(value: str) -> str:
    """Return the beginning of a URL, or nothing; raises `ValueError` for anything else."""
    if value and not re.fullmatch(r"https?://[^/?#\s]+(/[^?#\s]*)?", value):
        message = "set what stands before /webhooks in the URLs, such as https://hooks.example.com"
        raise ValueError(message)
    return value


def address(value: str) -> str:
    """Return a host and a port, or nothing; raises `ValueError` for anything else."""
    if value and not re.fullmatch(r"[^:\s]+:[0-9]{1,5}", value):
        message = "set a host and a port, such as 0.0.0.0:9000"
        raise ValueError(message)
    return value


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

    secrets: dict[str, Trimmed] = Field(default={}, repr=False)
    """Source → its secrets, separated by spaces: `RECEIVER_SECRETS__GITHUB="new old"`."""
    sources: dict[str, Trimmed] = {}
    """Source → provider, where the names differ: `RECEIVER_SOURCES__STRIPE_EU=stripe`."""
    options: dict[str, dict[str, Trimmed]] = Field(default={}, repr=False)
    """Source → what its provider needs beside: `RECEIVER_OPTIONS__META__VERIFY_TOKEN=…`."""
    public_url: Annotated[Trimmed, AfterValidator(base_url)] = ""
    """What stands before `/webhooks/…` in the URLs that senders were given; some sign them."""
    test_keys: str = ""
    """A folder for key pairs that `receiver send` signs with where senders have private keys."""
    database_url: str = "sqlite:///receiver.sqlite3"
    background: str = "inprocess"
    """The strategy: who runs the handlers."""
    broker_url: Trimmed = Field(default="", repr=False)
    """Where that hands hints to its workers, if these are an engine's."""
    queue: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_-]{0,39}$")] = "webhooks"
    """The queue of hints, on a broker that others use as well."""
    workers: int = Field(default=16, ge=0, le=1000)
    """How many deliveries a process handles at the same time; with 0 it only receives."""
    worker_address: Annotated[Trimmed, AfterValidator(address)] = ""
    """Where a worker's process answers `/livez`, `/readyz` and `/metrics`; nowhere if empty."""
    body_cap: int = Field(default=5_242_880, ge=1024)
    """The largest body that is accepted; a larger one is refused while it is read."""
    bodies_cap: int = Field(default=268_435_456, ge=1024)
    """How much may be held of all bodies that are being received, in each process."""
    read_timeout: Seconds = 10.0
    """How long a sender may take to send a request, its head and its body."""
    commit_timeout: Annotated[float, Field(gt=0, le=2.4)] = 2.0
    """How long the inbox may take to commit before the sender is told to try again."""
    handler_timeout: Seconds = 30.0
    lease: Seconds = 15.0
    """How long a worker may be silent before another one takes its deliveries over."""
    attempts: int = Field(default=20, ge=1, le=100)
    """How often a handler is run for one delivery before that is dead: with the pauses below it
    outlives trouble of more than an hour, and is given up after four to five."""
    retry_base: Seconds = 2.0
    retry_cap: Seconds = 3600.0
    """Attempt n is retried after a random time up to min(cap, base * 2 ** (n - 1))."""
    sweep_interval: Seconds = 1.0
    """How often the sweeper looks for lost hints, due retries and expired leases."""
    shutdown_delay: Annotated[float, Field(ge=0, le=3600)] = 5.0
    """How long the service says that it is not ready, and goes on, before it stops on SIGTERM."""
    shutdown_grace: Seconds = 20.0
    """How long requests and handlers may take to finish after that, before they are cut off."""
    keep_bodies: Days = 0.0
    """Days for which the bodies of deliveries are kept that are done or ignored; 0 is for ever."""
    keep_ids: Days = 0.0
    """Days for which is kept what is left of those, and tells what comes again; 0 is for ever."""
    log_format: Annotated[Literal["auto", "json", "console"], InLowerCase] = "auto"
    log_level: Annotated[Literal["debug", "info", "warning", "error"], InLowerCase] = "info"


def load_settings() -> Settings:
    """Return the environment's settings; raises `SettingsInvalid` with a line per mistake."""
    valid = [variable(field) for field in Settings.model_fields]
    mistakes = [wrong for name in _names() if (wrong := mistake(name, valid))]
    if mistakes:
        raise SettingsInvalid("\n".join(mistakes))
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"{variable(*each['loc'])}: {each['msg'].removeprefix('Value error, ')}"
            for each in error.errors()
        ]
        raise SettingsInvalid("\n".join(lines)) from None


def variable(*location: int | str) -> str:
    """Return the environment variable of a setting: ``RECEIVER_SECRETS__GITHUB``."""
    return PREFIX + "__".join(str(part).upper() for part in location)


def _names() -> list[str]:
    """Return our variables in the environment and in `.env`: a typo must not pass in silence."""
    try:
        names = {*os.environ, *dotenv_values(".env")}
    except UnicodeDecodeError:
        message = ".env: is no text in UTF-8"
        raise SettingsInvalid(message) from None
    return sorted(name.upper() for name in names if name.upper().startswith(PREFIX))
