"""Where those pages are. No address holds an answer."""

from __future__ import annotations

from django.urls import path

from handrail.web.guide import addresses as addresses
from handrail.web.guide import (
    answers,
    ends,
    estimates,
    feed,
    months,
    one_away,
    questions,
    route,
    start,
    steps,
    taking_along,
    topics,
    what_if,
)
from handrail.web.guide.thread import AWAY, CHANGE, ESTIMATE, ROUTE, TOPIC

FOR_ROUTE, FOR_CHANGE, FOR_ESTIMATE, FOR_TOPIC, FOR_AWAY = (
    {"then": then} for then in (ROUTE, CHANGE, ESTIMATE, TOPIC, AWAY)
)

urlpatterns = [
    path("", start.home, name="home"),
    path("find", start.find, name="find"),
    path("know", topics.browse, name="know"),
    path("know/choose", topics.choose, name="choose_topic"),
    path("help", ends.get_help, name="help"),
    path("<name:event>/start", start.begin, name="start"),
    path("route", route.show, name="route"),
    path("route/several", route.several, name="several"),
    path("route/since", route.since_last_time, name="since"),
    path("route/seen", route.seen, name="seen"),
    path("route/months", months.show, name="months"),
    path("route/print", route.printed, {"large": False}, name="print"),
    path("route/print-large", route.printed, {"large": True}, name="large_print"),
    path("route/print.pdf", route.pdf, {"large": False}, name="pdf"),
    path("route/print-large.pdf", route.pdf, {"large": True}, name="large_pdf"),
    path("route/dates", route.dates, name="dates"),
    path("route/dates.ics", route.calendar, {"neutral": False}, name="calendar"),
    path("route/my-dates.ics", route.calendar, {"neutral": True}, name="neutral_calendar"),
    path("route/dates/feed", feed.show, name="feed"),
    path("route/dates/feed/on", feed.switch_on, name="feed_on"),
    path("route/dates/feed/off", feed.switch_off, name="feed_off"),
    path("calendar/link", feed.serve, name="feed_link"),  # `/calendar/<secret>.ics` arrives here: see `kept.middleware`
    path("route/where-are-you", questions.where_are_you, name="where_are_you"),
    path("route/when", questions.when, name="when"),
    path("route/question", questions.next_best, name="question"),
    path("route/question/<name:fact>", questions.one, FOR_ROUTE, name="ask"),
    path("route/question/<name:fact>/<int:place>", questions.item, FOR_ROUTE, name="item"),
    path("route/question/<name:fact>/<int:place>/remove", questions.remove, FOR_ROUTE, name="remove_item"),
    path("route/answers", answers.check, name="answers"),
    path("route/answers/<name:fact>", questions.one, FOR_CHANGE, name="change"),
    path("route/answers/<name:fact>/<int:place>", questions.item, FOR_CHANGE, name="item_to_change"),
    path("route/answers/<name:fact>/<int:place>/remove", questions.remove, FOR_CHANGE, name="remove_item_to_change"),
    path("route/changes", answers.changes, name="changes"),
    path("route/one-away", one_away.show, name="one_away"),
    path("route/one-away/<name:fact>", questions.one, FOR_AWAY, name="ask_one_away"),
    path("route/one-away/<name:fact>/<int:place>", questions.item, FOR_AWAY, name="item_one_away"),
    path("route/one-away/<name:fact>/<int:place>/remove", questions.remove, FOR_AWAY, name="remove_item_one_away"),
    path("route/know-first", questions.know_first, name="know_first"),
    path("route/know", topics.wanted, name="wanted"),
    path("route/know/drop", topics.drop, name="drop_topic"),
    path("route/know/<int:topic>", topics.show, name="topic"),
    path("route/know/<int:topic>/estimate", estimates.about_topic, name="topic_estimate"),
    path("route/know/<int:topic>/question", topics.next_best, name="topic_question"),
    path("route/know/<int:topic>/question/<name:fact>", questions.one, FOR_TOPIC, name="ask_for_topic"),
    path("route/know/<int:topic>/question/<name:fact>/<int:place>", questions.item, FOR_TOPIC, name="item_for_topic"),
    path(
        "route/know/<int:topic>/question/<name:fact>/<int:place>/remove",
        questions.remove,
        FOR_TOPIC,
        name="remove_item_for_topic",
    ),
    path("route/steps/<name:step>", steps.show, name="step"),
    path("route/steps/<name:step>/mark", steps.mark, name="mark"),
    path("route/steps/<name:step>/choose", steps.choose, name="choose"),
    path("route/steps/<name:step>/take-along", taking_along.sheet, name="take_along"),
    path("route/steps/<name:step>/take-along.pdf", taking_along.pdf, name="take_along_pdf"),
    path("route/steps/<name:step>/take-along/introduce", taking_along.write, name="introduce"),
    path("route/steps/<name:step>/take-along/introduction", taking_along.introduction, name="introduction"),
    path("route/steps/<name:step>/estimate", estimates.show, name="estimate"),
    path("route/steps/<name:step>/estimate/<name:fact>", questions.one, FOR_ESTIMATE, name="ask_for_estimate"),
    path(
        "route/steps/<name:step>/estimate/<name:fact>/<int:place>",
        questions.item,
        FOR_ESTIMATE,
        name="item_for_estimate",
    ),
    path(
        "route/steps/<name:step>/estimate/<name:fact>/<int:place>/remove",
        questions.remove,
        FOR_ESTIMATE,
        name="remove_item_for_estimate",
    ),
    path("route/what-if", what_if.show, name="what_if"),
    path("route/what-if/leave", what_if.leave, name="leave_what_if"),
    path("route/what-if/<name:goal>/by/<name:fact>", what_if.curve, name="chart"),
    path("route/what-if/try/<name:fact>", what_if.one, name="try"),
    path("route/what-if/try/<name:fact>/drop", what_if.drop, name="stop_trying"),
    path("route/what-if/try/<name:fact>/<int:place>", what_if.item, name="item_to_try"),
    path("route/what-if/try/<name:fact>/<int:place>/remove", what_if.remove, name="remove_item_to_try"),
]
