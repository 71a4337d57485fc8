"""Yours: what to do with a delivery. Every module here is found; no template update touches it."""
