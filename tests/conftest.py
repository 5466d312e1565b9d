"""What every kind of test shares: how hard hypothesis looks."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, settings

# A slow machine is not a failing test; a search that cannot finish in `make test` belongs in `make test-slow`.
settings.register_profile("quick", max_examples=100, deadline=timedelta(seconds=2), print_blob=True)
settings.register_profile(
    "slow", max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("quick")
