"""Whatever the events of a batch are, it is taken apart into each of them, or is malformed."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receiver.batches import Batch
from receiver.errors import Malformed

WHOLE, MEMBER = Batch(), Batch("items")
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
quick = settings(max_examples=100, derandomize=True, deadline=None, database=None)


@quick
@given(items=st.lists(ANY, min_size=1), before=ANY, indent=st.sampled_from([None, 0, 3]))
def test_any_items(items: list[object], before: object, indent: int | None) -> None:
    """Whatever the items are, there is an event for each, in their order."""
    whole = json.dumps(items, indent=indent).encode()
    assert items == [json.loads(each) for each in WHOLE.split(whole)]
    found = MEMBER.split(json.dumps({"x": before, "items": items, "y": []}).encode())
    assert [{"x": before, "items": [each], "y": []} for each in items] == list(
        map(json.loads, found)
    )


@quick
@given(body=st.binary() | st.text('[]{}",: 1items').map(str.encode))
def test_any_body(body: bytes) -> None:
    """Whatever comes, nothing is raised but that it is malformed."""
    for batch in (WHOLE, MEMBER):
        try:
            assert batch.split(body)
        except Malformed:
            with pytest.raises(ValueError, match=r".*"):
                json.loads(body.decode())
