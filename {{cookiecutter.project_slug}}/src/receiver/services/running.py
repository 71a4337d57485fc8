"""The running service: its parts, for the routers, and the steps in which it stops."""

from dataclasses import dataclass

from receiver.background.base import Notify
from receiver.observability.metrics import Metrics
from receiver.services.backlog import Backlog
from receiver.services.counting import Counting
from receiver.services.inbox import Inbox
from receiver.services.processor import Processor
from receiver.services.readiness import Readiness
from receiver.services.sources import Sources
from receiver.services.sweeper import Sweeper
from receiver.settings import Settings
from receiver.spans import Spans
from receiver.storage.engine import Database


@dataclass(slots=True, kw_only=True)
class Running:
    """What runs while the service does."""

    settings: Settings
    sources: Sources
    metrics: Metrics
    database: Database
    inbox: Inbox
    notify: Notify
    readiness: Readiness
    backlog: Backlog
    processor: Processor
    sweeper: Sweeper
    spans: Spans
    counting: Counting
    stopping: bool = False

    def announce(self) -> None:
        """Be no longer ready, and go on."""
        self.stopping = True

    def drain(self) -> None:
        """Begin no further delivery, and give up after the grace what is not done."""
        self.sweeper.stop()
        self.processor.stop(self.settings.shutdown_grace)

    def cut_off(self) -> None:
        """Give that up now."""
        self.processor.stop(0)
