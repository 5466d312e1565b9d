"""Whole situations, in which several things happen to one person at once: given, when, then.

Everyone here is invented, and so is all that they say. What they are told is held to the law and to official guidance, which
stand beside it; none of it was read off our own pages. It is 23 November 2026 when each of them begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.functional.conftest import a_site, visits_to
from tests.functional.someone import AS_BEFORE, DECLINED, Someone

Person = Callable[..., Someone]


@pytest.fixture(scope="session")
def today(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site of these situations reads what day it is."""
    return tmp_path_factory.mktemp("another-day") / "today"


@pytest.fixture(scope="session")
def site_on_a_day(environment: dict[str, str], today: Path) -> Iterator[str]:
    today.write_text("2026-11-23")
    with a_site({**environment, "HANDRAIL_VAR": str(today.parent)}, "tests.functional.on_a_day") as address:
        yield address


@pytest.fixture
def person(browser: Browser, site_on_a_day: str, today: Path) -> Iterator[Person]:
    """Someone invented: `person("Ruth")`, `person("Ruth", keys_only=True)`, `person("Ruth", javascript=False)`."""
    with visits_to(browser, site_on_a_day) as start:

        def someone(_name: str, *, keys_only: bool = False, **how: object) -> Someone:
            one = Someone(start, today, keys_only=keys_only, **how)
            one.it_is("23 November 2026")
            return one

        yield someone


def test_a_baby_comes_in_march_and_the_job_ends_in_january(person: Person):
    # Given Aoife in Derry, on her phone, where scripts do not run. Her baby is due on 20 March, and she is made redundant in January
    aoife = person("Aoife", javascript=False, width=360)

    # When she says what she knows, and wants to know her redundancy pay first
    aoife.begins("Losing a job", "Having a baby or adopting")
    aoife.answers(
        {
            "Where did you do this job?": "Northern Ireland",
            "How is the job ending?": "My employer ended it",
            "Is it because the job itself is no longer needed?": "Yes",
            "What is the last day of the job?": "31 January 2027",
            "Where do you live?": AS_BEFORE,
            "What has happened so far?": "A baby is on the way",
            "Are you the one who is, or was, pregnant?": "Yes",
            "What is, or was, the due date?": "20 March 2027",
            "What were you in this job?": "An employee",
            "Did your employer say it was for something very serious that you did?": "No",
            "What were you paid for a normal week, before tax?": "£900",
            "Did you turn down another suitable job with the same employer, without a good reason?": "No",
            "When were you born?": "2 April 1991",
            "On what day did you start this job?": "1 May 2019",
        }
    )
    aoife.looks_at_the_route()

    # Then she is due seven weeks' pay, one for each whole year, at no more than £783 a week: Northern Ireland has a limit of its own
    # (Employment Rights (Northern Ireland) Order 1996, articles 23 and 197, from 6 April 2026)
    aoife.is_told("How much redundancy pay are you due by law?", "£5,481")
    # and tells her employer of the baby by the end of the 15th week before the week of 14 March, which is a Saturday
    aoife.is_told("By what day must you tell your employer?", "5 December 2026")
    aoife.must("Register the birth", "42 days")
    aoife.must("Ask for help with your rates")
    # and is sent to none of what is there in Great Britain, or in Scotland, alone
    aoife.need_not(
        "Claim from the Redundancy Payments Service",
        "Ask for less council tax",
        "Ask for Breathing Space",
        "Take neonatal care leave",
        "Claim the Scottish Child Payment",
    )


