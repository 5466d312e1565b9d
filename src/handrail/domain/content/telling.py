"""Everything that the words about one person's route are filled from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handrail.domain.content.document import NOWHERE, Check, Citation, Contact, GivenAnswer, Origin, Span
from handrail.domain.content.markdown import filled
from handrail.domain.content.pages import Page
from handrail.domain.content.saying import say_date, say_outcome, say_what_of, sentence
from handrail.domain.content.saying_when import When
from handrail.domain.facts.held import Facts
from handrail.domain.facts.possible import Among, Possible
from handrail.domain.facts.vocabulary import Declaration, Vocabulary
from handrail.domain.facts.wording import say_possible
from handrail.domain.routes.journey import Journey, Organisation, Risk, said_of
from handrail.domain.routes.once import once
from handrail.domain.routes.route import Route, RouteStep
from handrail.domain.rules.determination import Determination
from handrail.domain.rules.explaining import say_version, version_on
from handrail.domain.rules.parameters import Parameter, Source
from handrail.domain.rules.rulebook import Rule

_HOW_SEEN = {
    "text": "we read this ourselves",
    "secondary": "we read about this in another place",
    "notes": "we have this from our own notes",
}


@dataclass(frozen=True)
class Telling:
    """A route, and the words and names it is told with. `language` is the language of the pages."""

    route: Route
    journeys: Mapping[str, Journey]
    facts: Facts
    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    rules: Mapping[str, Rule]
    organisations: Mapping[str, Organisation]
    pages: Mapping[tuple[str, str, str], Page]
    release: str
    language: str = "en"

    # -- steps -----------------------------------------------------------------------------------------------

    def page(self, step: RouteStep) -> Page | None:
        """The words of a step. Where two life events ask for it, those of the first that has any."""
        for event in step.events:
            found = self.pages.get((event, step.id.removeprefix(f"{event}."), self.language))
            if found:
                return found
        return None

    def title(self, step: RouteStep | str) -> str:
        """What a step is called."""
        step = self.route.by_id[step] if isinstance(step, str) else step
        page = self.page(step)
        title = page.title if page else step.id.rpartition(".")[2].replace("_", " ").capitalize()
        return said_of(title, *(self.journeys[event] for event in step.events))

    def summary(self, step: RouteStep) -> str:
        """What a step is about, in a line, with the figures of the day."""
        page = self.page(step)
        return "".join(span.text for span in filled(page.summary, self.fill, NOWHERE)) if page else ""

    def nations_left(self, step: RouteStep) -> tuple[tuple[str, str], ...]:
        """The nations the person may be in, each with its name; nothing when their journey asks for none."""
        declaration = self._nation(step)
        if declaration is None:
            return ()
        possible = self.route.circumstances.facts.get(declaration.name, declaration.domain)
        assert isinstance(possible, Among)
        return tuple((value, declaration.label_of(value)) for value in declaration.options if value in possible.values)

    def _nation(self, step: RouteStep) -> Declaration | None:
        names = (self.journeys[event].nation for event in step.events)
        return next((self.vocabulary.facts[name] for name in names if name), None)

    # -- names -----------------------------------------------------------------------------------------------

    def name_of(self, organisation: str) -> str:
        """What an organisation is called."""
        known = self.organisations.get(organisation)
        return known.name if known else organisation

    def contact(self, organisation: str) -> Contact:
        """How to reach an organisation, and what for."""
        known = self.organisations.get(organisation)
        return contact_of(known) if known else Contact(organisation)

    def helpers(self, step: RouteStep | None = None) -> tuple[str, ...]:
        """Who helps free, for a step or for the whole route: those named most often first."""
        steps = [step] if step else self.route.steps
        named = [helper for each in steps for risk in each.risks for helper in self._helps(risk)]
        return once(sorted(named, key=lambda helper: -named.count(helper)))

    def helpers_at(self, step: RouteStep) -> tuple[str, ...]:
        """Who helps free with a step; where nobody is named there, with the whole route."""
        return self.helpers(step) or self.helpers()

    def who_can_say(self, step: RouteStep) -> tuple[str, ...]:
        """Whom to check a step with: those who do it, or help with it; where it is nobody's in this nation, who helps free."""
        return step.owners or self.helpers(step) or self.helpers()[:1]

    def _helps(self, risk: Risk) -> tuple[str, ...]:
        return risk.helps_free.among(self.route.circumstances.facts) if risk.helps_free else ()

    # -- facts -----------------------------------------------------------------------------------------------

    def depends(self, facts: Iterable[str]) -> tuple[str, ...]:
        """What an outcome hangs on, in words."""
        return once(say_what_of(self.vocabulary.facts[name]) for name in facts)

    def answer(self, fact: str) -> GivenAnswer:
        """What was said of a fact."""
        return given_answer(fact, self.facts, self.vocabulary)

    # -- words with slots ------------------------------------------------------------------------------------

    def fill(self, kind: str, name: str) -> Span:
        """What goes into a slot."""
        match kind:
            case "fact":
                return Span(self.answer(name).says, origin=Origin(release=self.release))
            case "goal":
                return Span(self._goal(name), origin=Origin(release=self.release, rule=name))
        parameter = self.parameters.get(name)
        if parameter is None:
            return Span(name.rpartition(".")[2].replace("_", " "))
        said = say_version(parameter, version_on(parameter, self.route.on))
        return Span(said, origin=Origin(release=self.release, parameters=(name,)))

    def _goal(self, name: str) -> str:
        found = self.determination(name)
        return say_outcome(found) if found else "not known yet"

    def when(self, rule: str) -> str:
        """The day that a rule comes to, in words: 14 days after the completion date."""
        return When(self.vocabulary, self.parameters, self.rules, self._possible, self.route.on).say(rule)

    def _possible(self, fact: str) -> Possible:
        """What a fact may be, with what follows from others where the route needed it."""
        found = self.route.circumstances.facts.get(fact)
        return self.facts.possible(fact, self.vocabulary) if found is None else found

    def determination(self, goal: str) -> Determination | None:
        """What a goal came to."""
        return self.route.circumstances.determinations.get(goal)

    # -- where it was read -------------------------------------------------------------------------------------

    def check(self, found: Determination, with_whom: Iterable[str]) -> tuple[Check, ...]:
        """Who to check an answer with, where we have not read the law itself or it is due to be looked at again."""
        if not found.must_check:
            return ()
        return (Check(self.names(with_whom), why_check(found.sources), Origin(release=self.release, rule=found.goal)),)

    def names(self, organisations: Iterable[str]) -> tuple[str, ...]:
        """What several organisations are called."""
        return once(self.name_of(each) for each in organisations)


