"""What keeps the template in step with itself; run it with `uv run python -m tools.…`."""
