"""The senders' own SDKs as oracles: they and the providers must agree on every message."""
