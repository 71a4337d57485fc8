"""Ours, as it is baked and served, in its arrangements; and all subjects in their orders."""

from __future__ import annotations

import sys

from benchmarks.load import SECRET
from benchmarks.receiving.subjects import (
    BARE,
    BARE_SILENT,
    NAIVE,
    NAIVE_SILENT,
    NODE,
    TASKS,
    TYPICAL,
    Subject,
)

ALONE = {"RECEIVER_WORKERS": "0"}
"""The service accepts, and others handle."""


def _ours(
    number: str,
    title: str,
    *,
    made: str = "default",
    database: str = "",
    broker: str = "",
    **variables: str,
) -> Subject:
    given = {
        "PYTHONPATH": "{made}/src",
        "RECEIVER_SECRETS__GITHUB": SECRET,
        "RECEIVER_LOG_FORMAT": "json",
        "RECEIVER_SHUTDOWN_DELAY": "0",
        **({"RECEIVER_DATABASE_URL": "{database}"} if database else {}),
        **({"RECEIVER_BROKER_URL": "{broker}"} if broker else {}),
    }
    serve = ("-m", "receiver", "serve", "--port", "{port}", "--workers", "{processes}")
    return Subject(
        number=number,
        title=title,
        command=(sys.executable, *serve),
        variables={**given, **variables},
        made=made,
        path="/webhooks/github",
        answers="/readyz",
        database=database,
        broker=broker,
    )


def _strategy(number: str, name: str, broker: str = "", database: str = "postgresql") -> Subject:
    called = {"redis": "Redis (Valkey)", "amqp": "RabbitMQ", "nats": "NATS", "": ""}[broker]
    return _ours(
        number,
        f"ours, {name} over {called}" if called else f"ours, {name}",
        made="everything",
        database=database,
        broker=broker,
        RECEIVER_BACKGROUND=name,
    )


WHOLE = _ours("6", "ours, by default")
OURS = _ours("6a", "ours, only accepting", **ALONE)
ON_POSTGRESQL = _ours("7", "ours on PostgreSQL", made="everything", database="postgresql", **ALONE)
STRATEGIES = (
    _strategy("7a", "celery", "redis"),
    _strategy("7b", "celery", "amqp"),
    _strategy("7c", "dramatiq", "amqp"),
    _strategy("7d", "dramatiq", "redis"),
    _strategy("7e", "taskiq", "nats"),
    _strategy("7f", "taskiq", "redis"),
    _strategy("7g", "procrastinate"),
    _strategy("7h", "background_tasks", database=""),
)

PLAIN = (BARE, BARE_SILENT, TASKS, NAIVE, OURS, NAIVE_SILENT, TYPICAL, NODE, WHOLE)
"""In the order of running: next to each other are those that are compared most."""
WITH_SERVERS = (ON_POSTGRESQL, *STRATEGIES)
SHORT = (BARE, TASKS, NAIVE, OURS, NAIVE_SILENT, WHOLE)
IN_SEVERAL_PROCESSES = (BARE, NAIVE, OURS, WHOLE)
TITLES = {each.number: each.title for each in (*PLAIN, *WITH_SERVERS)}
