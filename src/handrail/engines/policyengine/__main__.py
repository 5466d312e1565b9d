"""Keep one worker alive, for as long as standard input stays open, or until told to stop.

python -m handrail.engines.policyengine [--until-stopped] PYTHON

PYTHON belongs to the environment that holds PolicyEngine. The site finds the worker in the folder HANDRAIL_ENGINES.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from handrail.engines.installed import engines_folder
from handrail.engines.policyengine.supervisor import Supervisor, worker_command


def main() -> None:
    """Run until the end of standard input, or until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python", type=Path)
    parser.add_argument("--until-stopped", action="store_true", help="whatever becomes of standard input")
    given = parser.parse_args()
    folder = engines_folder()
    supervisor = Supervisor(worker_command(given.python, folder), folder, say=say)
    for ending in (signal.SIGTERM, signal.SIGINT):
        # From a thread of its own: a handler may not take the lock that the interrupted code may be holding.
        signal.signal(ending, lambda *_: threading.Thread(target=supervisor.stop).start())
    if not given.until_stopped:
        threading.Thread(target=stop_at_the_end, args=(supervisor,), daemon=True).start()
    supervisor.run()


def stop_at_the_end(supervisor: Supervisor) -> None:
    """Nothing is ever written to standard input: its end is the end of whoever started this."""
    sys.stdin.buffer.read()
    supervisor.stop()


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
