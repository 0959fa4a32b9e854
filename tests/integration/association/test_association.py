"""The association's pages: facts, members, bodies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.association import queries, services
from app.association.domain import BodyKind, PartyType
from app.association.models import Body, MemberOrganisation, NoticeBoard, Seat
from app.kernel import db
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError, NotFound
from tests.conftest import SignIn
from tests.factories import people as factory
from tests.factories.people import World
from tests.support.html_client import HtmlClient

Counting = Callable[..., object]


def test_a_whole_association_shows_its_parts_and_lacks_nothing(
    client: HtmlClient, office: Actor
) -> None:
    page = client.get("/forbundet")
    assert page.heading == "Förbundet"
    for words in ("222000-0000", "Norrsele kommun", "10 platser", "LSG", "Rolf Revelj revisor"):
        assert words in page.words
    assert "Alla parter är medlemmar" in page.words


def test_what_the_rules_find_missing_stands_beside_the_facts(
    client: HtmlClient, db_session: Session, world: World, office: Actor
) -> None:
    """Rules F1, F7, F9 and F11 warn, and each line leads to its place."""
    world.members[1].left_on = date(2017, 1, 31)
    world.notice_board.ended_on = date(2017, 1, 31)
    seat = db_session.scalars(select(Seat).where(Seat.role == Role.CHAIR)).one()
    seat.valid_to = None
    words = client.get("/forbundet").words
    assert "Bland medlemmarna saknas Försäkringskassan. (F1)" in words
    assert "Ingen anslagstavla är inlagd. (F7)" in words
    assert "Mandatperioden för Bo Almqvist går ut 2019-03-31" in words
    assert "Utträdde 2017-01-31" in words


def test_the_facts_are_changed_and_a_wrong_organisation_number_is_not(
    client: HtmlClient, db_session: Session, office: Actor
) -> None:
    form = client.get("/forbundet/andra").form()
    wrong = client.post("/forbundet/andra", data=form | {"organisation_number": "222000-0001"})
    assert wrong.status_code == 422
    assert wrong.words.count("Organisationsnumret stämmer inte.") == 2
    assert wrong.value("organisation_number") == "222000-0001"
    right = form | {"organisation_number": "2120000142", "visiting_address": "Torget 2"}
    assert client.post("/forbundet/andra", data=right).status_code == 303
    stored = queries.get_association(db_session)
    assert (stored.organisation_number, stored.visiting_address) == ("212000-0142", "Torget 2")
    words = client.get("/forbundet").words
    assert "Maj Lindell ändrade förbundets uppgifter" in words
    assert client.post("/forbundet/andra", data=right).status_code == 303


def test_two_who_change_the_facts_both_keep_their_text(client: HtmlClient, office: Actor) -> None:
    mine = client.get("/forbundet/andra").form()
    client.post("/forbundet/andra", data=mine | {"town": "Norrsele"})
    page = client.post("/forbundet/andra", data=mine | {"town": "Sörsele"})
    assert page.status_code == 409
    assert "Norrsele" in page.words
    assert "Sörsele" in page.text
    assert client.post("/forbundet/andra", data=page.form("/forbundet/andra")).status_code == 303
    assert "Sörsele" in client.get("/forbundet").words


class TestMembers:
    """Member organisations."""

    def test_a_member_is_added_last_and_refused_twice(
        self, client: HtmlClient, db_session: Session, office: Actor
    ) -> None:
        form = {"name": "Sörsele kommun", "party_type": PartyType.MUNICIPALITY}
        assert client.post("/forbundet/medlemmar/ny", data=form).status_code == 303
        assert queries.members(db_session)[-1].name == "Sörsele kommun"
        page = client.post("/forbundet/medlemmar/ny", data=form)
        assert page.words.count("Sörsele kommun finns redan bland medlemmarna.") == 2

    @pytest.mark.parametrize("party", ["", "planet"])
    def test_the_party_type_is_asked_for_once(
        self, client: HtmlClient, office: Actor, party: str
    ) -> None:
        form = {"name": "Sörsele kommun", "party_type": party}
        page = client.post("/forbundet/medlemmar/ny", data=form)
        assert page.status_code == 422
        assert page.words.count("Välj vilket slag av medlem det är.") == 2
        assert page.value("name") == "Sörsele kommun"

    def test_a_member_that_has_left_stays_in_what_has_been(
        self, client: HtmlClient, db_session: Session, world: World, office: Actor
    ) -> None:
        address = f"/forbundet/medlemmar/{world.members[4].id}"
        form = client.get(address).form()
        wrong = client.post(address, data=form | {"left_on": "2017-06-31"})
        assert "Datumet 2017-06-31 finns inte." in wrong.words
        assert client.post(address, data=form | {"left_on": "2017-02-01"}).status_code == 303
        names = [m.name for m in queries.members(db_session, date(2017, 2, 2))]
        assert "Norrsele kommun" not in names
        assert "Norrsele kommun" in [m.name for m in queries.members(db_session)]

    def test_a_name_that_another_member_has_is_refused(
        self, client: HtmlClient, world: World, office: Actor
    ) -> None:
        address = f"/forbundet/medlemmar/{world.members[4].id}"
        form = client.get(address).form() | {"name": "Älvby kommun"}
        assert client.post(address, data=form).status_code == 422
        assert client.post(address, data=form | {"name": "Norrsele"}).status_code == 303

    def test_the_order_is_changed_by_buttons_and_by_dragging(
        self, client: HtmlClient, db_session: Session, world: World, office: Actor
    ) -> None:
        ids = [m.id for m in world.members]

        def order() -> list[int]:
            return [m.id for m in queries.members(db_session)]

        client.post("/forbundet/medlemmar", data={"do": f"up:{ids[2]}"})
        assert order() == [ids[0], ids[2], ids[1], ids[3], ids[4]]
        client.post("/forbundet/medlemmar", data={"do": f"down:{ids[2]}"})
        client.post("/forbundet/medlemmar", data={"do": f"up:{ids[0]}"})
        client.post("/forbundet/medlemmar", data={"do": "up:999"})
        client.post("/forbundet/medlemmar", data={"do": "konstigt"})
        assert order() == ids
        dragged = client.post(
            "/forbundet/medlemmar",
            data={"order": f"{ids[4]},{ids[0]},x"},
            headers={"Accept": "application/json"},
        )
        assert dragged.status_code == 204
        assert order() == [ids[4], *ids[:4]]

    def test_an_unknown_member_is_not_found(self, client: HtmlClient, office: Actor) -> None:
        assert client.get("/forbundet/medlemmar/999").status_code == 404


class TestBodies:
    """Bodies of the association."""

    def test_a_group_is_added_changed_and_ended(
        self, client: HtmlClient, db_session: Session, office: Actor
    ) -> None:
        form = {"name": "Utvecklingsgruppen", "kind": BodyKind.PREPARATORY}
        made = client.post("/forbundet/organ/ny", data=form)
        assert client.get(made.location).heading == "Utvecklingsgruppen"
        again = client.post("/forbundet/organ/ny", data=form)
        assert again.words.count("Det finns redan ett organ som heter Utvecklingsgruppen.") == 2
        address = f"{made.location}/andra"
        changed = client.get(address).form() | {"name": "Gruppen", "ended_on": "2017-02-01"}
        assert client.post(address, data=changed).status_code == 303
        assert "Gruppen" not in [b.name for b in queries.bodies(db_session, date(2017, 2, 2))]
        assert "Upphörde 1 februari 2017." in client.get(made.location).words
        assert "Upphörde 2017-02-01" in client.get("/forbundet").words

    def test_a_body_cannot_take_anothers_name(
        self, client: HtmlClient, world: World, office: Actor
    ) -> None:
        address = f"/forbundet/organ/{world.group.id}/andra"
        page = client.post(address, data=client.get(address).form() | {"name": "Styrelsen"})
        assert page.status_code == 422

    def test_the_board_gets_another_name_but_stays_the_board(
        self, client: HtmlClient, db_session: Session, world: World, office: Actor
    ) -> None:
        address = f"/forbundet/organ/{world.board.id}/andra"
        empty = client.post(address, data={"name": ""})
        assert empty.status_code == 422
        assert client.post(address, data={"name": "Förbundsstyrelsen"}).status_code == 303
        assert queries.board(db_session).name == "Förbundsstyrelsen"
        for kind, ended_on in ((BodyKind.PRESIDIUM, None), (BodyKind.BOARD, date(2017, 1, 1))):
            with pytest.raises(DomainError) as refused:
                services.edit_body(
                    db_session,
                    actor=office,
                    body_id=world.board.id,
                    name="Styrelsen",
                    kind=kind,
                    ended_on=ended_on,
                )
            assert refused.value.code == "association.board_kept"

    def test_there_is_one_board(self, db_session: Session, world: World, office: Actor) -> None:
        with pytest.raises(DomainError) as refused:
            services.add_body(db_session, actor=office, name="Ny", kind=BodyKind.BOARD)
        assert refused.value.code == "association.one_board"
        with pytest.raises(DomainError) as refused:
            services.edit_body(
                db_session,
                actor=office,
                body_id=world.group.id,
                name="LSG",
                kind=BodyKind.BOARD,
                ended_on=None,
            )
        assert refused.value.code == "association.one_board"

    @pytest.mark.parametrize(
        ("page", "words"),
        [
            ("organ/1/andra", "Fyll i organets namn."),
            ("organ/2/andra", "Fyll i organets namn."),
            ("anslagstavlor/1", "Fyll i anslagstavlans namn."),
        ],
    )
    def test_a_name_cannot_be_emptied(
        self, client: HtmlClient, office: Actor, page: str, words: str
    ) -> None:
        answer = client.post(f"/forbundet/{page}", data={"name": " "})
        assert answer.status_code == 422
        assert answer.words.count(words) == 2

    def test_an_unknown_body_is_not_found(self, client: HtmlClient, office: Actor) -> None:
        assert client.get("/forbundet/organ/999").status_code == 404


PAGES = ("/forbundet", "/forbundet/installningar", "/forbundet/kansli", "/forbundet/organ/1")


@pytest.mark.parametrize("page", PAGES)
def test_the_auditor_reads_everything_and_changes_nothing(
    client: HtmlClient, sign_in: SignIn, world: World, page: str
) -> None:
    sign_in(client, world.auditor)
    answer = client.get(page)
    assert answer.status_code == 200
    assert "Lägg till" not in answer.words
    assert "Spara" not in answer.words
    assert client.post("/forbundet/installningar", data={"summons_days": "1"}).status_code == 200


@pytest.mark.parametrize("who", ["chair", "group"])
def test_others_see_nothing_of_it(
    client: HtmlClient, sign_in: SignIn, world: World, who: str
) -> None:
    sign_in(client, world.chair if who == "chair" else world.group_users[0])
    for page in PAGES:
        assert client.get(page).status_code == 403


def test_an_empty_association_says_what_to_do_first(
    client: HtmlClient, db_session: Session, sign_in: SignIn, world: World, office: Actor
) -> None:
    for seat in db_session.scalars(select(Seat).where(Seat.role.not_in(["director"]))):
        db_session.delete(seat)
    for kind in (MemberOrganisation, NoticeBoard):
        for row in db_session.scalars(select(kind)):
            db_session.delete(row)
    words = client.get("/forbundet").words
    assert "Inga medlemmar ännu" in words
    assert "Ingen anslagstavla ännu" in words
    sign_in(client, Role.AUDITOR)
    assert "Inga medlemmar ännu" in client.get("/forbundet").words


def test_the_page_costs_the_same_for_many_seats_as_for_few(
    client: HtmlClient, db_session: Session, world: World, office: Actor, counting: Counting
) -> None:
    def statements() -> int:
        with counting() as seen:  # type: ignore[attr-defined]
            client.get("/forbundet")
        return len(seen)

    before = statements()
    for number in range(30):
        person = factory.create_person(db_session, f"Eva Ek{number}")
        factory.create_seat(db_session, person, Role.MEMBER, body=world.group)
    assert statements() == before <= 14


def test_before_the_set_up_there_is_no_association(db_session: Session) -> None:
    for ask in (queries.get_association, queries.board):
        with pytest.raises(NotFound):
            ask(db_session)
    assert queries.last_position(db_session) == 0


def test_seats_and_bodies_are_kept_whole_by_the_database(db_session: Session, world: World) -> None:
    from sqlalchemy.exc import IntegrityError

    person = world.chair.person_id
    day = date(2017, 1, 1)
    wrong = (
        Seat(person_id=person, role=Role.CHAIR, body_id=None, valid_from=day),
        Seat(person_id=person, role=Role.AUDITOR, body_id=world.board.id, valid_from=day),
        Seat(person_id=person, role=Role.AUDITOR, valid_from=day, valid_to=date(2016, 1, 1)),
        Body(name="Styrelsen", kind=BodyKind.PREPARATORY),
    )
    for row in wrong:
        with pytest.raises(IntegrityError), db.committing(db_session):
            db_session.add(row)
