"""Figures: what a service tells at `/metrics`, read as Prometheus reads it."""

from collections import defaultdict

import httpx2
from prometheus_client.parser import text_string_to_metric_families


def scraped(url: str) -> dict[str, float]:
    """Return the sum of each metric over its labels."""
    figures: dict[str, float] = defaultdict(float)
    for family in text_string_to_metric_families(httpx2.get(f"{url}/metrics", timeout=10).text):
        for sample in family.samples:
            figures[sample.name] += sample.value
    return dict(figures)
