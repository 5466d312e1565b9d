"""There is always a worker, and whoever asks while there is none is told so at once."""

from __future__ import annotations

import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from handrail.engines.policyengine import places
from handrail.engines.policyengine.client import PolicyEngine
from handrail.engines.policyengine.supervisor import Supervisor
from handrail.engines.protocol import Answered, Away, Group, Table, Why

SRC = Path(places.__file__).parents[3]
ASKED = Table(2026, {"person": Group(2, {"age": np.array([35, 4])})})

# A worker that needs nothing installed: each output is the ages.
ECHO = f"""
import os, sys
sys.path.append({str(SRC)!r})
from pathlib import Path
from handrail.engines.policyengine import worker
from handrail.engines.protocol import Answered, Result
def evaluate(table, outputs):
    return Answered({{name: Result("person", table.groups["person"].columns["age"]) for name in outputs}}, str(os.getpid()))
worker.end_with_who_started_us()
listener = worker.listen(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    with listener.accept()[0] as connection:
        worker.serve(connection, evaluate)
"""
DIES = "import sys; sys.exit(3)"
NEVER_READY = "import sys; sys.stdin.read()"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name, as a socket's must be."""
    with TemporaryDirectory(prefix="handrail-") as name:
        yield Path(name) / "engines"


@contextmanager
def supervised(code: str, folder: Path, **settings: object) -> Iterator[Supervisor]:
    command = [sys.executable, "-c", code, str(places.socket_in(folder))]
    supervisor = Supervisor(command, folder, waits=(0.05, 0.2), **settings)  # type: ignore[arg-type]
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    try:
        yield supervisor
    finally:
        supervisor.stop()
        thread.join(timeout=10)
        assert not thread.is_alive()


def until(holds: Callable[[], bool]) -> bool:
    """Whether something comes true within ten seconds."""
    end = time.monotonic() + 10
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def answered_by(engine: PolicyEngine) -> int:
    """The process that answers."""
    answered = engine.evaluate(ASKED, ["age"])
    assert isinstance(answered, Answered), answered
    return int(answered.version)


def test_a_worker_answers_while_it_is_supervised_and_not_after(folder: Path):
    engine = PolicyEngine(folder)

    with supervised(ECHO, folder) as supervisor:
        assert supervisor.is_ready(within=10)
        answered = engine.evaluate(ASKED, ["age"])
        assert engine.away() is None

    assert isinstance(answered, Answered)
    assert answered.results["age"].values.tolist() == [35, 4]
    assert engine.away() == Away(Why.NOT_STARTED)
    assert list(folder.iterdir()) == []


def test_a_worker_that_dies_is_followed_by_another(folder: Path):
    engine = PolicyEngine(folder)
    with supervised(ECHO, folder) as supervisor:
        assert supervisor.is_ready(within=10)
        first = answered_by(engine)

        os.kill(first, signal.SIGKILL)

        assert until(lambda: isinstance(engine.evaluate(ASKED, ["age"]), Answered) and answered_by(engine) != first)


def test_each_worker_that_fails_at_once_is_followed_by_a_longer_wait(folder: Path):
    said: list[str] = []
    with supervised(DIES, folder, say=said.append):
        assert until(lambda: len(said) >= 4)

    waits = [float(line.split(" in ")[1].split()[0]) for line in said[:4]]
    assert waits == [0.05, 0.1, 0.2, 0.2]


def test_a_worker_that_lived_long_enough_is_followed_by_another_at_once(folder: Path):
    said: list[str] = []
    with supervised(DIES, folder, say=said.append, sound_after=0.0):
        assert until(lambda: len(said) >= 3)

    assert {line.split(" in ")[1] for line in said[:3]} == {"0.05 s."}


def test_one_that_is_still_starting_is_said_to_be_starting(folder: Path):
    engine = PolicyEngine(folder)
    with supervised(NEVER_READY, folder):
        assert until(lambda: engine.away() == Away(Why.STARTING))
        assert engine.evaluate(ASKED, ["age"]) == Away(Why.STARTING)


def test_who_was_never_started_is_away_and_nothing_is_raised(folder: Path):
    assert PolicyEngine(folder).evaluate(ASKED, ["age"]) == Away(Why.NOT_STARTED)


def test_an_answer_that_does_not_come_in_time_is_not_waited_for(folder: Path):
    deaf = ECHO.replace("worker.serve(connection, evaluate)", "__import__('time').sleep(30)")
    with supervised(deaf, folder) as supervisor:
        assert supervisor.is_ready(within=10)
        began = time.monotonic()

        assert PolicyEngine(folder, seconds=0.2).evaluate(ASKED, ["age"]) == Away(Why.TOO_SLOW)
        assert time.monotonic() - began < 5


def test_too_much_is_refused_before_it_is_sent(folder: Path):
    assert PolicyEngine(folder).evaluate(ASKED, ["age"] * 500_001) == Away(Why.TOO_MUCH)


def test_nobody_else_on_the_machine_may_ask(folder: Path):
    with supervised(ECHO, folder) as supervisor:
        assert supervisor.is_ready(within=10)

        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(places.socket_in(folder).stat().st_mode) == 0o600


def test_a_folder_too_deep_for_a_socket_is_said_to_be(tmp_path: Path):
    with pytest.raises(places.FolderTooDeep, match="shorter"):
        places.make(tmp_path / ("x" * 100))
