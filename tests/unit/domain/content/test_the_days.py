"""What the days alone made different is told with the day as its only reason."""

from __future__ import annotations

from handrail.domain.content.about_the_days import about_the_days
from tests.unit.domain.content.small_telling import telling_of
from tests.unit.domain.routes.small_journey import a_journey, a_step, route_of


def test_a_step_that_came_with_the_day_says_so_and_nothing_else():
    before = a_journey(a_step("pack"), name="moving")
    after = a_journey(a_step("pack"), a_step("pay_the_fine"), name="moving")

    told = about_the_days(telling_of(route_of(before), before), telling_of(route_of(after), after))

    assert [group.title for group in told.groups] == ["New on your route"]
    assert [line.because for line in told.groups[0].lines] == ["Because today is 20 November 2026."]
