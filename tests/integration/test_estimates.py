"""About how much a programme pays, on a page of its own: an estimate, what it rests on, and what is said while there is none."""

from __future__ import annotations

import logging
import re
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from handrail.domain.content.reading_age import reading_age, sentences, words_in
from handrail.engines.policyengine import places
from handrail.engines.policyengine.client import PolicyEngine
from handrail.engines.policyengine.worker import Evaluate
from handrail.engines.protocol import Answered, Table, Why
from handrail.packs.installed import installed_pack
from tests.estimated_pack import a_worker, grant, says_it_is, serving, write_estimated_pack
from tests.integration.forms import change

pytestmark = pytest.mark.django_db

STEP = "/route/steps/claim-home-grant"
ESTIMATE = f"{STEP}/estimate"
AT_HOME = {
    "home.price": {"answer": "exact", "exact": "200"},
    "you.nation": {"answer": "is:north"},
    "partner.exists": {"answer": "is:no"},
    "household.childcare-a-month": {"answer": "exact", "exact": "0"},
    "children": {"answer": "none"},
}


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the worker is found. A socket's address has to be short."""
    made = Path(tempfile.mkdtemp(prefix="hr-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(autouse=True)
def country(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """The site, with a pack in which a grant is worked out by a calculator that nobody has started."""
    settings.RATE_LIMIT = 1_000_000
    monkeypatch.setenv("HANDRAIL_PACK", str(write_estimated_pack(tmp_path / "pack")))
    monkeypatch.setenv("HANDRAIL_ENGINES", str(folder))
    monkeypatch.setattr("handrail.engines.installed.PolicyEngine", partial(PolicyEngine, seconds=0.5))
    installed_pack.cache_clear()
    yield
    installed_pack.cache_clear()


@pytest.fixture
def someone(client: Client) -> Client:
    """Alone in the North, without children or childcare. Their savings are not known."""
    client.post("/moving/start")
    for fact, given in AT_HOME.items():
        answer(client, fact, **given)
    return client


def answer(client: Client, fact: str, **given: str) -> None:
    assert client.post(f"/route/answers/{fact}", given).status_code == 303, fact


def saved(client: Client, amount: str) -> None:
    answer(client, "you.savings", answer="exact", exact=amount)


def read(client: Client, path: str = ESTIMATE) -> str:
    response = client.get(path)
    assert response.status_code == 200
    shown = re.sub(r"<head>.*?</head>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


def counting(asked: list[Table]) -> Evaluate:
    """The grant, keeping what was asked."""

    def evaluate(table: Table, outputs: Sequence[str]) -> Answered:
        asked.append(table)
        return grant(table, outputs)

    return evaluate


# -- the amount --------------------------------------------------------------------------------------------------------


def test_what_is_known_comes_to_one_amount_and_is_still_an_estimate(someone: Client, folder: Path):
    saved(someone, "10,000")

    with a_worker(folder):
        page = read(someone)

    assert "An estimate About £300 a month" in page
    assert "Only the office that pays it can tell you what you will get." in page
    assert "What we do not know" not in page


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"answer": "between", "between_low": "10,000", "between_high": "20,000"}, "About £200 to £300 a month"),
        ({"answer": "unsure"}, "Up to about £400 a month It could also come to nothing."),
        ({"answer": "declined"}, "Up to about £400 a month It could also come to nothing."),
        ({"answer": "exact", "exact": "10,050"}, "About £300 a month"),
    ],
)
def test_what_is_not_known_makes_it_a_range(someone: Client, folder: Path, given: dict[str, str], says: str):
    answer(someone, "you.savings", **given)

    with a_worker(folder):
        page = read(someone)

    assert says in page


def test_nothing_is_not_a_no(someone: Client, folder: Path):
    saved(someone, "50,000")

    with a_worker(folder):
        page = read(someone)

    assert "£0, as far as we can tell" in page
    assert "This is not a “no”. You can always claim, and be told why not." in page


def test_what_it_rests_on_is_shown(someone: Client, folder: Path):
    answer(someone, "you.savings", answer="between", between_low="10,000", between_high="20,000")

    with a_worker(folder):
        page = read(someone)

    for said in ("You have no partner", "Your savings: between £10,000 and £20,000", "The land you live in: North"):
        assert said in page, said
    assert "If one of them is not true for you, the estimate is not right for you. Nobody in your home is ill." in page
    assert "Childcare is shared by your children." in page
    assert "What we do not know We tried many ways that these could be, but not every way." in page
    assert "It is rough: we do not know 1 thing that counts." in page


