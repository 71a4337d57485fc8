"""Signatures: how senders prove who they are, as data, and the verifier of it.

`schemes.py` is the algebra that most providers need; the modules beside it are its nouns.
Those that need `cryptography` or a JWT library are there only if a chosen provider does.
"""
