.PHONY: lint type test run build

lint:
	uv run ruff check && uv run ruff format --check

type:
	uv run mypy && cd '{{cookiecutter.project_slug}}' && uv run --project .. mypy --cache-dir ../.mypy_cache

test:
	uv run pytest

run: build
	cd build/webhook-receiver && uv run receiver serve --reload

build:
	uv run cookiecutter --no-input --overwrite-if-exists --output-dir build .
