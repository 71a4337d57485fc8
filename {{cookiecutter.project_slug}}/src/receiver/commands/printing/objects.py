"""What commands print for scripts: deliveries and operations as JSON."""

import base64
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from receiver.operations import Operation
from receiver.storage.figures import Figures
from receiver.storage.reading import Record, Summary


def print_json(value: Any) -> None:  # noqa: ANN401 - JSON is anything
    """Print JSON on standard output."""
    print(json.dumps(value, indent=2, ensure_ascii=False))  # noqa: T201 - the command's output


def of_summary(summary: Summary) -> dict[str, Any]:
    """Return a line of a list of deliveries."""
    pruned_at = summary.pruned_at.isoformat() if summary.pruned_at else None
    times = {"received_at": summary.received_at.isoformat(), "pruned_at": pruned_at}
    return asdict(summary) | times


def of_record(record: Record) -> dict[str, Any]:
    """Return a delivery, its attempts and what operators did to it.

    A body that is not UTF-8 comes as base64, one that was pruned as null.
    """
    delivery = record.delivery
    return {
        "key": delivery.key,
        "source": delivery.source,
        "provider": delivery.provider,
        "id": delivery.id,
        "event": delivery.event,
        "state": record.state,
        "attempts": delivery.attempt,
        "received_at": delivery.received_at.isoformat(),
        "pruned_at": record.pruned_at.isoformat() if record.pruned_at else None,
        "next_attempt_at": record.next_at.isoformat() if record.next_at else None,
        "request_id": delivery.request_id,
        "trace_id": delivery.trace_id,
        "headers": dict(delivery.headers),
        **_body(record),
        "ledger": [
            {
                "attempt": line.attempt,
                "handler": line.handler,
                "started_at": _time(line.started_at),
                "seconds": line.duration,
                "outcome": line.outcome,
                "cause": line.cause,
                "message": line.message,
            }
            for line in record.ledger
        ],
        "acts": [
            {
                "operation": line.key,
                "act": line.act,
                "at": _time(line.at),
                "by": line.who,
                "reason": line.reason,
            }
            for line in record.acts
        ],
    }


def of_figures(figures: Figures) -> dict[str, Any]:
    """Return how many deliveries there are of each source, what came lately, and what failed."""
    return {
        "oldest_pending_seconds": figures.oldest_pending,
        "sources": {
            source: {
                "states": states,
                "last_hour": figures.received[source].hour,
                "last_day": figures.received[source].day,
                "last_received_at": figures.received[source].last.isoformat(),
            }
            for source, states in figures.counts.items()
        },
        "failures": [
            {
                "handler": each.handler,
                "cause": each.cause,
                "number": each.number,
                "key": each.key,
            }
            for each in figures.failures
        ],
    }


def of_operation(operation: Operation) -> dict[str, Any]:
    """Return an operation: what it is about, by whom and why, and how far it came."""
    return {
        "operation": operation.key,
        "act": operation.act,
        "by": operation.signature.who,
        "reason": operation.signature.reason,
        "criteria": dict(operation.document),
        "started_at": _time(operation.started_at),
        "ended_at": None if operation.ended_at is None else _time(operation.ended_at),
        "total": operation.total,
        "done": operation.done,
    }


def _body(record: Record) -> dict[str, Any]:
    if record.pruned_at:
        return {"body": None}
    try:
        return {"body": record.delivery.body.decode()}
    except UnicodeDecodeError:
        return {"body_base64": base64.b64encode(record.delivery.body).decode()}


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