@pytest.mark.slow
def test_he_moves_from_wales_to_scotland_loses_his_job_and_cares_for_his_father(person: Person):
    # Given Gethin, on his phone. His job in Cardiff ends on 18 December; he is about to rent in Fife, to care for his father there
    gethin = person("Gethin", width=360)
    gethin.begins("Losing a job", "Renting a home", "Becoming a carer")
    gethin.answers(
        {
            "Where did you do this job?": "Wales",
            "How is the job ending?": "My employer ended it",
            "What is the last day of the job?": "18 December 2026",
            "Where is the home that you rent?": "Scotland",
            "How far are you?": "I have found one, and have not moved in yet",
            "Who do you rent from, or want to rent from?": "A private landlord or company",
            "How much is the rent for the whole home, each time it is paid?": "£700",
            "How often is the rent paid?": "Every month",
            "Where do you live?": "Wales",
            "Where are you now?": "I care for them now, or will soon",
            "Which disability benefit does the person you care for get?": DECLINED,
            "How many hours a week do you care for them?": "40",
        }
    )

    # When he looks while he still lives in Wales
    gethin.looks_at_the_route()

    # Then a deposit in Scotland is at most two months' rent, and nothing may be asked for to keep a home
    # (Rent (Scotland) Act 1984, sections 82 to 90; Private Rented Housing (Scotland) Act 2011)
    gethin.is_told("What is the most you can be asked to pay as a deposit?", "£1,400")
    gethin.is_told("What is the most you can be asked to pay to have a home kept for you?", "£0")
    # and it may be Carer's Allowance, which is for whoever lives in England, Wales or Northern Ireland
    gethin.may_have_to("Claim Carer's Allowance")
    gethin.need_not("Apply for Carer Support Payment")

    # When he looks at what it would change to live in Scotland, before it counts
    gethin.changes("Where do you live?", "Scotland")
    gethin.reads("If you change this:")
    gethin.presses("Change it")
    gethin.looks_at_the_route()

    # Then it may be Carer Support Payment instead; his job was in Wales all the same, where Acas is the one to ask
    gethin.may_have_to("Apply for Carer Support Payment")
    gethin.need_not("Claim Carer's Allowance")
    gethin.may_have_to("Start early conciliation", "With: Acas")


def test_her_first_flat_in_glasgow_and_a_business_of_her_own(person: Person):
    # Given Mhairi, who uses the keyboard. She buys her first flat, for £200,000, and starts to work for herself in February
    mhairi = person("Mhairi", keys_only=True)
    mhairi.begins("Buying a home", "Starting a business")
    mhairi.answers(
        {
            "Where is the home you are buying?": "Scotland",
            "How much is the home?": "£200,000",
            "Will you need a mortgage?": DECLINED,
            "When will the home become yours?": "12 March 2027",
            "Where will you run the business?": AS_BEFORE,
            "Which way will you run the business?": "On my own, as a sole trader",
            "On what day did you start trading, or will you?": "1 February 2027",
            "Have you ever owned a home?": "No",
            "Who else is buying the home, apart from you and your partner?": [],
        }
    )

    # When she looks at her route
    mhairi.looks_at_the_route()

    # Then the tax return for the flat is due 30 days after completion
    # (Land and Buildings Transaction Tax (Scotland) Act 2013, section 29)
    mhairi.must("Send the tax return and pay the tax", "By Sunday 11 April 2027")
    # and she is asked to register by 5 October after the tax year in which she starts, should she sell more than £1,000 by April
    # (Taxes Management Act 1970, section 7)
    mhairi.may_have_to("Register for Self Assessment", "By Tuesday 5 October 2027")
    mhairi.may_have_to("Pay your tax", "By Monday 31 January 2028")
    # and goes by Scots law: there are missives, and no exchange of contracts
    mhairi.must("Conclude the missives")
    mhairi.need_not("Exchange contracts", "Send the company tax return")

    # When she chooses to do without a survey of her own
    mhairi.chooses("Read the Home Report", "Rely on the Home Report")

    # Then that choice is kept
    mhairi.reads("Rely on the Home Report")
    mhairi.looks_at_the_route()
    mhairi.must("Read the Home Report")


