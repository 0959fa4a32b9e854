"""Writing an application: drafts, pages of the form, two people at once, what lists ask for."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.applications import queries, services
from app.applications.domain import ApplicationState, Kind, Outcome, Part
from app.applications.domain.completing import FILES
from app.applications.domain.faults import AnswersRefused
from app.applications.domain.form import sections
from app.applications.domain.merging import fingerprints
from app.applications.models import (
    ApplicationPlace,
    ApplicationSection,
    AppliedYear,
    Collaborator,
    CompletionPoint,
    CompletionRequest,
)
from app.applications.queries import drafting
from app.devtools.seed_applications import VAGEN_VIDARE
from app.kernel import clock as now_clock
from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, EditConflict, NotFound
from tests.factories.applications import create_application, full_answers
from tests.support.people import make_person


@pytest.fixture
def fatima(db_session):
    person = make_person(db_session, "Fatima", "Hadad")
    return Actor(user_id=1, person_id=person.id, name="Fatima Hadad")


@pytest.fixture
def arvid(db_session):
    person = make_person(db_session, "Arvid", "Tornberg")
    return Actor(user_id=2, person_id=person.id, name="Arvid Tornberg")


@pytest.fixture
def draft(db_session, fatima):
    return services.create_draft(db_session, actor=fatima)


def save(session, actor, application, key, content, version=0, seen=None):
    return services.save_section(
        session,
        actor=actor,
        application_id=application.id,
        key=key,
        version=version,
        content=content,
        seen=seen,
    )


def test_who_begins_a_draft_may_write_and_submit_it(db_session, fatima, draft):
    (one,) = queries.collaborators(db_session, draft.id)

    assert (one.person_id, one.part) == (fatima.person_id, Part.SUBMIT)
    assert (draft.state, draft.kind) == (ApplicationState.DRAFT, Kind.NEW)
    assert history.events(db_session, draft)[0].sentence == "började skriva en ansökan"


def test_on_paper_nobody_on_the_applicants_side_writes(db_session, fatima):
    made = services.create_draft(db_session, actor=fatima, on_paper=True)

    assert made.on_paper
    assert queries.collaborators(db_session, made.id) == []


def test_the_office_can_begin_a_draft_for_somebody_else(db_session, fatima, arvid):
    made = services.create_draft(db_session, actor=fatima, collaborator_id=arvid.person_id)

    assert list(queries.access(db_session, made).parts) == [arvid.person_id]


def test_the_whole_of_vagen_vidare_is_kept_and_its_head_written(db_session, fatima, draft):
    for key, content in VAGEN_VIDARE.items():
        save(db_session, fatima, draft, key, content)
    db_session.flush()

    assert queries.answers(db_session, draft.id) == VAGEN_VIDARE
    assert (draft.name, draft.organisation) == ("Vägen vidare", "Medlefors folkhögskola")
    assert draft.organisation_number == "894701-8480"
    assert (draft.kind, draft.direction) == (Kind.ESF, "individual")
    assert (str(draft.starts_on), str(draft.ends_on)) == ("2017-04-03", "2020-03-31")
    assert draft.applied_ore == 60_000_000
    years = db_session.scalars(select(AppliedYear).order_by(AppliedYear.year)).all()
    assert [(one.year, one.ore) for one in years] == [
        (year, 15_000_000) for year in (2017, 2018, 2019, 2020)
    ]
    places = db_session.scalars(select(ApplicationPlace.municipality)).all()
    assert set(places) == {"Skellefteå", "Norsjö"}


def test_the_head_follows_when_answers_are_taken_away(db_session, fatima, draft):
    first = save(db_session, fatima, draft, "initiative", VAGEN_VIDARE["initiative"])
    save(db_session, fatima, draft, "budget", VAGEN_VIDARE["budget"])
    save(db_session, fatima, draft, "initiative", {}, version=first.version_id)
    row = queries.section_row(db_session, draft.id, "budget")
    save(db_session, fatima, draft, "budget", {"applied": {"2018": 500}}, row.version_id)

    assert (draft.name, draft.direction, draft.starts_on) == ("", None, None)
    assert draft.kind is Kind.ESF
    assert db_session.scalars(select(ApplicationPlace)).all() == []
    assert [y.year for y in db_session.scalars(select(AppliedYear))] == [2018]
    assert draft.applied_ore == 500


def test_bad_answers_are_refused_whole(db_session, fatima, draft):
    with pytest.raises(AnswersRefused) as refused:
        save(db_session, fatima, draft, "organisation", {"name": "Medlefors", "bankgiro": "1"})

    assert [fault.path for fault in refused.value.faults] == [("bankgiro",)]
    assert queries.section_row(db_session, draft.id, "organisation") is None


def test_rule_f4_a_personnummer_is_refused_by_the_service(db_session, fatima, draft):
    with pytest.raises(AnswersRefused):
        save(db_session, fatima, draft, "need", {"need": "Anna 811228-9874"})


def test_an_unknown_page_does_not_exist(db_session, fatima, draft):
    with pytest.raises(NotFound):
        save(db_session, fatima, draft, "poetry", {})


def test_saving_the_same_again_changes_nothing(db_session, fatima, draft):
    row = save(db_session, fatima, draft, "need", {"need": "Stöd"})
    version = row.version_id

    assert save(db_session, fatima, draft, "need", {"need": "Stöd"}, 0).version_id == version


def sentences(session, draft):
    return [one.sentence for one in history.events(session, draft)]


def test_the_log_has_one_row_for_each_person_and_sitting(db_session, fatima, arvid, draft, clock):
    row = save(db_session, fatima, draft, "need", {"need": "a"})
    save(db_session, fatima, draft, "need", {"need": "ab"}, row.version_id)
    assert sentences(db_session, draft).count("skrev i delen Behov och analys") == 1

    save(db_session, arvid, draft, "need", {"need": "abc"}, row.version_id)
    assert sentences(db_session, draft).count("skrev i delen Behov och analys") == 2

    clock.move(minutes=16)
    save(db_session, arvid, draft, "need", {"need": "abcd"}, row.version_id)
    assert sentences(db_session, draft).count("skrev i delen Behov och analys") == 3


def test_two_who_wrote_in_the_same_field_are_both_shown(db_session, fatima, arvid, draft):
    first = save(db_session, fatima, draft, "need", {"need": "Stöd", "analysis": "Delat"})
    version = first.version_id
    save(db_session, arvid, draft, "need", {"need": "Mer stöd", "analysis": "Delat"}, version)

    with pytest.raises(EditConflict) as conflict:
        save(db_session, fatima, draft, "need", {"need": "Annat", "analysis": "Delat"}, version)

    assert conflict.value.fields == (("need", "Behov", "Annat", "Mer stöd"),)
    assert conflict.value.other_person == "Arvid Tornberg"
    assert conflict.value.other_time is not None
    assert conflict.value.version == first.version_id


def test_two_who_wrote_in_different_fields_need_not_choose(db_session, fatima, arvid, draft):
    first = save(db_session, fatima, draft, "need", {"need": "Stöd", "analysis": "Delat"})
    version, seen = first.version_id, fingerprints(first.content)
    save(db_session, arvid, draft, "need", {"need": "Mer stöd", "analysis": "Delat"}, version)

    mine = {"need": "Stöd", "analysis": "Mycket delat", "background": "Länge"}
    row = save(db_session, fatima, draft, "need", mine, version, seen)

    assert row.content == {
        "need": "Mer stöd",
        "analysis": "Mycket delat",
        "background": "Länge",
    }


def test_an_answer_that_somebody_else_took_away_stays_away(db_session, fatima, arvid, draft):
    first = save(db_session, fatima, draft, "need", {"need": "Stöd", "analysis": "Delat"})
    version, seen = first.version_id, fingerprints(first.content)
    save(db_session, arvid, draft, "need", {"need": "Stöd"}, version)

    mine = {"need": "Stöd", "analysis": "Delat", "background": "Länge"}
    row = save(db_session, fatima, draft, "need", mine, version, seen)

    assert row.content == {"need": "Stöd", "background": "Länge"}


def test_the_conflict_shows_what_was_taken_over_as_agreed(db_session, fatima, arvid, draft):
    goals = VAGEN_VIDARE["goals"]["goals"]
    first = save(db_session, fatima, draft, "goals", {"goals": goals})
    version, seen = first.version_id, fingerprints(first.content)
    theirs = [{**goals[0], "target": "50 procent"}]
    save(db_session, arvid, draft, "goals", {"goals": theirs}, version)

    with pytest.raises(EditConflict) as conflict:
        changed = [{**goals[0], "target": "60 procent"}, goals[1]]
        save(db_session, fatima, draft, "goals", {"goals": changed}, version, seen)

    fields = {name: (mine, other) for name, _, mine, other in conflict.value.fields}
    assert fields["goals-0-target"] == ("60 procent", "50 procent")
    assert fields["goals-0-goal"][0] == fields["goals-0-goal"][1]
    assert fields["goals-1-goal"] == ("Deltagare mår bättre.", "")


def test_a_budget_that_both_changed_is_shown_cell_by_cell(db_session, fatima, arvid, draft):
    first = save(db_session, fatima, draft, "budget", VAGEN_VIDARE["budget"])
    version, seen = first.version_id, fingerprints(first.content)
    theirs = {**VAGEN_VIDARE["budget"], "applied": {"2017": 100}}
    save(db_session, arvid, draft, "budget", theirs, version)

    with pytest.raises(EditConflict) as conflict:
        mine = {**VAGEN_VIDARE["budget"], "applied": {"2017": 20_000}}
        save(db_session, fatima, draft, "budget", mine, version, seen)

    fields = {name: (label, mine, other) for name, label, mine, other in conflict.value.fields}
    assert fields["applied-0-ore"] == ("Söks av förbundet, rad 1: Belopp", "200", "1")
    assert fields["costs-0-category"][1:] == ("Personal", "Personal")
    assert fields["financing-0-form"][1:] == ("ESF-stöd", "ESF-stöd")
    assert fields["periods-0"] == ("Period 1", "Analys och planering", "Analys och planering")


def test_a_budget_that_only_one_changed_needs_no_question(db_session, fatima, arvid, draft):
    first = save(db_session, fatima, draft, "budget", VAGEN_VIDARE["budget"])
    version, seen = first.version_id, fingerprints(first.content)
    theirs = {**VAGEN_VIDARE["budget"], "applied": {"2017": 100}}
    row = save(db_session, arvid, draft, "budget", theirs, version)

    kept = save(db_session, fatima, draft, "budget", VAGEN_VIDARE["budget"], version, seen)
    assert kept.content["applied"] == {"2017": 100}

    mine = {**VAGEN_VIDARE["budget"], "applied": {"2017": 300}}
    again = save(db_session, fatima, draft, "budget", mine, version, fingerprints(row.content))
    assert again.content["applied"] == {"2017": 300}
    assert save(db_session, fatima, draft, "budget", mine, version).content == again.content


def ask(session, application, *keys):
    request = CompletionRequest(
        application_id=application.id,
        number=1,
        before_number=1,
        due_on=now_clock.today(),
        sent_at=now_clock.now(),
        sent_by="Kansliet",
    )
    session.add(request)
    session.flush()
    for position, key in enumerate(keys):
        point = CompletionPoint(
            request_id=request.id, position=position, key=key, text="Beskriv mer."
        )
        session.add(point)
    session.flush()
    return request


def writable(session, application):
    return drafting.writable_sections(session, application, queries.access(session, application))


def test_every_part_of_a_draft_can_be_written(db_session, draft):
    assert writable(db_session, draft) == {page.key for page in sections(1)} | {FILES}


@pytest.mark.parametrize("state", [s for s in ApplicationState if s is not ApplicationState.DRAFT])
def test_what_has_been_sent_is_closed(db_session, fatima, state):
    application = create_application(db_session, state=state, actor=fatima)

    assert writable(db_session, application) == frozenset()
    with pytest.raises(DomainError) as refused:
        save(db_session, fatima, application, "need", {"need": "Annat"}, 1)
    assert refused.value.code == "application.not_writable"


def test_only_what_is_asked_for_can_be_completed(db_session, fatima):
    application = create_application(db_session, state=ApplicationState.REGISTERED, actor=fatima)
    ask(db_session, application, "need", "risks")

    assert writable(db_session, application) == {"need", "risks"}
    assert drafting.asked_for(db_session, application.id) == {
        "need": "Beskriv mer.",
        "risks": "Beskriv mer.",
    }
    assert save(db_session, fatima, application, "need", {"need": "Mer"}, 1).content == {
        "need": "Mer"
    }
    with pytest.raises(DomainError) as refused:
        save(db_session, fatima, application, "goals", {}, 1)
    assert refused.value.code == "application.section_not_asked"


@pytest.mark.parametrize("kind", [Kind.EXTENSION, Kind.CHANGE])
def test_an_extension_inherits_and_a_change_starts_from_what_was_granted(db_session, fatima, kind):
    earlier = create_application(db_session, state=ApplicationState.DECIDED, actor=fatima)

    made = services.create_draft(db_session, actor=fatima, kind=kind, extends_id=earlier.id)

    answers = queries.answers(db_session, made.id)
    assert (made.extends_id, made.kind, made.name) == (earlier.id, kind, "Vägen vidare")
    assert answers["initiative"]["kind"] == kind
    assert answers["goals"] == full_answers()["goals"]
    assert ("budget" in answers) is (kind is Kind.CHANGE)
    assert (made.starts_on is None) is (kind is Kind.EXTENSION)
    assert queries.answers(db_session, earlier.id)["initiative"]["kind"] == "esf"


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, None])
def test_only_what_was_granted_can_be_extended(db_session, fatima, outcome):
    state = ApplicationState.DECIDED if outcome else ApplicationState.SUBMITTED
    earlier = create_application(
        db_session, state=state, outcome=outcome or Outcome.GRANTED, actor=fatima
    )

    with pytest.raises(DomainError) as refused:
        services.create_draft(db_session, actor=fatima, kind=Kind.EXTENSION, extends_id=earlier.id)
    assert refused.value.code == "application.cannot_extend"


def test_an_extension_of_nothing_is_refused(db_session, fatima):
    with pytest.raises(DomainError):
        services.create_draft(db_session, actor=fatima, kind=Kind.CHANGE)


def test_answers_are_stored_once_for_each_page(db_session, fatima, draft):
    save(db_session, fatima, draft, "need", {"need": "a"})

    assert len(db_session.scalars(select(ApplicationSection)).all()) == 1
    assert set(drafting.section_rows(db_session, draft.id)) == {"need"}
    assert len(db_session.scalars(select(Collaborator)).all()) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE application SET starts_on = '2018-01-01', ends_on = '2017-01-01'",
        "UPDATE application SET applied_ore = -1",
        "UPDATE applied_year SET ore = -1",
        "UPDATE section_comment SET text = ''",
        "UPDATE application_section SET key = 'need'",
        "UPDATE application_collaborator SET part = 'owner'",
    ],
)
def test_the_database_refuses_what_goes_around_the_services(db_session, fatima, draft, statement):
    save(db_session, fatima, draft, "need", {"need": "Stöd"})
    save(db_session, fatima, draft, "budget", {"applied": {"2018": 500}})
    services.add_comment(
        db_session, actor=fatima, application_id=draft.id, key="need", text="Räcker det?"
    )
    db_session.flush()

    with pytest.raises(IntegrityError):
        db_session.execute(text(statement))
