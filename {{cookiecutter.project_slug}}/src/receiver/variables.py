"""Variables: how settings are named in the environment, and what is wrong with other names."""

from collections.abc import Collection

from receiver.choices import nearest

OF_A_SOURCE = {
    "RECEIVER_SECRETS": (
        1,
        "name the source, with single underscores, as in RECEIVER_SECRETS__STRIPE_EU",
    ),
    "RECEIVER_SOURCES": (
        1,
        "name the source, with single underscores, as in RECEIVER_SOURCES__STRIPE_EU",
    ),
    "RECEIVER_OPTIONS": (
        2,
        "name the source and its option, as in RECEIVER_OPTIONS__META__VERIFY_TOKEN",
    ),
}
"""Settings that each source has of its own: how many names follow, and what to say of others."""


def mistake(name: str, valid: Collection[str]) -> str | None:
    """Return what is wrong with a variable's name, in capitals; `valid` are those of settings."""
    setting, *parts = name.split("__")
    if setting in OF_A_SOURCE:
        length, advice = OF_A_SOURCE[setting]
        return None if len(parts) == length and all(parts) else f"{name}: {advice}"
    if parts or setting not in valid:
        return f"{name}: no such setting; {nearest(name, valid)}"
    return None
