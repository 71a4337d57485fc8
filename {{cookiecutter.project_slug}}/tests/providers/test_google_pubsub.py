"""Google Pub/Sub: keys come from Google alone, once, and again when a token names a newer one."""

import json
import time
from base64 import urlsafe_b64encode

import pytest
from joserfc.jwk import KeySet, RSAKey

from behind import Behind
from hostile import hostile
from hosts import Hosts
from receiver.providers.google_pubsub import PROVIDER
from receiver.services.keys import Keys
from receiver.services.samples import filled
from receiver.services.verification import Source
from receiver.signatures import certificates, jwts
from receiver.signatures.pubsub import CERTIFICATES, TEST_KEY
from receiver.trust import Trust

NOW = int(time.time())
KEY, NEWER = certificates.PAIRS.make(), certificates.PAIRS.make()
OPTIONS = {"audience": "https://hooks.example.com/pubsub", "email": "pusher@example.com"}
SOURCE = Source("google_pubsub", "google_pubsub", PROVIDER, Trust(options=OPTIONS))
BODY = filled(PROVIDER.samples[0].body, "m-1", NOW).encode()
ISSUED = {"iss": "https://accounts.google.com", "iat": NOW, "exp": NOW + 3600}
CLAIMS = {"aud": OPTIONS["audience"], "email": OPTIONS["email"], "email_verified": True, **ISSUED}
TOKEN = jwts.sign(CLAIMS, KEY, "k1")


def published(**keys: bytes) -> bytes:
    """Return the document of keys by their ids, private halves left out."""
    found = [RSAKey.import_key(key, {"kid": name}) for name, key in keys.items()]
    return json.dumps(KeySet([*found]).as_dict(private=False)).encode()


def part(data: bytes) -> str:
    """Write a part of a token."""
    return urlsafe_b64encode(data).decode().rstrip("=")


async def sent(token: str, keys: Keys) -> tuple[int | None, str | None]:
    """Send a message with a token, and return the answer's status and when to try again."""
    behind = Behind(SOURCE, keys=keys, clock=lambda: NOW)
    headers = {"Authorization": f"Bearer {token}"}
    done = await behind.get("/webhooks/google_pubsub", [BODY], headers=headers)
    return done.status, done.header("retry-after")


async def test_accepted() -> None:
    """Google's keys are fetched once, from the one place where they are."""
    hosts = Hosts({CERTIFICATES: published(k1=KEY)})
    keys = hosts.keys()
    assert [(202, None)] * 2 == [await sent(TOKEN, keys) for _ in "ab"]
    assert ["https://www.googleapis.com/oauth2/v3/certs"] == hosts.urls


async def test_newer_key() -> None:
    """A key that Google has added since is found; one that nobody knows is looked for, at times."""
    hosts, times = Hosts({CERTIFICATES: published(k1=KEY)}), [0.0]
    keys = hosts.keys(lambda: times[0])
    assert (401, None) == await sent(newer := jwts.sign(CLAIMS, NEWER, "k2"), keys)
    hosts.answers[CERTIFICATES], times[0] = published(k1=KEY, k2=NEWER), 61.0
    assert (202, None) == await sent(newer, keys)
    for kid in ("k3", "k4", "k5"):
        assert (401, None) == await sent(jwts.sign(CLAIMS, NEWER, kid), keys)
    assert [CERTIFICATES] * 2 == hosts.urls


@pytest.mark.parametrize("kid", ["k1", "k2", "", TEST_KEY])
async def test_key_of_somebody_else(kid: str) -> None:
    """A token that is signed with a key of somebody else is refused, whichever it names."""
    hosts = Hosts({CERTIFICATES: published(k1=KEY)})
    assert (401, None) == await sent(jwts.sign(CLAIMS, NEWER, kid), hosts.keys())
    assert ([] if kid == TEST_KEY else [CERTIFICATES]) == hosts.urls


@pytest.mark.parametrize("url", hostile("www.googleapis.com", "/oauth2/v3/certs")[::6])
async def test_key_elsewhere(url: str) -> None:
    """No token says where its key is: neither by its names for that, nor by its issuer."""
    hosts = Hosts({CERTIFICATES: published(k1=KEY), url: published(k2=NEWER)})
    header = {"alg": "RS256", "kid": "k2", "jku": url, "x5u": url}
    signed = (
        f"{part(json.dumps(header).encode())}.{part(json.dumps({**CLAIMS, 'iss': url}).encode())}"
    )
    signature = part(certificates.sign(NEWER, signed.encode(), "sha256"))
    assert (401, None) == await sent(f"{signed}.{signature}", hosts.keys())
    assert [CERTIFICATES] == hosts.urls


@pytest.mark.parametrize("answer", [404, 302, OSError(), b"", b"{}", b'{"keys": []}', b"[" * 9999])
async def test_no_keys(answer: bytes | int | Exception) -> None:
    """Without Google's keys nothing is said about a token: the message is to come again."""
    assert (503, "5") == await sent(TOKEN, Hosts({CERTIFICATES: answer}).keys())


async def test_no_token() -> None:
    """What is no token is refused."""
    keys = Hosts({CERTIFICATES: published(k1=KEY)}).keys()
    assert [(401, None)] * 4 == [await sent(each, keys) for each in ("", "a", "a.b.c", "e30.e30.")]
