"""What a handler needs, in one import: ``from receiver import Delivery, on``."""

from receiver.deliveries import Delivery
from receiver.events import on
from receiver.retries import GiveUp, RetryLater
from receiver.slim import import_structlog

__all__ = ["Delivery", "GiveUp", "RetryLater", "on"]

import_structlog()
