"""An engine's command that says what it was given, in the ways in which engines do."""

import logging
import sys
import warnings

if __name__ == "__main__":
    logging.getLogger("engine").warning(" ".join(sys.argv[1:]))
    warnings.warn("of something", stacklevel=1)
    message = "in the middle"
    raise LookupError(message)
