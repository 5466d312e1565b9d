"""Every settled example has a certificate that someone who trusts nothing of ours accepts, and no false one passes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from handrail.domain.rules.certifying import certify
from handrail.independent_checker import check_certificate, release_of
from handrail.packs.examples import Example, load_examples
from handrail.packs.installed import installed_pack, installed_root
from handrail.use_cases.reading_people import read_person
from handrail.use_cases.trying_examples import plain

Certificate = dict[str, Any]
EXAMPLES = [example for example in load_examples(installed_root()) if example.expect.get("goals")]
RELEASE = release_of(installed_root())  # read once: hundreds of certificates are of the same files


def reasons_to_reject(certificate: Certificate, facts: dict[str, Any]) -> list[str]:
    return check_certificate(installed_root(), facts, certificate, RELEASE)


def certificates_of(example: Example) -> Iterator[tuple[dict[str, Any], Certificate]]:
    """The facts of an example and the certificate of each of its goals that is settled."""
    pack, facts = installed_pack(), plain(example.facts)
    person = read_person(pack.rulebook, facts, example.on)
    assert person.sheet is not None
    for goal in example.expect["goals"]:
        certificate = certify(pack.rulebook, goal, person.sheet)
        if certificate is not None:
            yield facts, certificate


EVERY = 12
"""One person in so many in `make test`, and all of them in `make test-slow`."""


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(example, id=example.identifier, marks=[] if number % EVERY == 0 else pytest.mark.slow)
        for number, example in enumerate(EXAMPLES)
    ],
)
def test_the_independent_checker_accepts_every_certificate(example: Example) -> None:
    for facts, certificate in certificates_of(example):
        assert reasons_to_reject(certificate, facts) == []


def flipped_outcome(certificate: Certificate, _facts: dict[str, Any]) -> None:
    """The opposite, another choice, or a penny or a day more."""
    outcome = certificate["outcome"]
    if "yes_no" in outcome:
        outcome["yes_no"] = not outcome["yes_no"]
    elif "choice" in outcome:
        outcome["choice"] = f"not_{outcome['choice']}"
    elif isinstance(outcome["low"], int):
        certificate["outcome"] = {"low": outcome["low"] + 1, "high": outcome["high"] + 1}
    else:
        certificate["outcome"] = {"low": "1999-01-01", "high": "1999-01-01"}


def wrong_release(certificate: Certificate, _facts: dict[str, Any]) -> None:
    name, _, fingerprint = certificate["release"].partition("+")
    certificate["release"] = f"{name}+{fingerprint[::-1]}x"


def narrowed_fact(certificate: Certificate, facts: dict[str, Any]) -> None:
    """It claims to know what nobody said."""
    claims = {"purchase.is_leasehold": True, "purchase.needs_mortgage": True, "you.cannot_pay_bills": True}
    name = next(name for name in claims if name not in facts)
    certificate["facts"] = {**certificate["facts"], name: claims[name]}


def forgotten_fact(certificate: Certificate, _facts: dict[str, Any]) -> None:
    certificate["facts"].pop(next(iter(certificate["facts"])))


SEEDED = [flipped_outcome, wrong_release, narrowed_fact, forgotten_fact]
SOME = EXAMPLES[:: max(1, len(EXAMPLES) // 50)]


@pytest.mark.parametrize("spoil", SEEDED, ids=[spoil.__name__ for spoil in SEEDED])
@pytest.mark.parametrize("example", SOME, ids=[example.identifier for example in SOME])
def test_a_false_certificate_is_rejected(
    example: Example, spoil: Callable[[Certificate, dict[str, Any]], None]
) -> None:
    for facts, certificate in certificates_of(example):
        false = copy.deepcopy(certificate)
        spoil(false, facts)

        assert reasons_to_reject(false, facts) != []


def _splits(tree: Any) -> Iterator[Any]:
    if "split" in tree:
        yield tree
        for branch in tree["branches"]:
            yield from _splits(branch["then"])


@pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.slow)])
def test_a_tree_with_a_leaf_left_out_is_rejected(every: int) -> None:
    tried = 0
    for example in EXAMPLES[::every]:
        for facts, certificate in certificates_of(example):
            for place, split in enumerate(_splits(certificate["tree"])):
                if len(split["branches"]) > 1:
                    false = copy.deepcopy(certificate)
                    next(node for index, node in enumerate(_splits(false["tree"])) if index == place)["branches"].pop()
                    tried += 1
                    assert reasons_to_reject(false, facts) != []

    assert tried > 0
