"""`python -m benchmarks.template`: measure, and print the section."""

import sys

from benchmarks import NotHereError
from benchmarks.template.measuring import measure
from benchmarks.template.section import section

try:
    sys.stdout.write(section(measure(short="--short" in sys.argv)))
except NotHereError as error:
    sys.exit(f"This cannot be measured here: {error}")
