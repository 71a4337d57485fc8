"""Bodies of deliveries: JSON with all that could make stored bytes differ from those sent."""

import json
from random import Random

ALPHABET = ("a", "Z", "é", "e\u0301", "☃", '"', "\\", "\n", "\0", "\U0001f40d", " ")


def body(name: str) -> bytes:
    """Return JSON of up to some kB, the same for the same name, full of what makes bytes differ."""
    random = Random(name)  # noqa: S311 - the same body each time
    text = "".join(random.choices(ALPHABET, k=random.choice((0, 10, 100, 2000))))
    spaces = random.choice(((",", ":"), (" ,\r\n", " : ")))
    ascii_only = random.choice((True, False))
    content = {"id": name, "text": text}
    return json.dumps(content, separators=spaces, ensure_ascii=ascii_only).encode()
