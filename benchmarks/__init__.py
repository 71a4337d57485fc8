"""Measurements, side by side: what receiving costs, beside what else could receive.

The database servers and brokers are those of the project's own tests.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
SOURCE = ROOT / "{{cookiecutter.project_slug}}"

sys.path[:0] = [str(SOURCE / "src"), str(SOURCE / "tests" / "support")]


class NotHereError(Exception):
    """Something that is to be measured needs what is not on this machine, or does not work."""
