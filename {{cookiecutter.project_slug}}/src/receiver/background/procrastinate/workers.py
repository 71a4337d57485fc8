"""Workers: Procrastinate's own, around whose work the service is open."""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Unpack

from procrastinate import App, cli
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from receiver.background.base import TASK, Work, beginning
from receiver.background.procrastinate.connector import Patient
from receiver.server import systems
from receiver.services.recurring import every
from receiver.settings import Settings

if TYPE_CHECKING:
    from procrastinate.app import WorkerOptions

STALLED = 60.0
"""Seconds without a sign of life after which a worker's jobs are deleted; they were hints."""


class Workers(App):
    """An app around whose worker the service is open."""

    def __init__(self, settings: Settings, work: Work) -> None:
        self._patient, self._settings, self._work = Patient(settings), settings, work
        super().__init__(
            connector=self._patient,
            worker_defaults={"install_signal_handlers": False, "stalled_worker_timeout": 86_400},
        )

    async def run_worker_async(self, **options: Unpack["WorkerOptions"]) -> None:
        """Work until a signal ends it."""
        with beginning():
            await self._work.open()
        worker = asyncio.create_task(super().run_worker_async(**options))
        systems.when_told_to_end(partial(self._stop, worker))
        try:
            async with every(STALLED, self._tidy):
                await worker
        except (asyncio.CancelledError, ConnectorException):
            if not worker.cancelling():
                raise
        finally:
            await self._work.close()

    def _stop(self, worker: asyncio.Task[None]) -> None:
        self._work.drain()
        worker.cancel()
        loop = asyncio.get_running_loop()
        for seconds in (1, self._settings.shutdown_grace + 1):
            loop.call_later(seconds, self._patient.give_up)

    async def _tidy(self) -> None:
        jobs = self.job_manager
        for each in await jobs.get_stalled_jobs(task_name=TASK, seconds_since_heartbeat=STALLED):
            await jobs.finish_job(each, Status.FAILED, delete_job=True)


def app(settings: Settings, work: Work) -> Workers:
    """Return the app of `procrastinate --app … worker`."""
    workers = Workers(settings, work)
    cli.print_stderr = _say

    @workers.task(name=TASK, queue=settings.queue)
    async def process(key: int) -> None:
        await work.process(key)

    return workers


def _say(*words: object) -> None:
    """Have the log say what Procrastinate's command prints."""
    logging.getLogger("procrastinate.cli").warning("%s", " ".join(map(str, words)))


def command(settings: Settings, app: str) -> Sequence[str]:
    """Return the arguments of `python -m` for an app."""
    return (
        *("procrastinate", "--app", app.replace(":", "."), "worker", "--queues", settings.queue),
        *("--concurrency", str(max(1, settings.workers)), "--delete-jobs", "always"),
        *("--shutdown-graceful-timeout", str(settings.shutdown_grace)),
        *("--fetch-job-polling-interval", "1"),
    )
