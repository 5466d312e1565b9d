"""Several things at once: dates that get in each other's way, and who has to be told what, in one place."""

from __future__ import annotations

from datetime import date

from handrail.domain.content.about_several import SeveralTold, about_several
from handrail.packs.pack import Pack
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.working_out import route_of


def show_several(*, pack: Pack, contents: Contents, on: date) -> SeveralTold:
    """What follows from what is kept."""
    return about_several(route_of(pack=pack, contents=contents, on=on).telling, pack.events.news)
