"""Addresses: where a request comes from, an IPv4 address as that, on whatever socket it came."""

from ipaddress import IPv4Address, IPv6Address, ip_address

Address = IPv4Address | IPv6Address


def address_of(text: str) -> Address | None:
    """Return an address; None if that is none, as with a Unix socket."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
