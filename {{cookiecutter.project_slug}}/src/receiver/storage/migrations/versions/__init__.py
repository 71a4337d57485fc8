"""One module a migration, named for its number; they only ever add."""
