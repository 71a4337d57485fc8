"""Tests of the console, which a project can be made without."""
