"""The clock by which everything in the inbox is due: the database's, so that skew does no harm.

Each kind of database says in `databases/` how it is asked.
"""

from sqlalchemy import Float
from sqlalchemy.sql.functions import FunctionElement

HINT_GRACE = 5.0
"""Seconds that a delivery is left to its hint, before the sweeper takes that for lost."""


class now(FunctionElement[float]):  # noqa: N801 - an SQL function, written as one
    """The time at this moment, in Unix seconds."""

    type = Float()
    inherit_cache = True
