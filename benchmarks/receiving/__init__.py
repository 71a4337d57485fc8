"""Receiving: what a delivery costs until it is answered, here and elsewhere."""