@pytest.mark.slow
def test_a_new_baby_and_not_enough_money(person: Person):
    # Given Leanne in Hull. Her second baby came on 9 November, and money is short
    leanne = person("Leanne")
    leanne.begins("Having a baby or adopting", "Making ends meet")
    leanne.answers(
        {
            "Where do you live?": "England",
            "What has happened so far?": "The baby is here",
            "Are you the one who is, or was, pregnant?": "Yes",
            "What is, or was, the due date?": "12 November 2026",
            "When were you born?": DECLINED,
        }
    )
    leanne.tells_more_for("Register the birth", "the day of the birth", "9 November 2026")

    # When she looks at her route
    leanne.looks_at_the_route()

    # Then the birth must be registered in 42 days (Births and Deaths Registration Act 1953, section 2)
    leanne.must("Register the birth", "By Monday 21 December 2026")
    # Child Benefit is paid back for three months at most, and the maternity grant is claimed within six
    # (Child Benefit and Guardian's Allowance (Administration) Regulations 2003, regulation 6; Social Fund Maternity Regulations 2005)
    leanne.may_have_to("Claim Child Benefit", "By Tuesday 9 February 2027")
    leanne.may_have_to("Claim the Sure Start Maternity Grant", "By Sunday 9 May 2027")
    # and what there is in Scotland, Wales or Northern Ireland alone is not hers
    leanne.need_not(
        "Claim the Scottish Child Payment", "Ask the Discretionary Assistance Fund", "Ask for Discretionary Support"
    )

    # When she comes back on 22 December, on another device, and has registered nothing
    code = leanne.notes_the_code()
    leanne.it_is("22 December 2026")
    leanne.comes_back_on_another_device(code)

    # Then she reads that it is late, since when, and what to do about it
    leanne.reads("Since you last looked, on 23 November 2026", "It was due by Monday 21 December 2026")

    # When she has registered it and says so
    leanne.marks_as_done("Register the birth", on="22 December 2026")

    # Then it is done, and nothing is late any more
    leanne.looks_at_the_route()
    leanne.has_done("Register the birth", "Done on 22 December 2026")
    leanne.does_not_read("It was due by Monday 21 December 2026")


@pytest.mark.slow
def test_her_mum_died_and_she_is_buying_the_flat_she_rents(person: Person):
    # Given Ruth in Leeds, who uses the keyboard. Her mum died on 14 November. She is buying her first home, the flat she rents
    ruth = person("Ruth", keys_only=True)
    ruth.begins("Someone has died", "Buying a home", "Renting a home")
    ruth.answers(
        {
            "Where in the UK did the person die?": "England",
            "Who were you to the person who died?": "I am their son or daughter",
            "On what day did the person die?": "14 November 2026",
            "Did the person die in the UK?": "Yes",
            "Where is the home you are buying?": AS_BEFORE,
            "How much is the home?": "£280,000",
            "Will you need a mortgage?": "Yes",
            "When will the home become yours?": "12 March 2027",
            "Where is the home that you rent?": AS_BEFORE,
            "How far are you?": "I live there",
            "How much is the rent for the whole home, each time it is paid?": DECLINED,
            "On what day did the registrar get the medical certificate?": "20 November 2026",
        }
    )
    ruth.tells_more_for("Register the death", "whether a coroner or procurator fiscal is looking into the death", "No")

    # When she looks at her route
    ruth.looks_at_the_route()

    # Then the death must be registered five days after the registrar got the medical certificate
    # (Births and Deaths Registration Act 1953, section 16, as changed on 9 September 2024), and the government is told in one go
    ruth.must("Register the death", "By Wednesday 25 November 2026")
    ruth.must("Tell the government in one go")
    ruth.need_not("Tell the government offices")
    # any inheritance tax is due at the end of the sixth month after that of the death (Inheritance Tax Act 1984, section 226)
    ruth.may_have_to("Pay the inheritance tax", "By Monday 31 May 2027")
    # and the tax return for the flat 14 days after completion (Finance Act 2003, section 76)
    ruth.must("Send the tax return and pay the tax", "By Friday 26 March 2027")

    # When she wants to know first what that tax is
    ruth.wants_to_know_first("How much tax will you pay on the purchase?")
    ruth.answers(
        {
            "Who else is buying the home, apart from you and your partner?": [],
            "Have you ever owned a home?": "No",
            "Do you have a partner?": "No",
            "Will it be the main home of everyone who is buying it?": "Yes",
            "Will you still own another home at the end of the completion day?": "No",
            "Are you UK resident for the tax on buying a home?": "Yes",
        }
    )
    ruth.looks_at_the_route()

    # Then there is none, as for everyone who buys their first home for £300,000 or less (Finance Act 2003, schedule 6ZA)
    ruth.is_told("How much tax will you pay on the purchase?", "£0")

    # When she asks whom to tell
    ruth.follows("Who to tell, and dates that meet")

    # Then she finds both: that someone has died, and her new address
    ruth.reads("That someone has died", "Your new address")


