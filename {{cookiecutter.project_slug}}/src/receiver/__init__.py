"""What a handler needs, in one import: ``from receiver import Delivery, on``."""

from receiver.deliveries import Delivery
from receiver.errors import GiveUp, RetryLater
from receiver.events import on

__all__ = ["Delivery", "GiveUp", "RetryLater", "on"]
