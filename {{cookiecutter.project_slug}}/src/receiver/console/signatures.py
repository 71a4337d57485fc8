"""Signatures: who does something, and why, as the ledger has it."""

from receiver.console.access.identities import Identity
from receiver.console.refusals import Refused
from receiver.operations import LONGEST, Act, Signature, in_a_line


def signature_of(identity: Identity, act: Act, why: str) -> Signature:
    """Return the signature of somebody in the console; raises `Refused` for what is no reason.

    To replay something needs none.
    """
    reason = in_a_line(why)
    if reason is None or (act is Act.IGNORE and not reason):
        raise Refused(400, f"Say why, for the record, in up to {LONGEST} printable characters.")
    return Signature(who=f"{identity.who} (console)", reason=reason)
