"""What is measured in a process of its own, so that nothing that was there before counts: seconds, and the most memory it ever held."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SCRIPT = """
import importlib, pathlib, resource, sys, time
module, name, *given = sys.argv[1:]
work = getattr(importlib.import_module(module), name)
began = time.perf_counter()
work(*given)
taken = time.perf_counter() - began
try:  # Linux's getrusage counts what the parent held as well
    status = pathlib.Path("/proc/self/status").read_text()
    print(taken, int(status.split("VmHWM:")[1].split()[0]) / 2**10)
except OSError:
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process of its own took: seconds, and the most memory it held, in MB."""

    seconds: float
    memory: float


def alone(module: str, name: str, *given: str | Path) -> Run:
    """Call a function of a module in a process of its own. It gets words; its imports do not count as time, but as memory."""
    run = subprocess.run([sys.executable, "-c", SCRIPT, module, name, *given], capture_output=True, text=True, check=True)
    return Run(*map(float, run.stdout.split()))
