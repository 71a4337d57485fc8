"""OpenTelemetry's variables, as far as they say whether there is anything to trace for."""

from collections.abc import Mapping, MutableMapping

from dotenv import dotenv_values

PREFIX = "OTEL_"
ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")


def take_over(environment: MutableMapping[str, str]) -> None:
    """Have `.env` count for OpenTelemetry, too: what the environment itself sets comes first."""
    for name, value in dotenv_values(".env").items():
        if name.startswith(PREFIX) and value is not None:
            environment.setdefault(name, value)


def is_wanted(environment: Mapping[str, str]) -> bool:
    """Say whether a collector is named, and tracing is not switched off."""
    if environment.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return False
    if environment.get("OTEL_TRACES_EXPORTER", "").strip().lower() == "none":
        return False
    return any(environment.get(each, "").strip() for each in ENDPOINTS)
