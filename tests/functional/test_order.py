"""The order of the steps is changed with forms alone."""

from __future__ import annotations

from collections.abc import Callable

from tests.functional.visits import Visit

Start = Callable[..., Visit]


def test_a_step_is_put_first_and_taken_back_without_javascript(someone: Start):
    here = someone({"job_ending.nation": "england"}, "losing_a_job", width=360, javascript=False)
    page = here.open("/route/order").page
    steps = page.locator("main ol > li")
    usual = [text.partition("\n")[0] for text in steps.all_inner_texts()]

    steps.last.get_by_role("button", name="Do this first").click()
    if page.get_by_role("button", name="Put it first").count():
        page.get_by_role("button", name="Put it first").click()

    assert [text.partition("\n")[0] for text in steps.all_inner_texts()] == [usual[-1], *usual[:-1]]
    page.get_by_role("button", name="Take that back").click()
    assert [text.partition("\n")[0] for text in steps.all_inner_texts()] == usual
    assert len(usual) > 1
