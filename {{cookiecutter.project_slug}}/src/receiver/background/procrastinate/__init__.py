"""Strategy `procrastinate`: Procrastinate's workers; a job is committed with its delivery.

https://procrastinate.readthedocs.io/en/stable/howto/basics/command_line.html
"""

from receiver.background.base import Engine, Jobs, Strategy
from receiver.background.procrastinate.jobs import hint
from receiver.background.procrastinate.tables import has_tables, migrate
from receiver.background.procrastinate.workers import app, command

STRATEGY = Strategy(
    engine=Engine(app, command),
    jobs=Jobs(database="postgresql", hint=hint, migrate=migrate, has_tables=has_tables),
)