@pytest.mark.slow
def test_two_deaths_in_one_year(person: Person):
    # Given Callum in Inverness. His father died on 2 November, and his mother on 20 November
    callum = person("Callum")
    callum.begins("Someone has died", "another: Someone has died")
    callum.answers(
        {
            "The first person who died: where in the UK did the person die?": "Scotland",
            "The first person who died: who were you to the person who died?": "I am their son or daughter",
            "The first person who died: on what day did the person die?": "2 November 2026",
            "The first person who died: did the person die in the UK?": "Yes",
            "The second person who died: where in the UK did the person die?": AS_BEFORE,
            "The second person who died: who were you to the person who died?": "I am their son or daughter",
            "The second person who died: on what day did the person die?": "20 November 2026",
            "The second person who died: did the person die in the UK?": "Yes",
        }
    )

    callum.tells_more_for(
        "Register the death (the second person who died)",
        "whether a coroner or procurator fiscal is looking into the death (the second person who died)",
        "No",
    )

    # When he marks the first registration as done and looks at his route
    callum.marks_as_done("Register the death (the first person who died)", on="6 November 2026")
    callum.looks_at_the_route()

    # Then the second death must be registered in eight days
    # (Registration of Births, Deaths and Marriages (Scotland) Act 1965, section 23)
    callum.has_done("Register the death (the first person who died)", "Done on 6 November 2026")
    callum.must("Register the death (the second person who died)", "By Saturday 28 November 2026")
    # and the government is told of each
    callum.must("Tell the government in one go (the first person who died)")
    callum.must("Tell the government in one go (the second person who died)")

    # When he looks at the dates
    callum.follows("Put the dates in your calendar")

    # Then no calendar that others may see is offered to someone who grieves
    callum.does_not_read("let your calendar keep itself up to date")

    # When he goes on at his sister's, with his code
    code = callum.notes_the_code()
    callum.comes_back_on_another_device(code)

    # Then all is as he left it
    callum.has_done("Register the death (the first person who died)", "Done on 6 November 2026")


