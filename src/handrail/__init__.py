"""Handrail: a person's own route through public services."""

import os

# Tables of possible worlds are small: beside each other, threads for one product of theirs only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