def test_an_answer_that_no_longer_counts_is_not_among_what_it_rests_on(someone: Client, folder: Path):
    answer(someone, "partner.is-spouse", answer="is:yes")
    saved(someone, "10,000")

    with a_worker(folder):
        page = read(someone)

    assert "married: " not in page
    assert "You are married: yes" not in page


def test_what_is_partly_modelled_says_so(someone: Client, folder: Path):
    answer(someone, "you.nation", answer="is:east")
    saved(someone, "10,000")

    with a_worker(folder):
        page = read(someone)

    assert "About £300 a month" in page
    assert "Some extra payments in the East are left out." in page


def test_what_is_not_modelled_is_not_asked_and_no_amount_is_shown(someone: Client, folder: Path):
    answer(someone, "you.nation", answer="is:south")
    asked: list[Table] = []

    with a_worker(folder, counting(asked)):
        page = read(someone)

    assert "We cannot work this out in the South. Ask the office." in page
    assert "The office" in page
    assert "£" not in page
    assert asked == []


def test_its_words_are_plain(someone: Client, folder: Path):
    pages = [someone.get(ESTIMATE).content.decode()]
    with a_worker(folder):
        pages += [someone.get(ESTIMATE).content.decode()]
    words = re.findall(r"<(?:p|h1|h2|li)\b[^>]*>(.*?)</(?:p|h1|h2|li)>", " ".join(pages), flags=re.DOTALL)
    said = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", each)).strip() for each in words]

    assert len(said) > 40
    assert reading_age(said) <= 11
    assert [sentence for each in said for sentence in sentences(each) if words_in(sentence) > 25] == []


# -- asking on ---------------------------------------------------------------------------------------------------------


def test_the_next_question_leads_back_to_the_estimate(client: Client, folder: Path):
    client.post("/moving/start")
    answer(client, "home.price", answer="exact", exact="200")
    facts = ["partner.exists", "you.nation", "you.savings", "household.childcare-a-month", "children"]
    given = [{"answer": "is:no"}, {"answer": "is:north"}, {"answer": "exact", "exact": "10,000"}, {"answer": "unsure"}]
    asked = []

    with a_worker(folder):
        for _ in facts:
            page = client.get(ESTIMATE).content.decode()
            link = re.search(rf'href="({ESTIMATE}/[^"]+)"[^>]*>\s*Answer this question', page)
            assert link, read(client)
            asked.append(link[1].rpartition("/")[2])
            to_send = {
                "partner.exists": given[0],
                "you.nation": given[1],
                "you.savings": given[2],
                "household.childcare-a-month": given[3],
                "children": {"answer": "none"},
            }[asked[-1]]
            response = client.post(link[1], to_send)
            assert response.headers["Location"] == ESTIMATE
        last = client.get(ESTIMATE).content.decode()

    assert sorted(asked) == sorted(facts)
    assert "Answer this question" not in last
    assert "What you pay for childcare" in last


def test_a_list_is_told_item_by_item_and_leads_back(someone: Client):
    question = f"{ESTIMATE}/children"

    first = someone.post(question, {"answer": "more"})
    told = someone.post(f"{question}/1", {"birth_date_answer": "exact", "birth_date_exact_day": "1", "birth_date_exact_month": "2", "birth_date_exact_year": "2020"})  # fmt: skip
    page = someone.get(question).content.decode()
    done = someone.post(question, {"answer": "all"})
    removed = someone.post(f"{question}/1/remove")

    assert first.headers["Location"] == f"{question}/1"
    assert told.headers["Location"] == removed.headers["Location"] == question
    assert f'href="{question}/1"' in page
    assert done.headers["Location"] == ESTIMATE


def test_what_someone_would_rather_not_say_is_not_asked_again(someone: Client, folder: Path):
    answer(someone, "you.savings", answer="declined")

    with a_worker(folder):
        page = read(someone)

    assert "Your savings. You would rather not say, and that is fine" in page
    assert "Answer this question" not in page


# -- while there is none -----------------------------------------------------------------------------------------------


def hangs_up(connection: socket.socket) -> None:
    """The worker dies over a request."""
    connection.recv(1)


def never_answers(connection: socket.socket) -> None:
    time.sleep(0.8)


def noted(folder: Path, why: Why) -> AbstractContextManager[None]:
    places.make(folder)
    places.say_in(folder, why)
    return nullcontext()


