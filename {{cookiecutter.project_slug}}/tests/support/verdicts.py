"""Lines as `receiver verify` reads them, and its verdicts on them."""

import json
import time
from typing import Any

from receiver.commands.verify import verdict
from senders import sender


def line_of(name: str) -> dict[str, Any]:
    """Return a line with a request of this provider's sender that is accepted."""
    return sender(name).line(sender(name).request())


def decide(line: dict[str, Any], **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON is anything
    """Return the verdict on a line with other members; those that are `...` are left out."""
    members = {key: value for key, value in {**line, **changed}.items() if value != ...}
    return verdict(json.dumps(members), time.time())