@pytest.mark.slow
def test_a_house_in_cardiff_to_be_extended_before_the_baby_comes(person: Person):
    # Given Nia, where scripts do not run. She buys a house in Cardiff for £300,000, to extend it; a baby is due on 2 April
    nia = person("Nia", javascript=False)
    nia.begins("Buying a home", "Extending a home", "Having a baby or adopting")
    nia.answers(
        {
            "Where is the home you are buying?": "Wales",
            "How much is the home?": "£300,000",
            "When will the home become yours?": "15 January 2027",
            "Where is the home that you want to extend?": AS_BEFORE,
            "What kind of home do you want to extend?": "A semi-detached house or bungalow",
            "Where will the new part go?": "Behind the house",
            "Will the new part have one floor only?": "Yes",
            "Where do you live?": AS_BEFORE,
            "What has happened so far?": "A baby is on the way",
            "Are you the one who is, or was, pregnant?": "Yes",
            "What is, or was, the due date?": "2 April 2027",
            "Who else is buying the home, apart from you and your partner?": [],
            "Will you still own another home at the end of the completion day?": "No",
            "Will it be the main home of everyone who is buying it?": "Yes",
            "Do you have a partner?": "No",
        }
    )

    # When she looks at her route
    nia.looks_at_the_route()

    # Then she pays 6% above £225,000: Wales has no relief for a first home
    # (Land Transaction Tax (Tax Bands and Tax Rates) (Wales) Regulations 2018)
    nia.is_told("How much tax will you pay on the purchase?", "£4,500")
    # and sends the return in 30 days (Land Transaction Tax and Anti-avoidance of Devolved Taxes (Wales) Act 2017, section 44)
    nia.must("Send the tax return and pay the tax", "By Sunday 14 February 2027")
    # tells her employer by the Saturday at the end of the 15th week before that of 28 March
    nia.is_told("By what day must you tell your employer?", "19 December 2026")
    # and may have to give the neighbours notice, as in England (Party Wall etc. Act 1996)
    nia.may_have_to("Give your neighbours a party wall notice")
    nia.need_not("Get Best Start Foods", "Claim the Pregnancy and Baby Payment")

    # When she leaves out the talk with the neighbours
    nia.leaves_out("Talk to the neighbours")
    nia.looks_at_the_route()

    # Then it is among what she left out, and the notice that the law asks for is still there
    assert nia.step("Talk to the neighbours").place == "skipped"
    nia.may_have_to("Give your neighbours a party wall notice")


@pytest.mark.slow
def test_her_husband_died_and_she_had_cared_for_him(person: Person):
    # Given Siobhan in Newry, who uses the keyboard. Her husband died on 20 November. She had cared for him, and got Carer's Allowance
    siobhan = person("Siobhan", keys_only=True)
    siobhan.begins("Someone has died", "Becoming a carer")
    siobhan.answers(
        {
            "Where in the UK did the person die?": "Northern Ireland",
            "Who were you to the person who died?": "I was their husband, wife or civil partner",
            "On what day did the person die?": "20 November 2026",
            "Did the person die in the UK?": "Yes",
            "Where do you live?": AS_BEFORE,
            "Where are you now?": "The person I cared for has died",
            "Is a coroner looking into the death?": "No",
        }
    )

    # When she looks at her route
    siobhan.looks_at_the_route()

    # Then the death must be registered in five days (Births and Deaths Registration (Northern Ireland) Order 1976, article 21)
    siobhan.must("Register the death", "By Wednesday 25 November 2026")
    # there is no Tell Us Once in Northern Ireland
    siobhan.must("Tell the government offices")
    siobhan.need_not("Tell the government in one go", "Apply for Carer Support Payment")
    # and Bereavement Support Payment is claimed within three months to lose none of it (Pensions Act (Northern Ireland) 2015)
    siobhan.may_have_to("Claim Bereavement Support Payment", "By Saturday 20 February 2027")

    # When she looks at what one more answer could settle
    siobhan.follows("What one more answer could settle")

    # Then that payment is among it: £2,500 at first, £3,500 with a child
    siobhan.reads("Bereavement Support Payment", "£3,500")


