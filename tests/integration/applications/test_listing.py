"""The list of applications: who sees what, filters, saved views, exports, statistics, cost."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest

from app.applications.domain import ApplicationState, Outcome
from app.applications.domain.listing import Standing, Wanted
from app.applications.models import Preparation, SavedView
from app.applications.queries import listing, statistics
from app.applications.services import viewing
from app.association.domain import BodyKind
from app.kernel import clock as now
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError
from tests.factories.applications import create_application, full_answers
from tests.factories.people import create_body, create_person, create_world

S = ApplicationState


@pytest.fixture
def world(db_session, clock):
    clock.stop("2017-02-15T12:00")
    return create_world(db_session)


def named(name: str, **more: object) -> dict[str, dict[str, object]]:
    return full_answers(initiative={"name": name, **more})


def seen(session, actor, wanted=None) -> list[str]:
    return [one.name for one in listing.applications(session, actor, wanted or Wanted())]


def test_each_sees_the_applications_that_she_may_read(db_session, world, sign_in, client):
    group = create_body(db_session, "Prövningsgruppen", BodyKind.PREPARATORY)
    fatima = create_person(db_session, "Fatima Hadad")
    create_application(db_session, applicant=fatima, answers=named("Utkastet"))
    create_application(db_session, answers=named("På papper"), on_paper=True)
    mine = create_application(
        db_session, applicant=fatima, state=S.IN_PREPARATION, answers=named("I gruppen")
    )
    create_application(db_session, state=S.SUBMITTED, answers=named("Ny"))
    create_application(db_session, state=S.ON_AGENDA, answers=named("På dagordningen"))
    db_session.add(
        Preparation(application_id=mine.id, number=1, body_id=group.id, assigned_at=now.now())
    )
    db_session.flush()

    office, board = world.actor(world.director, Role.DIRECTOR), sign_in(client, Role.CHAIR)
    auditor = sign_in(client, Role.AUDITOR)
    applicant = Actor(90, fatima.id, fatima.name, frozenset({(Role.APPLICANT, None)}))
    member = Actor(91, 91, "Lena Ahlmark", frozenset({(Role.MEMBER, group.id)}))

    assert set(seen(db_session, office)) == {"På papper", "I gruppen", "Ny", "På dagordningen"}
    assert set(seen(db_session, auditor)) == {"I gruppen", "Ny", "På dagordningen"}
    assert seen(db_session, board) == ["På dagordningen"]
    assert seen(db_session, member) == ["I gruppen"]
    assert set(seen(db_session, applicant)) == {"Utkastet", "I gruppen"}


def test_the_list_is_narrowed_by_text_year_standing_kind_direction_and_kommun(db_session, world):
    office = world.actor(world.director, Role.DIRECTOR)
    create_application(db_session, state=S.SUBMITTED, answers=named("Åter i arbete"))
    create_application(
        db_session,
        state=S.DECIDED,
        outcome=Outcome.REJECTED,
        answers=named("Bron", kind="pre_study", direction="structural", municipalities=["Malå"]),
    )

    for wanted, names in [
        (Wanted(text="ÅTER"), ["Åter i arbete"]),
        (Wanted(text="2017/0002"), ["Bron"]),
        (Wanted(text="medlefors"), ["Bron", "Åter i arbete"]),
        (Wanted(year=2017), ["Bron", "Åter i arbete"]),
        (Wanted(year=2016), []),
        (Wanted(standing=Standing.PENDING), ["Åter i arbete"]),
        (Wanted(standing=Standing.REJECTED), ["Bron"]),
        (Wanted(kind="pre_study"), ["Bron"]),
        (Wanted(direction="individual"), ["Åter i arbete"]),
        (Wanted(municipality="Malå"), ["Bron"]),
    ]:
        assert seen(db_session, office, wanted) == names, wanted
    assert listing.years(db_session) == [2017]
    assert list(listing.municipalities(db_session)) == ["Malå", "Norsjö", "Skellefteå"]


def test_the_page_shows_the_pipeline_the_table_and_the_filters(db_session, world, sign_in, client):
    create_application(db_session, state=S.SUBMITTED, answers=named("Åter i arbete"))
    sign_in(client, Role.DIRECTOR)

    page = client.get("/ansokningar")

    assert page.status_code == 200
    assert "Läget nu" in page.text
    assert page.text.count("Åter i arbete") == 2  # a card and a row
    narrowed = client.get("/ansokningar?text=finns+inte&year=1999&kind=nonsens")
    assert "Inga ansökningar passar in" in narrowed.text


def test_a_choice_of_filters_is_saved_used_and_removed(db_session, world, sign_in, client):
    create_application(db_session, state=S.SUBMITTED)
    actor = sign_in(client, Role.DIRECTOR)
    client.get("/ansokningar?kind=esf")

    saved = client.post("/ansokningar/urval", data={"name": "ESF", "kind": "esf"})
    assert saved.status_code == 303
    client.post("/ansokningar/urval", data={"name": "ESF", "kind": "new"})
    view = db_session.query(SavedView).one()
    assert (view.name, view.query, view.person_id) == ("ESF", "kind=new", actor.person_id)
    assert "/ansokningar?kind=new" in client.get("/ansokningar").text

    nameless = client.post("/ansokningar/urval", data={"name": " ", "kind": "esf"})
    assert nameless.status_code == 422
    assert "Ge urvalet ett namn" in nameless.text

    client.post(f"/ansokningar/urval/{view.id}/ta-bort")
    assert db_session.query(SavedView).count() == 0


def test_a_view_without_a_name_is_refused_by_the_service_too(db_session, world):
    office = world.actor(world.director, Role.DIRECTOR)

    with pytest.raises(DomainError) as refused:
        viewing.save_view(db_session, actor=office, name="  ", wanted=Wanted())

    assert (refused.value.code, refused.value.field) == ("application.view_without_name", "name")


def test_another_name_is_another_view(db_session, world):
    office = world.actor(world.director, Role.DIRECTOR)
    for name in ("Bron", "Alla nya"):
        viewing.save_view(db_session, actor=office, name=name, wanted=Wanted(text=name))
        db_session.flush()

    kept = listing.views(db_session, office.person_id)

    assert [(view.name, view.query) for view in kept] == [
        ("Alla nya", "text=Alla+nya"),
        ("Bron", "text=Bron"),
    ]


def test_nobody_removes_the_view_of_another(db_session, world, sign_in, client):
    other = create_person(db_session, "Någon Annan")
    db_session.add(SavedView(person_id=other.id, name="Andras", query="kind=new"))
    db_session.flush()
    sign_in(client, Role.DIRECTOR)

    view = db_session.query(SavedView).one()
    assert client.post(f"/ansokningar/urval/{view.id}/ta-bort").status_code == 404


def test_the_list_is_exported_as_it_is_narrowed(db_session, world, sign_in, client):
    create_application(db_session, state=S.SUBMITTED, answers=named("=HYPERLINK(1)"))
    create_application(db_session, state=S.DECIDED, answers=named("Bron", kind="pre_study"))
    sign_in(client, Role.DIRECTOR)

    workbook = client.get("/ansokningar/export.xlsx?kind=esf")
    rows = list(openpyxl.load_workbook(io.BytesIO(workbook.data)).active.values)
    assert [row[1] for row in rows] == ["Insats", "=HYPERLINK(1)"]
    assert rows[1][8] == 600_000

    text = client.get("/ansokningar/export.csv").data.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert '="894701-8480"' in text.replace('""', '"')
    assert "Bron" in text


def test_applicants_cannot_export_what_others_have_applied_for(db_session, world, sign_in, client):
    sign_in(client, Role.APPLICANT)

    assert client.get("/ansokningar/export.xlsx").status_code == 403


def test_the_statistics_add_up_by_year_kind_direction_and_kommun(
    db_session, world, sign_in, client
):
    create_application(db_session)  # a draft counts nowhere
    create_application(db_session, state=S.DECIDED, outcome=Outcome.GRANTED_IN_PART)
    sign_in(client, Role.DIRECTOR)

    assert statistics.applied_by_year(db_session, 2017) == {
        str(year): 15_000_000 for year in range(2017, 2021)
    }
    assert sum(statistics.granted_by_year(db_session, 1).values()) == 30_000_000
    assert statistics.by_kind(db_session, 2017) == [("esf", "individual", 60_000_000, 30_000_000)]
    assert [name for name, *_ in statistics.by_municipality(db_session, 2017)] == [
        "Norsjö",
        "Skellefteå",
    ]
    page = client.get("/ansokningar/statistik")
    assert "Medfinansiering av ett ESF-projekt" in page.text
    assert 'width="100.0"' in page.text


def test_the_charts_show_five_years_and_as_many_as_one_asks_for(
    db_session, world, sign_in, client, clock
):
    create_application(db_session, state=S.DECIDED, outcome=Outcome.GRANTED)
    clock.stop("2024-03-01T12:00")
    sign_in(client, Role.DIRECTOR)

    five = client.get("/ansokningar/statistik?tid=femtio").text
    ten = client.get("/ansokningar/statistik?tid=10").text
    every = client.get("/ansokningar/statistik?tid=alla").text

    assert "<caption>Kronor per kalenderår" in five
    assert '<th scope="row">2019</th>' not in five
    assert '<th scope="row">2020</th>' in five
    assert "Per slag" not in five
    assert '<th scope="row">2017</th>' in ten
    assert "Kronor per slag bland ansökningar som kom in 2015 eller senare" in ten
    assert "<caption>Kronor per slag</caption>" in every


def test_before_the_first_application_the_pages_say_what_to_do(world, sign_in, client):
    sign_in(client, Role.DIRECTOR)

    assert "Inga ansökningar ännu" in client.get("/ansokningar").text
    assert "inget att räkna ännu" in client.get("/ansokningar/statistik").text


@pytest.mark.parametrize("count", [3, 60])
def test_the_list_costs_as_many_statements_however_many_there_are(
    db_session, world, sign_in, client, counting, clock, count
):
    for _ in range(count):
        clock.move(hours=1)
        create_application(db_session, state=S.SUBMITTED, answers=named("En av många"))
    sign_in(client, Role.DIRECTOR)
    client.get("/ansokningar")

    with counting() as statements:
        client.get("/ansokningar")

    assert len(statements) <= 12


def test_the_pages_of_a_long_list_hold_each_application_once(db_session, world, clock):
    office = world.actor(world.director, Role.DIRECTOR)
    for number in range(listing.PAGE + 5):
        clock.move(hours=1)
        create_application(
            db_session, state=S.SUBMITTED, answers={"initiative": {"name": str(number)}}
        )

    first = listing.applications(db_session, office, Wanted(), page=1)
    second = listing.applications(db_session, office, Wanted(), page=2)

    assert len(first) == listing.PAGE + 1
    assert len({one.id for one in [*first[: listing.PAGE], *second]}) == listing.PAGE + 5
    assert first[0].submitted_at - second[-1].submitted_at > timedelta(hours=50)
