"""Hostile URLs: what a message may name in place of a key's own URL, to have something fetched."""

EVIL = "evil.example"
SCHEMES = ("http", "ftp", "HTTPS", "HtTps", "file", "ws")
ADDRESSES = (EVIL, "127.0.0.1", "[::1]", "2130706433", "169.254.169.254", "localhost")
AFTER_THE_HOST = (f".{EVIL}", f"@{EVIL}", f"\\.{EVIL}", "%2e", ":443", ":8443", ":", ".", "\u200b")
BEFORE_THE_HOST = (f"{EVIL}-", "x.", "a:b@", f"{EVIL}#@", f"{EVIL}\\@", f"{EVIL}?", f"{EVIL}/")
BEFORE_THE_PATH = ("/..", "/%2e%2e", "/..%2f", "/;", f"//{EVIL}", "%00", "\x00", "\t", "\n")
AFTER_THE_URL = ("?a", "#a", "/", "%20", " ", "\n", "\r\n", f"\r\nHost: {EVIL}", "\x00")
BEFORE_THE_URL = (" ", "\n", "\ufeff", "url:", f"https://{EVIL}/")
OTHER_STARTS = ("", "//", "https:", "https:/", "https:\\\\", "///", "https;//")
OTHER_PATHS = (f"/redirect?to=https://{EVIL}", "", "/", "/*", "/\u00e9")
DOTS = ("\u3002", "\uff0e", "%2e", "-", "")
LIKE_AN_A = ("\u0430", "\uff41", "A")


def hostile(host: str, path: str) -> list[str]:
    """Return URLs that look like ``https://host/path`` to somebody, and are not it."""
    url = f"https://{host}{path}"
    hosts = [
        *ADDRESSES,
        *(f"{host}{each}" for each in AFTER_THE_HOST),
        *(f"{each}{host}" for each in BEFORE_THE_HOST),
        *(each.join(host.rsplit(".", 1)) for each in DOTS),
        *(each.join(host.split("a", 1)) for each in LIKE_AN_A),
    ]
    return [
        *(f"{each}://{host}{path}" for each in SCHEMES),
        *(f"https://{each}{path}" for each in hosts),
        *(f"https://{host}{each}{path}" for each in BEFORE_THE_PATH),
        *(f"https://{host}{each}" for each in OTHER_PATHS),
        *(f"{url}{each}" for each in AFTER_THE_URL),
        *(f"{each}{url}" for each in BEFORE_THE_URL),
        *(f"{each}{host}{path}" for each in OTHER_STARTS),
        f"data:text/plain,{url}",
        f"file:///etc{path}",
        "",
    ]
