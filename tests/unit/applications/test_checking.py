"""What an application still lacks, and what is pointed out."""

from datetime import date

import pytest

from app.applications.domain.checking import (
    PARTIES_CODE,
    SectionState,
    missing,
    progress,
    section_states,
)
from app.applications.domain.form import sections
from app.devtools.seed_applications import VAGEN_VIDARE

TODAY = date(2016, 9, 12)


def full(**changes):
    return {key: {**answers, **changes.get(key, {})} for key, answers in VAGEN_VIDARE.items()}


def lacks(content, today=TODAY, *, goes_on=False):
    return missing(1, content, today=today, goes_on=goes_on)


def found(content, today=TODAY):
    return [(one.section, one.field, one.code, one.level) for one in lacks(content, today)]


def test_vagen_vidare_lacks_nothing():
    assert lacks(VAGEN_VIDARE) == ()


def test_an_empty_application_lacks_something_on_every_page_in_the_order_of_the_form():
    pages = list(dict.fromkeys(one.section for one in lacks({})))

    assert pages == [page.key for page in sections(1)]
    assert all(one.level == "error" for one in lacks({}))


def test_what_is_required_is_asked_for_by_its_label():
    found = lacks(full(organisation={"name": None, "form": None, "bankgiro": None}))

    assert [one.text for one in found] == [
        "Fyll i ”Organisationens namn”.",
        "Gör ett val under ”Organisationsform”.",
        "Fyll i bankgiro eller plusgiro, så att medel kan betalas ut.",
    ]
    assert lacks(full(state_aid={"received": None}))[0].text == (
        "Svara på frågan ”Har organisationen fått sådant stöd”."
    )


def test_plusgiro_is_as_good_as_bankgiro():
    assert lacks(full(organisation={"bankgiro": None, "plusgiro": "4 15 63-8"})) == ()


def test_a_row_is_asked_for_what_it_lacks():
    people = [*VAGEN_VIDARE["contacts"]["people"], {"role": "contact", "name": "Ny"}]

    (one,) = lacks(full(contacts={"people": people}))

    assert (one.field, one.text) == (
        "people-3-email",
        "Fyll i ”E-postadress” på rad 4 under ”Personer”.",
    )


def test_there_must_be_a_contact_and_a_signatory():
    two = [{"role": "finance", "name": n, "email": f"{n}@x.se"} for n in ("Åsa", "Örjan")]

    assert [code for _, _, code, _ in found(full(contacts={"people": two}))] == [
        "contacts.no_contact",
        "contacts.no_signatory",
    ]
    assert found(full(contacts={"people": []}))[0][2] == "rows.too_few"


@pytest.mark.parametrize("ages", [{"age_from": 15}, {"age_to": 65}])
def test_rule_f4_ages_outside_16_to_64_are_pointed_out(ages):
    assert found(full(target_group=ages)) == [
        ("target_group", "age_from", "ages.outside", "warning")
    ]


def test_rule_f6_a_target_group_of_nobody_is_not_enough():
    nobody = {"women": 0, "men": 0}

    assert found(full(target_group=nobody))[0][2] == "target_group.nobody"
    assert found(full(target_group={**nobody, "other": 3})) == []


def test_rule_f3_one_of_the_purposes_in_the_law_is_needed():
    assert found(full(purpose={"purposes": []})) == [
        ("purpose", "purposes", "purpose.none", "error")
    ]


def party(kind, name="Part"):
    return {"party_type": kind, "name": name, "contribution": "Personal"}


@pytest.mark.parametrize(
    ("kinds", "enough"),
    [
        (("municipality", "municipality"), False),
        (("municipality", "other"), False),
        (("other", "other"), False),
        (("municipality", "region"), True),
        (("state_af", "state_fk"), True),
    ],
)
def test_rule_f5_two_kommuner_count_as_one_party_type(kinds, enough):
    codes = [code for _, _, code, _ in found(full(parties={"parties": list(map(party, kinds))}))]

    assert codes == ([] if enough else [PARTIES_CODE])


def test_rule_f31_an_association_that_applies_itself_is_pointed_out():
    assert found(full(organisation={"form": "coordination"})) == [
        ("organisation", "form", "owner.association", "warning")
    ]


