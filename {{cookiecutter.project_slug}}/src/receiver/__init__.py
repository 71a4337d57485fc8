"""What a handler needs, in one import: ``from receiver import Delivery, on``."""

from receiver.deliveries import Delivery
from receiver.events import on
from receiver.observability.plain import import_structlog
from receiver.retries import GiveUp, RetryLater

__all__ = ["Delivery", "GiveUp", "RetryLater", "on"]

import_structlog()