STATES: dict[str, tuple[Callable[[Path], AbstractContextManager[None]], str]] = {
    "not started": (lambda folder: nullcontext(), "is not switched on"),
    "starting": (lambda folder: noted(folder, Why.STARTING), "is still starting. It takes about a minute."),
    "stopped": (lambda folder: noted(folder, Why.STOPPED), "has stopped. A new one is being started."),
    "does not answer in time": (lambda folder: serving(folder, never_answers), "took too long, so we stopped waiting"),
    "dies over it": (lambda folder: serving(folder, hangs_up), "could not work this out."),
    "breaks off": (lambda folder: serving(folder, says_it_is(Why.TOO_SLOW)), "took too long, so we stopped waiting"),
    "will not do so much": (lambda folder: serving(folder, says_it_is(Why.TOO_MUCH)), "There was too much to work out"),
    "cannot": (lambda folder: serving(folder, says_it_is(Why.COULD_NOT)), "could not work this out."),
}


@pytest.mark.parametrize("state", STATES)
def test_without_an_estimate_the_page_says_why_and_keeps_the_rest(state: str, someone: Client, folder: Path):
    saved(someone, "10,000")
    arrange, says = STATES[state]

    with arrange(folder):
        page = read(someone)

    assert says in page
    assert "Your answers are safe. Your route and everything else work as before." in page
    assert "Try again" in page
    assert "The office" in page
    assert "Your savings: £10,000" in page
    assert "About £" not in page
    assert "estimate" not in page.lower().partition("no estimate just now")[0]


def test_once_it_is_there_trying_again_gives_the_estimate(someone: Client, folder: Path):
    saved(someone, "10,000")

    before = read(someone)
    with a_worker(folder):
        after = read(someone)

    assert "is not switched on" in before
    assert "About £300 a month" in after


def test_when_all_places_are_taken_the_page_says_that_it_is_busy(someone: Client, folder: Path, monkeypatch: Any):
    taken = threading.BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr("handrail.engines.installed._PLACES", taken)

    with a_worker(folder):
        page = read(someone)

    assert "is being asked for a lot just now" in page
    assert "Try again" in page


def test_who_asks_very_often_is_asked_to_wait_and_keeps_the_rest(someone: Client, folder: Path, settings: Any):
    saved(someone, "10,000")
    settings.ESTIMATES = 2

    with a_worker(folder):
        pages = [read(someone) for _ in range(3)]

    assert ["About £300 a month" in page for page in pages] == [True, True, False]
    assert "is being asked for a lot just now. Please wait a minute." in pages[2]
    assert "Your savings: £10,000" in pages[2]


# -- nothing else waits, and nothing gets out --------------------------------------------------------------------------


def test_no_other_page_asks_the_calculator(someone: Client, folder: Path):
    asked: list[object] = []

    with serving(folder, asked.append):
        pages = [read(someone, path) for path in ("/route", STEP, "/route/answers", "/route/print")]
        waited = list(asked)

    assert waited == []
    assert "Work out roughly how much" in pages[1]
    assert not any("About £" in page for page in pages)


def test_a_step_that_pays_nothing_of_the_kind_has_no_estimate(someone: Client):
    assert "Work out roughly how much" not in read(someone, "/route/steps/pack-boxes")
    assert someone.get("/route/steps/pack-boxes/estimate").status_code == 404
    assert someone.get("/route/steps/no-such-step/estimate").status_code == 404


def test_who_surely_cannot_have_it_is_offered_no_estimate(someone: Client):
    change(someone, "home.price", answer="exact", exact="400")

    assert "Work out roughly how much" not in read(someone, STEP)
    assert someone.get(ESTIMATE).status_code == 404


def test_no_address_and_no_log_holds_an_answer(someone: Client, folder: Path, caplog: Any, capfd: Any):
    saved(someone, "12,345")

    with caplog.at_level(logging.DEBUG), serving(folder, hangs_up):
        page = someone.get(ESTIMATE).content.decode()
    with caplog.at_level(logging.DEBUG), a_worker(folder):
        page += someone.get(ESTIMATE).content.decode()

    links = re.findall(r'(?:href|action|src)="([^"]*)"', page)
    logged = caplog.text + "".join(capfd.readouterr())
    assert links
    assert not [link for link in links if re.search("12.?345|north|\\?", link)]
    assert not re.search("12.?345|north", logged)


def test_its_page_is_kept_by_no_cache_and_asking_by_head_works_nothing_out(someone: Client, folder: Path):
    asked: list[Table] = []

    with a_worker(folder, counting(asked)):
        someone.head(ESTIMATE)
        response = someone.get(ESTIMATE)

    assert response.headers["Cache-Control"] == "no-store"
    assert len(asked) == 1
