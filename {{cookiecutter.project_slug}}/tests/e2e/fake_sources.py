"""The sources of the fake service: one of JSON, and one of anything, both with the same secrets."""

import os
from dataclasses import replace

from fake import PROVIDER, SECRET, source
from receiver.services.verification import Source

SECRETS = "FAKE_SECRETS"
"""The live secrets, the newest first, separated by spaces."""


def sources() -> list[Source]:
    """Return the sources, with the secrets that this process was started with."""
    fake = source("fake", *os.environ.get(SECRETS, SECRET).split())
    return [fake, replace(fake, name="raw", provider=replace(PROVIDER, body="any"))]
