"""Discovery: marked functions become handlers, each with a name of its own."""

from collections.abc import Callable
from types import ModuleType

import pytest
from pydantic import BaseModel

from receiver.deliveries import Delivery
from receiver.discovery import collect, marked
from receiver.errors import SettingsInvalid
from receiver.events import on


class Push(BaseModel):
    """A payload's model."""


async def typed(_delivery: Delivery, _payload: Push) -> None:
    """Take a payload."""


def plain(_delivery: Delivery) -> None:
    """Take the delivery alone."""


def test_handler() -> None:
    """A handler knows its name, whether it is async, and its payload's model."""
    first, second = collect([on("fake")(typed), on("fake")(plain)]).all
    assert (f"{__name__}.typed", True, Push) == (first.name, first.is_async, first.model)
    assert (f"{__name__}.plain", False, None) == (second.name, second.is_async, second.model)


def test_two_handlers_of_one_name() -> None:
    """Two functions of one name are refused: only one of them would ever run."""

    def made() -> Callable[..., None]:
        @on("fake")
        def handle(_delivery: Delivery) -> None: ...

        return handle

    with pytest.raises(SettingsInvalid, match="handle"):
        collect([made(), made()])


@pytest.mark.parametrize("path", ["id", "data.object.id", "items.0.id", "a-b._c"])
def test_ordering(path: str) -> None:
    """The value by which deliveries are ordered is named by its path."""

    def handle(_delivery: Delivery) -> None: ...

    (handler,) = collect([on("fake", ordering=path)(handle)]).all
    assert path == handler.subscription.ordering


@pytest.mark.parametrize(
    "path", [".", "a..b", ".a", "a.", "$.id", "items[0].id", "/data/id", "a b", " id", "id\n"]
)
def test_ordering_that_is_no_path(path: str) -> None:
    """What could never find a value is refused, and it is said what would be right."""

    def handle(_delivery: Delivery) -> None: ...

    with pytest.raises(SettingsInvalid) as refused:
        collect([on("fake", ordering=path)(handle)])
    assert str(refused.value) == (
        f"handler {__name__}.handle: ordering {path!r} is no path of a value in the JSON "
        "payload, such as data.object.id or items.0.id"
    )


def test_marked() -> None:
    """Of a module only what it defines itself and has marked is found, in order."""
    module = ModuleType("on_fake")
    names = ("zeta", "alpha")
    for name in names:
        namespace = {"on": on, "__name__": "on_fake"}
        exec(f"@on('fake')\ndef {name}(delivery): ...", namespace)  # noqa: S102 - a module's own functions
        setattr(module, name, namespace[name])
    module.imported = on("fake")(plain)  # type: ignore[attr-defined]
    module.unmarked = lambda _delivery: None  # type: ignore[attr-defined]
    assert list(names) == [function.__name__ for function in marked([module])]


def test_what_makes_up_its_attributes() -> None:
    """An object that has every attribute it is asked for is no handler, and is not even asked."""

    class Proxy:
        def __getattr__(self, name: str) -> str:
            raise AssertionError(name)

    module = ModuleType("on_fake")
    module.proxy = Proxy()  # type: ignore[attr-defined]
    assert [] == marked([module])
