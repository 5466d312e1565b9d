"""Say what is done: tick steps, take it back, leave a step out, or make a choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.journey import DONE_ON
from handrail.packs.pack import Pack
from handrail.use_cases.answering import CannotBeRead, Given, Problem, read_given
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.working_out import Clash, WorkedOut, work_out
from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.vocabulary import Declaration, FactType