@pytest.mark.slow
def test_both_her_jobs_end_at_christmas(person: Person):
    # Given Denise in Stoke, 45. The shop where she has worked since 2014 closes on 31 December, and so does a café she began at this year
    denise = person("Denise")
    denise.begins("Losing a job", "another: Losing a job")
    job = {
        "where did you do this job?": "England",
        "how is the job ending?": "My employer ended it",
        "is it because the job itself is no longer needed?": "Yes",
        "what is the last day of the job?": "31 December 2026",
    }
    first = {f"The first job: {asked}": answer for asked, answer in job.items()}
    second = {f"The second job: {asked}": answer for asked, answer in job.items()}
    denise.answers(
        first
        | second
        | {
            "The first job: what were you in this job?": "An employee",
            "The first job: did your employer say it was for something very serious that you did?": "No",
            "The first job: what were you paid for a normal week, before tax?": "£400",
            "The first job: did you turn down another suitable job with the same employer, without a good reason?": "No",
            "When were you born?": "15 June 1981",
            "The first job: on what day did you start this job?": "1 September 2014",
        }
    )
    denise.looks_at_the_route()
    denise.wants_to_know_first("How much redundancy pay are you due by law (the second job)?")
    denise.answers({"The second job: on what day did you start this job?": "3 March 2026"})

    # When she looks at her route
    denise.looks_at_the_route()

    # Then the shop owes 14 weeks' pay: of 12 whole years, four from the age of 41 count one and a half
    # (Employment Rights Act 1996, section 162)
    denise.is_told("How much redundancy pay are you due by law (the first job)?", "£5,600")
    # and the café nothing, because two years are asked for (section 155)
    denise.is_told("How much redundancy pay are you due by law (the second job)?", "£0")
    # the one claim to Universal Credit is for both
    assert denise.page.locator(".hr-step__title").filter(has_text="Claim Universal Credit").count() == 1

    # When she takes along what she needs for the talk with the shop
    denise.opens_step("Get your redundancy pay (the first job)")
    denise.follows("A sheet to take along, and a page to introduce yourself")

    # Then the sheet is about that job
    denise.reads("Get your redundancy pay")


@pytest.mark.slow
def test_a_notice_to_leave_and_bills_she_cannot_pay(person: Person):
    # Given Carys in Swansea, on her phone, where scripts do not run. Her landlord asked her to leave by 4 January, and money is short
    carys = person("Carys", javascript=False, width=360)
    carys.begins("Renting a home", "Making ends meet")
    carys.answers(
        {
            "Where is the home that you rent?": "Wales",
            "How far are you?": "I live there",
            "Who do you rent from, or want to rent from?": "A private landlord or company",
            "How much is the rent for the whole home, each time it is paid?": DECLINED,
            "Where do you live?": AS_BEFORE,
        }
    )
    carys.tells_more_for("Check the notice to leave", "whether your landlord asked you to leave", "Yes")
    carys.looks_at_the_route()
    carys.wants_to_know_first(
        "Must the council, or the Housing Executive, help you now so that you do not become homeless?"
    )
    carys.answers({"By what day does the notice ask you to leave?": "4 January 2027"})

    # When she looks at her route
    carys.looks_at_the_route()

    # Then the council must help her now: 4 January is less than 56 days away (Housing (Wales) Act 2014, sections 55 and 66)
    carys.is_told("Must the council, or the Housing Executive, help you now so that you do not become homeless?", "Yes")
    carys.must("Ask for help before you lose your home")
    carys.must("Check the notice to leave")
    # for an emergency there is the fund of Wales, and none of the others'
    carys.may_have_to("Ask the Discretionary Assistance Fund")
    carys.need_not("Ask your council for crisis help", "Ask for a Crisis Grant", "Ask for Discretionary Support")

    # When she opens the step
    carys.opens_step("Check the notice to leave")

    # Then she reads that she need not go because of a letter
    carys.reads("You do not have to go because of a letter.", "six months")


