"""Options: who gets into the console, and what is hidden there. `RECEIVER_CONSOLE__<NAME>`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network

from receiver.choices import nearest
from receiver.errors import SettingsInvalid
from receiver.services.secret_checks import ADVICE
from receiver.settings import Settings, variable
from receiver.signatures.secret_rules import weakness

Network = IPv4Network | IPv6Network
Path = tuple[str, ...]

PASSWORDS = ("password", "reader_password")
OF_A_PROXY = ("groups_header", "operators", "proxies")
NAMES = (*PASSWORDS, "header", *OF_A_PROXY, "redact")
EVERYBODY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the settings say. Header names are in lower case, and so are the `redact` paths."""

    password: str = field(default="", repr=False)
    reader_password: str = field(default="", repr=False)
    header: str = ""
    groups_header: str = ""
    operators: frozenset[str] = frozenset()
    proxies: tuple[Network, ...] = ()
    redact: tuple[Path, ...] = ()

    @property
    def has_passwords(self) -> bool:
        """Say whether somebody can sign in here, and not at a proxy alone."""
        return bool(self.password or self.reader_password)


def options_of(settings: Settings) -> Options:
    """Return the options; raises `SettingsInvalid` with a line for each mistake."""
    given = settings.console
    if mistakes := [*_unknown(given), *_weak(given), *_of_the_proxy(given), *_nobody(given)]:
        raise SettingsInvalid("\n".join(mistakes))
    return Options(
        password=given.get("password", ""),
        reader_password=given.get("reader_password", ""),
        header=given.get("header", "").lower(),
        groups_header=given.get("groups_header", "").lower(),
        operators=frozenset(given.get("operators", "").split()),
        proxies=tuple(map(ip_network, given.get("proxies", "").split())),
        redact=tuple(tuple(each.lower().split(".")) for each in given.get("redact", "").split()),
    )


def _unknown(given: Mapping[str, str]) -> Iterator[str]:
    for name, value in given.items():
        if name not in NAMES:
            yield f"{variable('console', name)}: no such option; {nearest(name, NAMES)}"
        elif not value:
            yield f"{variable('console', name)}: is empty; set it, or remove the variable"


def _weak(given: Mapping[str, str]) -> Iterator[str]:
    for name in PASSWORDS:
        if (value := given.get(name)) and (wrong := weakness(value)):
            yield f"{variable('console', name)}: the password {wrong}; {ADVICE}"
    if given.get("password") and given.get("password") == given.get("reader_password"):
        act = variable("console", "password")
        yield f"{variable('console', 'reader_password')}: is that of {act}: who reads could act"


def _of_the_proxy(given: Mapping[str, str]) -> Iterator[str]:
    header, proxies = variable("console", "header"), variable("console", "proxies")
    if given.get("header") and not given.get("proxies"):
        yield f"{proxies}: is missing; the addresses that {header} is believed from: 10.0.0.5"
    for name in OF_A_PROXY:
        if given.get(name) and not given.get("header"):
            yield f"{variable('console', name)}: says nothing without {header}"
    for each in given.get("proxies", "").split():
        try:
            everywhere = ip_network(each).prefixlen == 0
        except ValueError as error:
            yield f"{proxies}: {error}; give addresses or networks: 10.0.0.5 10.1.0.0/16"
        else:
            if everywhere:
                yield f"{proxies}: {each} is everybody, who could then say to be anybody"


def _nobody(given: Mapping[str, str]) -> Iterator[str]:
    if not any(given.get(name) for name in (*PASSWORDS, "header")):
        ways = " or ".join(variable("console", name) for name in ("password", "header"))
        yield f"{variable('console')}: nobody is let in; set {ways}"