def contact_of(organisation: Organisation) -> Contact:
    """How to reach an organisation, what for, and what else there is to know."""
    return Contact(
        name=organisation.name,
        what_for=sentence(organisation.what_for),
        phone=organisation.phone,
        url=organisation.url,
        is_free=bool(organisation.free),
        nations=tuple(sorted(organisation.nations)),
        note=" ".join(source.note for source in organisation.sources if source.note),
    )


def given_answer(fact: str, facts: Facts, vocabulary: Vocabulary) -> GivenAnswer:
    """What was said of a fact. A yes-or-no fact is a sentence of its own."""
    declaration = vocabulary.facts[fact]
    possible = facts.possible(fact, vocabulary)
    if declaration.says and isinstance(possible, Among) and possible.is_known:
        return GivenAnswer(fact, "", declaration.says[bool(next(iter(possible.values)))])
    return GivenAnswer(fact, declaration.label or fact, say_possible(declaration, possible))


def why_check(sources: Iterable[Source]) -> str:
    """Why something should be checked with someone."""
    if any(source.seen != "text" for source in sources):
        return "We have not read the rule itself for all of this."
    return "It is time for us to look at this again."


def citation(source: Source) -> Citation:
    """A source as it is shown."""
    return Citation(
        title=source.title,
        provision=source.provision,
        url=source.url,
        was_read=source.seen == "text",
        how_seen=_HOW_SEEN.get(source.seen, ""),
        checked=say_date(source.checked) if source.checked else "",
        note=source.note,
    )


def citations(sources: Iterable[Source]) -> tuple[Citation, ...]:
    """Several sources, each once."""
    return tuple(citation(source) for source in once(sources))
