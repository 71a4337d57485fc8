"""Jobs: one for each delivery that is worth a look, stored in its own database."""

from collections.abc import Sequence

from sqlalchemy import ARRAY, BigInteger, Connection, bindparam, text

from receiver.background.base import TASK
from receiver.settings import Settings

HINT = text("""
    SELECT procrastinate_defer_jobs_v1(array_agg(CAST(
        ROW(:queue, :task, 0, NULL, name, args, NULL) AS procrastinate_job_to_defer_v1)))
    FROM (SELECT 'receiver ' || key, jsonb_build_object('key', key)
          FROM unnest(:keys) AS key) AS hints (name, args)
    WHERE NOT EXISTS (SELECT FROM procrastinate_jobs
                      WHERE queueing_lock = name AND status = 'todo')
""").bindparams(bindparam("keys", type_=ARRAY(BigInteger)), task=TASK)


def hint(settings: Settings, connection: Connection, keys: Sequence[int]) -> None:
    """Store a job for each delivery that has none waiting, however often it is hinted at."""
    connection.execute(HINT, {"queue": settings.queue, "keys": [*keys]})
