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

    What stands below a field is what the documentation says of it.
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
    """The secrets of a source, separated by spaces, the newest first: all count. A source is on if
    it has one; where its sender shares none, if it has the options that it needs."""
    sources: dict[str, Trimmed] = {}
    """The provider of a source, where the two have different names: a second account of one
    sender, `RECEIVER_SOURCES__STRIPE_EU=stripe`."""
    options: dict[str, dict[str, Trimmed]] = Field(default={}, repr=False)
    """What the provider of a source needs beside its secrets, such as
    `RECEIVER_OPTIONS__META__VERIFY_TOKEN`."""
    public_url: Annotated[Trimmed, AfterValidator(base_url)] = ""
    """What stands before `/webhooks/…` in the URLs that senders were given; some sign them."""
    test_keys: str = ""
    """A folder for key pairs that `receiver send` signs with where senders alone have the private
    key. Whoever can read it can sign: leave it out where real deliveries come."""
    database_url: str = "sqlite:///receiver.sqlite3"
    """Where the inbox is."""
    background: str = "inprocess"
    """The strategy: who runs the handlers."""
    broker_url: Trimmed = Field(default="", repr=False)
    """Where a strategy whose workers are an engine's hands hints to them."""
    queue: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_-]{0,39}$")] = "webhooks"
    """The name of the queue of hints, on a broker that others use as well."""
    workers: int = Field(default=16, ge=0, le=1000)
    """How many deliveries a process handles at the same time; with 0 it only receives."""
    worker_address: Annotated[Trimmed, AfterValidator(address)] = ""
    """Where each process of `receiver worker` answers `/livez`, `/readyz`, `/healthz` and
    `/metrics`, such as `0.0.0.0:9000`; nowhere if empty."""
    body_cap: int = Field(default=5_242_880, ge=1024)
    """The largest body that is accepted, in bytes; a larger one is refused while it is read. Mind
    that nobody is answered while JSON is parsed, which takes up to a second for 16 MiB."""
    bodies_cap: int = Field(default=268_435_456, ge=1024)
    """How many bytes of all bodies that are being received may be held, in each process."""
    read_timeout: Seconds = 10.0
    """How many seconds a sender may take to send a request, its head and its body."""
    commit_timeout: Annotated[float, Field(gt=0, le=2.4)] = 2.0
    """How many seconds the inbox may take to commit before the sender is told to try again."""
    handler_timeout: Seconds = 30.0
    """How many seconds a handler may run, unless `@on(…, timeout=…)` says otherwise."""
    lease: Seconds = 15.0
    """How many seconds a worker may be silent before another one takes its deliveries over."""
    attempts: int = Field(default=20, ge=1, le=100)
    """How often a handler is run for one delivery before that is dead, unless `@on(…, attempts=…)`
    says otherwise. With the pauses below it outlives trouble of more than an hour, and is given
    up after four to five."""
    retry_base: Seconds = 2.0
    """The base of the pauses: after attempt n a handler is left alone for a random time of up to
    `base * 2 ** (n - 1)` seconds."""
    retry_cap: Seconds = 3600.0
    """How many seconds a pause between two attempts may have at most."""
    sweep_interval: Seconds = 1.0
    """After how many seconds the sweeper looks again for lost hints, due retries and leases that
    ran out."""
    shutdown_delay: Annotated[float, Field(ge=0, le=3600)] = 5.0
    """For how many seconds after `SIGTERM` the service says that it is not ready, and goes on, so
    that a load balancer looks away."""
    shutdown_grace: Seconds = 20.0
    """How many seconds requests and handlers may take to finish after that."""
    keep_bodies: Days = 0.0
    """For how many days the bodies of deliveries are kept that are done or ignored; 0 is for
    ever."""
    keep_ids: Days = 0.0
    """For how many days is kept what is left of those, by which is known what comes again; 0 is for
    ever."""
    console: dict[str, Trimmed] = Field(default={}, repr=False)
    """Who may look into the inbox with a browser, at `/console`, in a project that was made with
    that: nobody, unless `RECEIVER_CONSOLE__PASSWORD` or `RECEIVER_CONSOLE__HEADER` says who. The
    console's own page in this documentation has all of its options."""
    log_format: Annotated[Literal["auto", "json", "console"], InLowerCase] = "auto"
    """How lines of the log are written; `auto` is `console` in a terminal, else `json`."""
    log_level: Annotated[Literal["debug", "info", "warning", "error"], InLowerCase] = "info"
    """The least important lines that are written."""


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
