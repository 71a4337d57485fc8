"""Tests of what is signed; a package, since some are named like those of providers."""
