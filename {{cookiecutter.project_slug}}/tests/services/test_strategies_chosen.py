"""The strategy that the settings choose, and what they lack for it."""

import pytest

from fake import settings
from receiver import background
from receiver.errors import SettingsInvalid
from receiver.services.strategies import chosen, named
from receiver.storage import databases
from strategies import WITH_BROKERS, WITH_JOBS


@pytest.mark.parametrize("name", background.names())
def test_named(name: str) -> None:
    """Each strategy of this project is found by its name."""
    assert background.load(name) == named(name)


@pytest.mark.parametrize("name", ["", "inproces", "base", "os"])
def test_unknown(name: str) -> None:
    """An unknown strategy is a mistake, with the valid ones."""
    with pytest.raises(SettingsInvalid) as refused:
        chosen(settings(background=name))
    assert str(refused.value).startswith(f"RECEIVER_BACKGROUND: no strategy {name}; valid: ")
    assert "inprocess" in str(refused.value)


@pytest.mark.parametrize("name", WITH_BROKERS)
@pytest.mark.parametrize(
    ("url", "said"),
    [("", "no broker for"), ("kafka://host", "no kafka broker for"), ("host:1", "no host broker")],
)
def test_no_such_broker(name: str, url: str, said: str) -> None:
    """A strategy that has a broker needs the URL of one that it knows; examples are named."""
    with pytest.raises(SettingsInvalid) as refused:
        chosen(settings(background=name, broker_url=url))
    engine = background.load(name).engine
    assert engine
    assert str(refused.value).startswith(f"RECEIVER_BROKER_URL: {said}")
    assert all(example in str(refused.value) for example in engine.brokers)


@pytest.mark.parametrize("name", WITH_BROKERS)
def test_each_broker(name: str) -> None:
    """Each URL that is given as an example is taken."""
    engine = background.load(name).engine
    assert engine
    for url in engine.brokers:
        assert background.load(name) == chosen(settings(background=name, broker_url=url))


@pytest.mark.parametrize("name", WITH_JOBS)
def test_jobs_in_their_database(name: str) -> None:
    """Every URL of that database will do: of each name that it has, and with a driver."""
    jobs = background.load(name).jobs
    assert jobs
    for each in (jobs.database, *databases.load(jobs.database).aliases, f"{jobs.database}+driver"):
        url = f"{each}://host/inbox"
        assert background.load(name) == chosen(settings(background=name, database_url=url))


@pytest.mark.parametrize("name", WITH_JOBS)
def test_jobs_in_another_database(name: str) -> None:
    """A strategy whose jobs are beside the deliveries refuses a database that has none."""
    with pytest.raises(SettingsInvalid) as refused:
        chosen(settings(background=name, database_url="sqlite:///inbox.sqlite3"))
    assert str(refused.value).startswith(f"RECEIVER_DATABASE_URL: {name} keeps its jobs beside")
