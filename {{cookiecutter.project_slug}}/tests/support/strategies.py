"""The strategies of this project, by who runs the handlers."""

from receiver import background

INSIDE = [name for name in background.names() if background.load(name).engine is None]
"""The service itself runs them."""
WITH_BROKERS = [
    name
    for name in background.names()
    if (engine := background.load(name).engine) and engine.brokers
]
WITH_JOBS = [name for name in background.names() if background.load(name).jobs]
