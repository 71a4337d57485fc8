"""Variables: how settings are named in the environment, and what is wrong with other names."""

from collections.abc import Collection

from receiver.choices import nearest

WITH_NAMES = {
    "RECEIVER_SECRETS": (
        ("<SOURCE>",),
        "name the source, with single underscores, as in RECEIVER_SECRETS__STRIPE_EU",
    ),
    "RECEIVER_SOURCES": (
        ("<SOURCE>",),
        "name the source, with single underscores, as in RECEIVER_SOURCES__STRIPE_EU",
    ),
    "RECEIVER_OPTIONS": (
        ("<SOURCE>", "<NAME>"),
        "name the source and its option, as in RECEIVER_OPTIONS__META__VERIFY_TOKEN",
    ),
    "RECEIVER_CONSOLE": (
        ("<NAME>",),
        "name the option, as in RECEIVER_CONSOLE__PASSWORD",
    ),
}
"""Settings of several values: which names follow, and what to say of others."""


def mistake(name: str, valid: Collection[str]) -> str | None:
    """Return what is wrong with a variable's name, in capitals; `valid` are those of settings."""
    setting, *parts = name.split("__")
    if setting in WITH_NAMES:
        names, advice = WITH_NAMES[setting]
        return None if len(parts) == len(names) and all(parts) else f"{name}: {advice}"
    if parts or setting not in valid:
        return f"{name}: no such setting; {nearest(name, valid)}"
    return None
