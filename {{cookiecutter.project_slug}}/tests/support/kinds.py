"""Fake providers of the kinds that real ones are of, which a project may or may not have."""

from dataclasses import replace

import published
from fake import PROVIDER
from receiver.batches import Batch
from receiver.handshakes import Reply, as_text
from receiver.headers import Bearer, Header, NumberedHeaders
from receiver.places import Either, Json, Query
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Token
from receiver.signatures.parts import Body, Url
from receiver.signatures.schemes import Scheme

TOKEN = Scheme(place=Query("key"), content=(), algorithm=Token())
IN_THE_BODY = Scheme(place=Json("signature"), content=(Json("id"),))
ITEMS = Sample("ping", '[{"id": "{id}", "event": "ping"}]')

KINDS: dict[str, Provider] = {
    "fake": PROVIDER,
    "query": replace(PROVIDER, scheme=TOKEN),
    "bearer": replace(PROVIDER, scheme=replace(TOKEN, place=Bearer())),
    "either": replace(PROVIDER, scheme=replace(TOKEN, place=Either(Header("Key"), Query("key")))),
    "numbered": replace(PROVIDER, scheme=Scheme(place=NumberedHeaders("Fake-Signature-"))),
    "body": replace(
        PROVIDER,
        scheme=IN_THE_BODY,
        samples=(Sample("ping", '{"id": "{id}", "signature": "{signature}"}'),),
    ),
    "url": replace(
        PROVIDER, scheme=Scheme(place=Header("Fake-Signature"), content=(Url(), Body()))
    ),
    "published": published.PROVIDER,
    "batch": replace(
        PROVIDER,
        batch=Batch(),
        id=(Json("id"),),
        event=(Json("event"),),
        samples=(ITEMS,),
    ),
    "demanding": replace(PROVIDER, ours=False, ack=as_text("[accepted]", 201), rejection=406),
    "silent": replace(PROVIDER, ours=False, ack=Reply(204)),
    "telling": replace(PROVIDER, ours=False, ack=lambda each: as_text(each.event)),
}
