"""The image, built and run; `IMAGE=local pytest tests/containers` needs root, buildah, debootstrap.

`IMAGE=python:3.13-slim` takes that one, or another, from its registry, and needs no debootstrap.
"""
