"""The desk: what was begun at it is put aside in good order when the service ends."""

from console.visiting import PASSWORDS
from fake import settings
from masses import mass
from operating import begun
from receiver.console.desk import opened
from receiver.console.options import options_of
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.operations import Act
from receiver.storage import records
from receiver.storage.engine import Database
from serving import serving


async def test_end(database: Database, database_url: str) -> None:
    """Nothing goes on at a desk that is left, and what was not done can be gone on with."""
    mass(database, 40, state=State.DEAD, age=1)
    operation = await begun(database, Act.REPLAY, Criteria(state=(State.DEAD,)))
    async with serving(database_url, workers=0) as running:
        async with opened(running, options_of(settings(console=PASSWORDS))) as desk:
            await desk.work.start(operation, rate=5)
            assert desk.work.is_at(operation.key)
        assert not desk.work.is_at(operation.key)
    (left,) = await database.read(records.unfinished, Act.REPLAY)
    assert 0 < left.done < 40
