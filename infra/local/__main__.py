"""`python -m infra.local`, or this file by its path from anywhere: the local cloud."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    # Started by its path, Python would look for modules beside this file; ours are found from the project's root.
    root = str(Path(__file__).resolve().parents[2])
    sys.path[:] = [
        root,
        *(entry for entry in sys.path if entry not in ("", root, str(Path(__file__).resolve().parent))),
    ]

    from infra.local.launcher import main

    status = main()
    sys.stderr.flush()
    os._exit(status)  # threads that still wait for the app must not hold up the end
