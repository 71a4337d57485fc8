"""What every request passes before a router sees it; plain ASGI, in the order of `main.py`."""