@pytest.mark.slow
def test_the_house_grows_for_his_mother_whom_he_cares_for(person: Person):
    # Given Dev in Leicester, who uses the keyboard. His mother moves in; he adds a room for her, and has a wall in common with a neighbour
    dev = person("Dev", keys_only=True)
    dev.begins("Extending a home", "Becoming a carer")
    dev.answers(
        {
            "Where is the home that you want to extend?": "England",
            "What kind of home do you want to extend?": "A terraced house",
            "Where will the new part go?": "Behind the house",
            "Will the new part have one floor only?": "Yes",
            "Where do you live?": AS_BEFORE,
            "Where are you now?": "I care for them now, or will soon",
            "Which disability benefit does the person you care for get?": "Attendance Allowance or Pension Age Disability Payment",
            "How many hours a week do you care for them?": "40",
        }
    )
    dev.looks_at_the_route()
    dev.wants_to_know_first("Must you give your neighbours a party wall notice?")
    dev.answers(
        {
            "Will you cut into, raise or change a wall or floor that you share with a neighbour?": "Yes",
            "On what day should the building work start?": "1 March 2027",
            "Is the work for a disabled person who lives there, or will?": "Yes, for an adult",
        }
    )

    # When he looks at his route
    dev.looks_at_the_route()

    # Then his neighbour has to have notice two months before the work on their wall (Party Wall etc. Act 1996, section 3)
    dev.must("Give your neighbours a party wall notice", "By Friday 1 January 2027")
    # a planning application for a disabled person's home is free of charge (Fees Regulations 2012, regulation 4)
    dev.is_told("What does the planning application cost?", "£0")
    # the grant is £30,000 at most in England, and asked for before the work begins (Housing Grants Act 1996)
    dev.may_have_to("Ask for a Disabled Facilities Grant", "£30,000")
    # and it may be Carer's Allowance, not what Scotland pays
    dev.may_have_to("Claim Carer's Allowance")
    dev.need_not("Apply for Carer Support Payment", "Ask for Young Carer Grant")


@pytest.mark.slow
def test_from_a_lost_job_to_a_company_of_his_own_and_another_house(person: Person):
    # Given Conor in Omagh, where scripts do not run. His job ended on 30 October; he registers a company, and buys a house to move to
    conor = person("Conor", javascript=False)
    conor.begins("Losing a job", "Starting a business", "Buying a home")
    conor.answers(
        {
            "Where did you do this job?": "Northern Ireland",
            "How is the job ending?": "My employer ended it",
            "What is the last day of the job?": "30 October 2026",
            "Where will you run the business?": AS_BEFORE,
            "Which way will you run the business?": "As a limited company",
            "On what day did you start trading, or will you?": "1 December 2026",
            "Where is the home you are buying?": AS_BEFORE,
            "How much is the home?": "£200,000",
            "When will the home become yours?": "26 February 2027",
        }
    )
    conor.looks_at_the_route()
    conor.wants_to_know_first("How much tax will you pay on the purchase?")
    conor.answers(
        {
            "Who else is buying the home, apart from you and your partner?": [],
            "Have you ever owned a home?": "Yes",
            "Do you have a partner?": "No",
            "Will it be the main home of everyone who is buying it?": "Yes",
            "Will you still own another home at the end of the completion day?": "No",
            "Are you UK resident for the tax on buying a home?": "Yes",
        }
    )

    # When he looks at his route
    conor.looks_at_the_route()

    # Then the limit for a claim about the job is three months less a day, as it stays in Northern Ireland
    # (Employment Rights (Northern Ireland) Order 1996, article 145)
    conor.may_have_to("Start early conciliation", "By Friday 29 January 2027", "With: Labour Relations Agency")
    # the company is registered for £100, since 1 February 2026
    conor.must("Register the company", "Cost: £100")
    # and the tax on the house is 2% above £125,000 (Finance Act 2003, section 55), declared in 14 days (section 76)
    conor.is_told("How much tax will you pay on the purchase?", "£1,500")
    conor.must("Send the tax return and pay the tax", "By Friday 12 March 2027")
    conor.need_not("Claim from the Redundancy Payments Service", "Register the partnership")

    # When he looks at the money month by month
    conor.follows("Money and time, month by month")

    # Then the tax stands in the month in which it can first fall due
    conor.reads("February 2027", "£1,500")
