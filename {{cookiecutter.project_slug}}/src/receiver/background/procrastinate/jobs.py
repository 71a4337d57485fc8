"""Jobs: one for each delivery that is worth a look, stored in its own database."""

from collections.abc import Sequence

from sqlalchemy import ARRAY, BigInteger, Connection, bindparam, text

from receiver.background.base import TASK
from receiver.settings import Settings

HINT = text("""
    SELECT procrastinate_defer_jobs_v1(array_agg(CAST(
        ROW(:queue, :task, 0, NULL, NULL, jsonb_build_object('key', key), NULL)
        AS procrastinate_job_to_defer_v1)))
    FROM unnest(:keys) AS key
""").bindparams(bindparam("keys", type_=ARRAY(BigInteger)), task=TASK)


def hint(settings: Settings, connection: Connection, keys: Sequence[int]) -> None:
    """Store a job for each delivery."""
    connection.execute(HINT, {"queue": settings.queue, "keys": [*keys]})
