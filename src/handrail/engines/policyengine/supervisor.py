"""Keeps one worker alive: starts it, and starts another when it dies, waiting longer each time it fails at once."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handrail.engines.policyengine import places
from handrail.engines.protocol import Why

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
SOUND_AFTER = 60.0
"""A worker that lived this long was sound: whatever ended it, the next may start at once."""

# The engine's environment comes first on the path, ours last: it never loads a package of the site's in place of its own.
_START = "import runpy, sys; sys.path.append(sys.argv.pop(1)); runpy.run_module(sys.argv.pop(1), run_name='__main__')"
WORKER = "handrail.engines.policyengine.worker"


def worker_command(python: Path, folder: Path, module: str = WORKER) -> list[str]:
    """How a worker is started by the Python of the environment that holds PolicyEngine."""
    ours = Path(__file__).parents[3]
    return [str(python), "-I", "-c", _START, str(ours), module, str(places.socket_in(folder))]


def nothing_said(_line: str) -> None:
    """For those who do not want to be told."""


@dataclass
class Supervisor:
    """One worker at a time, until it is told to stop."""

    command: Sequence[str]
    folder: Path
    say: Callable[[str], None] = nothing_said
    waits: tuple[float, float] = (FIRST_WAIT, LONGEST_WAIT)
    sound_after: float = SOUND_AFTER
    _stopping: threading.Event = field(default_factory=threading.Event)
    _ready: threading.Event = field(default_factory=threading.Event)
    _worker: subprocess.Popen[str] | None = None

    def run(self) -> None:
        """Start workers until `stop` is called."""
        places.make(self.folder)
        wait = self.waits[0]
        while not self._stopping.is_set():
            began = time.monotonic()
            self._live_through_one()
            if time.monotonic() - began >= self.sound_after:
                wait = self.waits[0]
            if not self._stopping.is_set():
                self.say(f"The worker for taxes and benefits ended. Another starts in {wait:g} s.")
            self._stopping.wait(wait)
            wait = min(2 * wait, self.waits[1])
        places.forget(self.folder)

    def stop(self) -> None:
        """End the worker, and start no other."""
        self._stopping.set()
        if self._worker is not None:
            self._worker.kill()

    def is_ready(self, within: float) -> bool:
        """Whether a worker can be asked before so many seconds are over."""
        return self._ready.wait(within)

    def _live_through_one(self) -> None:
        places.say_in(self.folder, Why.STARTING)
        began = time.monotonic()
        # Its standard input ends when this process does, however it ends.
        with subprocess.Popen(  # noqa: S603  (the command is ours, not anybody's input)
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment()
        ) as worker:
            self._worker = worker
            if self._stopping.is_set():
                worker.kill()
            assert worker.stdout is not None
            for line in worker.stdout:
                if line == "ready\n":
                    self._ready.set()
                    self.say(f"Taxes and benefits can be estimated now ({time.monotonic() - began:.0f} s to start).")
        self._ready.clear()
        places.say_in(self.folder, Why.STOPPED)


def _environment() -> dict[str, str]:
    """Nothing of ours but where things are; and it may fetch no data set, which it has no need of."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    # One request at a time on small arrays: more threads would only take the cores from the site.
    return {**kept, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
