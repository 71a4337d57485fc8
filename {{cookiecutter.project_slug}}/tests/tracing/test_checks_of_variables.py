"""OpenTelemetry's variables: what is wrong in one is said before anything begins."""

import pytest

from receiver.errors import SettingsInvalid
from receiver.tracing.checks import OF_ALL, OF_TRACES, check

HERE = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}
WRONG = {
    "OTEL_EXPORTER_OTLP_ENDPOINT": ["localhost:4318", "http://", "http://a:x", "grpc://a"],
    "OTEL_EXPORTER_OTLP_PROTOCOL": ["grpc", "http/json"],
    "OTEL_EXPORTER_OTLP_TIMEOUT": ["abc", "-5", "0", "nan", "inf", "1e3", "10s", "9" * 5000],
    "OTEL_EXPORTER_OTLP_COMPRESSION": ["zip"],
    "OTEL_EXPORTER_OTLP_HEADERS": ["canary", "a=b,canary", "=canary", "a b=c", 'a="canary"'],
    "OTEL_EXPORTER_OTLP_CERTIFICATE": ["/no/such.pem", "/"],
    "OTEL_EXPORTER_OTLP_CLIENT_KEY": ["/no/such.pem"],
    "OTEL_SDK_DISABLED": ["yes", "1"],
    "OTEL_TRACES_EXPORTER": ["console", "otlp,console"],
    "OTEL_TRACES_SAMPLER": ["ratio", "xray"],
    "OTEL_TRACES_SAMPLER_ARG": ["abc", "5", "-1", "nan"],
    "OTEL_RESOURCE_ATTRIBUTES": ["production", "a=b,production", "=b"],
    "OTEL_BSP_SCHEDULE_DELAY": ["abc", "-1", "0", "1.5"],
    "OTEL_BSP_EXPORT_TIMEOUT": ["x"],
    "OTEL_BSP_MAX_QUEUE_SIZE": ["0"],
    "OTEL_BSP_MAX_EXPORT_BATCH_SIZE": ["0"],
    "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT": ["-4"],
    "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT": ["abc", "1" * 5000],
}
RIGHT = {
    "OTEL_EXPORTER_OTLP_ENDPOINT": [
        "https://api.example.com/otlp",
        "http://[::1]:4318",
        " http://a ",
    ],
    "OTEL_EXPORTER_OTLP_PROTOCOL": ["http/protobuf"],
    "OTEL_EXPORTER_OTLP_TIMEOUT": ["10", "0.5", ".5", ""],
    "OTEL_EXPORTER_OTLP_COMPRESSION": ["gzip", "None"],
    "OTEL_EXPORTER_OTLP_HEADERS": [
        "api-key=a/b+c==,Authorization=Basic%20YQ==",
        "a=b, c=Bearer d",
        "a=",
    ],
    "OTEL_EXPORTER_OTLP_CERTIFICATE": [__file__],
    "OTEL_SDK_DISABLED": ["False"],
    "OTEL_TRACES_SAMPLER": ["parentbased_traceidratio", "always_off"],
    "OTEL_TRACES_SAMPLER_ARG": ["0", "1", "1.0", "0.01"],
    "OTEL_RESOURCE_ATTRIBUTES": ["a=b", "a=b=c,d=", "a=b,"],
    "OTEL_BSP_MAX_QUEUE_SIZE": ["512", "4096"],
    "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT": ["0", "64"],
}


def each(values: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return each name with each of its values."""
    return [(name, value) for name in values for value in values[name]]


@pytest.mark.parametrize(("name", "value"), each(WRONG))
def test_wrong(name: str, value: str) -> None:
    """The variable is named, and its value, unless that may be secret."""
    with pytest.raises(SettingsInvalid) as refused:
        check(HERE | {name: value})
    (line,) = str(refused.value).splitlines()
    assert line.startswith(f"{name}: ")
    assert "canary" not in line
    assert len(line) < 250
    assert (f": {value[:20]!r}"[:-1] in line) is not name.endswith(("ENDPOINT", "HEADERS"))


@pytest.mark.parametrize(("name", "value"), each(RIGHT))
def test_right(name: str, value: str) -> None:
    """What OpenTelemetry documents is right."""
    check(HERE | {name: value})


@pytest.mark.parametrize(("queue", "batch"), [("100", "512"), ("2048", "9999")])
def test_more_than_can_wait(queue: str, batch: str) -> None:
    """A batch cannot be larger than the queue, of which one has a size if nothing is said."""
    both = {"OTEL_BSP_MAX_QUEUE_SIZE": queue, "OTEL_BSP_MAX_EXPORT_BATCH_SIZE": batch}
    told = f"^OTEL_BSP_MAX_EXPORT_BATCH_SIZE: {batch} spans .* OTEL_BSP_MAX_QUEUE_SIZE is {queue}$"
    for given in (both, {name: each for name, each in both.items() if each not in {"2048", "512"}}):
        with pytest.raises(SettingsInvalid, match=told):
            check(HERE | given)


def test_of_traces() -> None:
    """What is said of traces alone counts; what is said of all is for others then."""
    check(HERE | {f"{OF_ALL}PROTOCOL": "grpc", f"{OF_TRACES}PROTOCOL": "http/protobuf"})
    with pytest.raises(SettingsInvalid, match=f"^{OF_TRACES}PROTOCOL: 'grpc' is not"):
        check(HERE | {f"{OF_TRACES}PROTOCOL": "grpc"})


def test_several() -> None:
    """All that is wrong is said at once."""
    with pytest.raises(SettingsInvalid) as refused:
        check(HERE | {"OTEL_SDK_DISABLED": "no", "OTEL_BSP_SCHEDULE_DELAY": "soon"})
    assert [
        "OTEL_SDK_DISABLED: 'no' is not right; valid: true, false",
        "OTEL_BSP_SCHEDULE_DELAY: 'soon' is not right; give a whole number, at least 1",
    ] == str(refused.value).splitlines()
