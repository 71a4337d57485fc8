"""Bakes variants of the template and proves them."""
