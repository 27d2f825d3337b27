"""A process that ends with the one that started it, however that went: a killed launcher leaves nothing behind."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time


def end_with(parent: int) -> None:
    """End in good order when the process that started us is gone, however it went.

    Linux tells us by a signal; elsewhere, and should the signal be missed, a thread looks twice a second.
    """
    signal_at_end_of_parent(signal.SIGTERM)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def signal_at_end_of_parent(number: int) -> None:
    """Have the kernel send us a signal when the thread that started us is gone (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, number, 0, 0, 0)  # 1: PR_SET_PDEATHSIG
