"""One worker for all tests of this folder, started the way the site's own is."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from handrail.engines.policyengine.client import PolicyEngine
from handrail.engines.policyengine.supervisor import Supervisor, worker_command
from scripts import engine, environment

HERE = Path(__file__).parent
NO_ENGINE = "PolicyEngine is not installed: its tests did not run (make engine)"
IN_CI = os.environ.get("CI") == "true"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """All tests in this folder need PolicyEngine; without it they are skipped, which CI does not allow."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.engine)
            if not engine.is_installed() and not IN_CI:
                item.add_marker(pytest.mark.skip(reason=NO_ENGINE))


@pytest.fixture(scope="session")
def engine_python() -> Path:
    return environment.python_of(engine.FOLDER)


@pytest.fixture(scope="session")
def policyengine(engine_python: Path) -> Iterator[PolicyEngine]:
    """The worker, ready to be asked. Its folder has a short name, as a socket's must."""
    with TemporaryDirectory(prefix="handrail-") as name:
        folder = Path(name)
        supervisor = Supervisor(worker_command(engine_python, folder), folder)
        thread = threading.Thread(target=supervisor.run)
        thread.start()
        try:
            assert supervisor.is_ready(within=300)
            yield PolicyEngine(folder, seconds=60)
        finally:
            supervisor.stop()
            thread.join(timeout=10)
