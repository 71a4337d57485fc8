"""Tracing with OpenTelemetry, which its own environment variables configure, and no others.

https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
Nothing is traced, and nothing of its SDK imported, until they name a collector.
"""

import os
from contextlib import AbstractContextManager

from receiver.observability.tracing import Tracing
from receiver.spans import Spans
from receiver.tracing.checks import check
from receiver.tracing.variables import is_wanted, take_over


def chosen() -> Tracing | None:
    """Return who traces, if the environment or `.env` names a collector.

    Raises `SettingsInvalid` for what is wrong then in variables that say how.
    """
    take_over(os.environ)
    if not is_wanted(os.environ):
        return None
    check(os.environ)
    from receiver.tracing.stamps import stamp  # noqa: PLC0415 - as below

    return Tracing(opened, (stamp,))


def opened() -> AbstractContextManager[Spans]:
    """Return what exports the spans of a process."""
    from receiver.tracing.exporting import exported  # noqa: PLC0415 - it takes 0.1 s

    return exported()
