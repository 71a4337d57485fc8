"""Proxies: who somebody is by a header, believed only from the addresses of the proxy.

The proxy has signed them in (OIDC, SAML, …), and must take away the header that a client sends.
"""

from starlette.requests import Request

from receiver.console.access.addresses import address_of
from receiver.console.access.identities import Identity, Role, name_of
from receiver.console.options import EVERYBODY, Options


def identity_of(request: Request, options: Options) -> Identity | None:
    """Return who the proxy says it is; None if it says nothing, or is not the proxy.

    A header that stands twice says nothing: one of the two is not the proxy's.
    """
    if not options.header or not _is_proxy(request, options):
        return None
    who = name_of(_only(request, options.header))
    if who is None:
        return None
    groups = _only(request, options.groups_header) if options.groups_header else ""
    names = {who, EVERYBODY, *(each.strip() for each in groups.split(","))}
    role = Role.OPERATOR if names & options.operators else Role.READER
    return Identity(who=who, role=role)


def _is_proxy(request: Request, options: Options) -> bool:
    address = address_of(request.client.host if request.client else "")
    return address is not None and any(address in network for network in options.proxies)


def _only(request: Request, name: str) -> str:
    values = request.headers.getlist(name)
    if len(values) != 1:
        return ""
    try:
        return values[0].encode("latin-1").decode()
    except UnicodeDecodeError:
        return ""