def test_rule_type_an_initiative_is_individual_or_structural():
    assert found(full(initiative={"direction": None})) == [
        ("initiative", "direction", "required", "error")
    ]


def test_an_activity_outside_the_initiative_is_pointed_out():
    row = {"activity": "Spridning", "starts_on": "2020-03-01", "ends_on": "2020-04-01"}

    assert found(full(activities={"plan": [row]})) == [
        ("activities", "plan-0-starts_on", "plan.outside", "warning")
    ]
    assert found(full(activities={"plan": [row]}, initiative={"ends_on": None}))[0][0] == (
        "initiative"
    )


def aid(euro, day="2015-01-01"):
    return {"received": "yes", "aids": [{"granted_on": day, "authority": "Region", "euro": euro}]}


@pytest.mark.parametrize(
    ("answers", "today", "codes"),
    [
        ({"received": "yes"}, TODAY, ["aid.missing"]),
        (aid(300_000), TODAY, []),
        (aid(300_001), TODAY, ["aid.above_ceiling"]),
        (aid(300_001, "2013-09-12"), TODAY, ["aid.above_ceiling"]),
        (aid(300_001, "2013-09-11"), TODAY, []),
        (aid(300_001, "2013-02-28"), date(2016, 2, 29), []),
        (aid(300_001, "2013-03-01"), date(2016, 2, 29), ["aid.above_ceiling"]),
    ],
)
def test_rule_demin_state_aid_above_the_ceiling_in_three_years_is_pointed_out(
    answers, today, codes
):
    assert [code for _, _, code, _ in found(full(state_aid=answers), today)] == codes


def test_a_budget_without_anything_lacks_costs_and_what_is_applied_for():
    assert [code for _, _, code, _ in found(full() | {"budget": {}})] == [
        "budget.no_costs",
        "budget.nothing_applied",
    ]


@pytest.mark.parametrize(("year", "words"), [("2020", "100 kr mer än"), (None, "mindre än")])
def test_a_budget_that_does_not_add_up_says_by_how_much(year, words):
    applied = dict(VAGEN_VIDARE["budget"]["applied"])
    applied["2019"] = 15_010_000 if year else 1

    (one,) = lacks(full(budget={"applied": applied}))

    assert (one.code, one.field) == ("budget.disagrees", "financing")
    assert words in one.text.replace("\u00a0", " ")


def test_a_year_outside_the_initiative_is_refused():
    applied = {"2016": 15_000_000, "2018": 15_000_000, "2019": 15_000_000, "2020": 15_000_000}

    assert found(full(budget={"applied": applied})) == [
        ("budget", "applied-0-year", "budget.year_outside", "error")
    ]
    unknown = full(budget={"applied": applied}, initiative={"starts_on": None})
    assert [section for section, *_ in found(unknown)] == ["initiative"]


def test_every_page_says_how_far_it_has_come():
    content = full(organisation={"form": "coordination"}, need={"need": None})
    del content["risks"]

    states = section_states(1, content, lacks(content))

    assert states["organisation"] is SectionState.WARNED
    assert states["need"] is SectionState.MISSING
    assert states["risks"] is SectionState.UNTOUCHED
    assert states["goals"] is SectionState.DONE
    counted = progress(states)
    assert (counted.done, counted.total) == (14, 16)


@pytest.mark.parametrize(
    ("kind", "begins"), [("extension", "En förlängning"), ("change", "En ändring")]
)
def test_an_extension_or_a_change_goes_on_from_something(kind, begins):
    content = full(initiative={"kind": kind})

    (one,) = lacks(content)

    assert (one.section, one.field, one.level) == ("initiative", "kind", "error")
    assert one.text == (
        f"{begins} söks från en beviljad insats. Öppna insatsen och välj "
        "”Ansök om förlängning eller ändring”, eller välj ”Ny insats” här."
    )
    assert lacks(content, goes_on=True) == ()


@pytest.mark.parametrize("kind", ["new", "pre_study", "esf"])
def test_other_kinds_need_nothing_to_go_on_from(kind):
    assert lacks(full(initiative={"kind": kind})) == ()
    assert lacks(full(initiative={"kind": kind}), goes_on=True) == ()
