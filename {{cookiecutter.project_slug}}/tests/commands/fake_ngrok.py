"""A program that behaves as ngrok does towards those who start it, and opens nothing."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

OPENED = {
    "name": "receiver",
    "uri": "/api/endpoints/receiver",
    "url": "https://fake.example.org",
    "public_url": "https://fake.example.org",
    "proto": "https",
    "config": {"addr": "http://localhost:8000"},
    "metrics": {},
}


class Api(BaseHTTPRequestHandler):
    """The agent's API, as far as it is called."""

    def do_GET(self) -> None:
        """List no tunnel."""
        self.answer(200, {"endpoints": []})

    def do_POST(self) -> None:
        """Open a tunnel, so to say."""
        self.answer(201, OPENED)

    def answer(self, status: int, document: object) -> None:
        """Answer with JSON."""
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing, for the output is read as ngrok's."""


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Api)
    where = f"addr=127.0.0.1:{server.server_port}"
    for line in (
        f'lvl=info msg="starting web service" obj=web {where}',
        'lvl=info msg="tunnel session started" obj=tunnels',
        'lvl=info msg="client session established" obj=tunnels',
    ):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    server.serve_forever()
