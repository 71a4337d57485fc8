"""Checks of OpenTelemetry's variables: what is wrong in one is said before anything begins.

Its SDK raises for some of them, and for others goes on with something else, unnoticed.
"""

from collections.abc import Iterator, Mapping

from receiver.errors import SettingsInvalid
from receiver.tracing.values import (
    COUNT,
    FILE,
    HEADERS,
    LIMIT,
    PAIRS,
    SECONDS,
    SHARE,
    URL,
    Kind,
    is_count,
    one_of,
)

SAMPLERS = ("always_on", "always_off", "traceidratio")
QUEUE, BATCH = "OTEL_BSP_MAX_QUEUE_SIZE", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE"
USUAL = {QUEUE: "2048", BATCH: "512"}
OF_ALL, OF_TRACES = "OTEL_EXPORTER_OTLP_", "OTEL_EXPORTER_OTLP_TRACES_"
EXPORTER: Mapping[str, Kind] = {
    "ENDPOINT": URL,
    "PROTOCOL": one_of("http/protobuf"),
    "TIMEOUT": SECONDS,
    "COMPRESSION": one_of("none", "gzip", "deflate"),
    "HEADERS": HEADERS,
    "CERTIFICATE": FILE,
    "CLIENT_KEY": FILE,
    "CLIENT_CERTIFICATE": FILE,
}
"""What the exporter knows, each for all that is exported or, which counts more, for traces."""
KINDS: Mapping[str, Kind] = {
    "OTEL_SDK_DISABLED": one_of("true", "false"),
    "OTEL_TRACES_EXPORTER": one_of("otlp", "none"),
    "OTEL_TRACES_SAMPLER": one_of(*SAMPLERS, *(f"parentbased_{each}" for each in SAMPLERS)),
    "OTEL_TRACES_SAMPLER_ARG": SHARE,
    "OTEL_RESOURCE_ATTRIBUTES": PAIRS,
    "OTEL_BSP_SCHEDULE_DELAY": COUNT,
    "OTEL_BSP_EXPORT_TIMEOUT": COUNT,
    QUEUE: COUNT,
    BATCH: COUNT,
    "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT": LIMIT,
    "OTEL_ATTRIBUTE_COUNT_LIMIT": LIMIT,
    "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT": LIMIT,
    "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT": LIMIT,
    "OTEL_SPAN_EVENT_COUNT_LIMIT": LIMIT,
    "OTEL_SPAN_LINK_COUNT_LIMIT": LIMIT,
    "OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT": LIMIT,
    "OTEL_LINK_ATTRIBUTE_COUNT_LIMIT": LIMIT,
}


def check(environment: Mapping[str, str]) -> None:
    """Raise `SettingsInvalid` with a line for each variable whose value is not right."""
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    if mistakes := [*_mistakes(given), *_together(given)]:
        raise SettingsInvalid("\n".join(mistakes))


def _mistakes(given: Mapping[str, str]) -> Iterator[str]:
    for name, kind in _counting(given):
        if name in given and not kind.takes(given[name]):
            value = "this" if kind.is_secret else ascii(given[name][:100])
            yield f"{name}: {value} is not right; {kind.right}"


def _counting(given: Mapping[str, str]) -> Iterator[tuple[str, Kind]]:
    yield from KINDS.items()
    for name, kind in EXPORTER.items():
        yield (OF_TRACES if OF_TRACES + name in given else OF_ALL) + name, kind


def _together(given: Mapping[str, str]) -> Iterator[str]:
    queue, batch = (given.get(name, USUAL[name]) for name in (QUEUE, BATCH))
    if is_count(queue) and is_count(batch) and int(batch) > int(queue):
        yield f"{BATCH}: {batch} spans are more than can wait; {QUEUE} is {queue}"
