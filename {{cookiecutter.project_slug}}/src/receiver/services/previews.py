"""Previews: what an operation would do, and whether it can be done, before it begins."""

from receiver.choices import nearest
from receiver.criteria import Criteria
from receiver.errors import OperationRefused
from receiver.operations import Act
from receiver.storage import previews
from receiver.storage.acts import NOTHING_TO_IGNORE
from receiver.storage.engine import Database
from receiver.storage.previews import Preview
from receiver.storage.reading import Summary


async def look_ahead(database: Database, act: Act, criteria: Criteria) -> Preview:
    """Return what an act would do now; raises `OperationRefused` if it could not be done."""
    if criteria.keys:
        found = await database.read(previews.named, criteria.keys)
        for key in criteria.keys:
            _check(act, key, found.get(key))
    seen = await database.survey(previews.preview, act, criteria)
    if not seen.total and not seen.pruned and criteria.source is not None:
        sources = await database.survey(previews.sources)
        if criteria.source not in sources:
            message = f"no delivery is from {criteria.source}; {nearest(criteria.source, sources)}"
            raise OperationRefused(message)
    return seen


def _check(act: Act, key: int, found: Summary | None) -> None:
    """Raise `OperationRefused` if an act cannot be done to a delivery that was named."""
    if found is None:
        message = f"there is no delivery {key}"
    elif act is Act.REPLAY and found.pruned_at:
        message = f"the body of delivery {key} was pruned at {found.pruned_at:%Y-%m-%d %H:%M} UTC"
    elif act is Act.IGNORE and found.state in NOTHING_TO_IGNORE:
        message = f"delivery {key} is {found.state} already"
    else:
        return
    raise OperationRefused(message)
