"""Identities: who looks into the inbox, and whether they may also act."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 100


class Role(StrEnum):
    """What somebody may do: look, or also replay and ignore."""

    READER = "reader"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody, by the name that the ledger gets. Who `signed_in` here can sign out, too."""

    who: str
    role: Role
    signed_in: bool = False

    @property
    def may_act(self) -> bool:
        """Say whether this is an operator."""
        return self.role is Role.OPERATOR


def name_of(text: str) -> str | None:
    """Return a name as the ledger gets it; None if it says nothing, or is not printable."""
    name = " ".join(text.split())
    return name if name and name.isprintable() and len(name) <= LONGEST else None
