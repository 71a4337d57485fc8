"""Signatures: who does something, and why, as the ledger has it."""

from receiver.console.access.identities import Identity
from receiver.console.refusals import Refused
from receiver.operations import Act, Signature

LONGEST = 500
"""How many characters a reason may have; as on the command line."""


def signature_of(identity: Identity, act: Act, why: str) -> Signature:
    """Return the signature of somebody in the console; raises `Refused` for what is no reason.

    To replay something needs none.
    """
    reason = " ".join(why.split())
    if not reason.isprintable() or len(reason) > LONGEST or (act is Act.IGNORE and not reason):
        raise Refused(400, f"Say why, for the record, in up to {LONGEST} printable characters.")
    return Signature(who=f"{identity.who} (console)", reason=reason)
