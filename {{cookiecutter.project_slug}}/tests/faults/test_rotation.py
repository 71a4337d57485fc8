"""A secret is replaced while deliveries come without pause."""

import random
import re
import time
from collections.abc import Mapping

import httpx2
import pytest

from fake import OLD_SECRET, SECRET, signed
from load import Load
from processes import until
from proof import Proof
from world import World

SENDERS = 4
OLD, NEW, BOTH = (OLD_SECRET,), (SECRET,), (OLD_SECRET, SECRET)
PATIENCE = 120.0
VERIFIED = re.compile(r'webhook_signature_verified_total{key="(\d)",source="fake"} (\d+)')


class Signer:
    """Signs with one secret or several, whose signatures come in any order."""

    def __init__(self) -> None:
        self.secrets: tuple[str, ...] = OLD

    def sign(self, content: bytes, name: str) -> Mapping[str, str]:
        """Return the headers of a delivery."""
        now = time.time()
        each = [
            signed(content, delivery_id=name, secret=secret, now=now) for secret in self.secrets
        ]
        at, signatures = zip(*(one["Fake-Signature"].split(",") for one in each), strict=True)
        in_any_order = random.sample(signatures, len(signatures))
        return each[0] | {"Fake-Signature": ",".join([at[0], *in_any_order])}


def fitted(world: World) -> tuple[int, int]:
    """Return how many deliveries the first of the live secrets fitted, and the second."""
    counts = dict(VERIFIED.findall(httpx2.get(world.url("/metrics")).text))
    return int(counts.get("0", 0)), int(counts.get("1", 0))


@pytest.mark.fault(21, "a secret is rotated under load: old, both, new")
def test_rotation(world: World, proof: Proof) -> None:
    """Nothing is rejected, whoever changes first, and the metric shows which secret still fits."""
    some, signer = proof.of(60, 3_000), Signer()
    with Load(world.port, senders=SENDERS, sign=signer.sign) as load:

        def more() -> None:
            enough = len(load.accepted) + some
            until(lambda: load.has(enough), PATIENCE)

        with world.service(FAKE_SECRETS=OLD_SECRET):
            more()
        with world.service(FAKE_SECRETS=f"{SECRET} {OLD_SECRET}"):
            more()
            by_old = fitted(world)
            signer.secrets = BOTH
            more()
            by_both = fitted(world)
            signer.secrets = NEW
            more()
            by_new = fitted(world)
        with world.service(FAKE_SECRETS=SECRET):
            more()
    statuses = load.answers.statuses()
    rejected = sum(count for status, count in statuses.items() if status // 100 == 4)
    proof.figure(
        f"{len(load.accepted):,} accepted, {rejected} rejected; the new secret and the old fitted "
        f"{by_old}, then {by_both}, then {by_new}"
    )
    assert 0 == rejected
    assert {200, 202} >= set(statuses) - {0, 503}
    assert by_old[0] == 0 < by_old[1]
    assert 0 < by_both[0] < by_new[0]
    assert by_both[1] == by_new[1]
