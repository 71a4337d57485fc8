"""The service with the fake provider as `receiver serve` runs it: ``python -m fake_server 80``."""

import sys

from receiver.server.listening import listen
from receiver.settings import load_settings

if __name__ == "__main__":
    port, *workers = map(int, sys.argv[1:])
    app = "fake_service:app"
    listen(app, load_settings(), host="127.0.0.1", port=port, workers=(workers or [1])[0])
