"""Who sits where, from when to when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.association import queries, services
from app.association.models import Seat
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError
from tests.factories import people as factory
from tests.factories.people import World
from tests.support.html_client import HtmlClient, Page

Counting = Callable[..., object]


class TestSeats:
    """Who sits where, from when to when."""

    def new(self, client: HtmlClient, world: World, **values: object) -> Page:
        person = values.pop("person_id", None) or world.group_users[0].person_id
        form = {
            "person_id": person,
            "role": Role.SUBSTITUTE,
            "member_organisation_id": world.members[0].id,
            "valid_from": "2017-02-15",
            "valid_to": "2019-03-31",
            **values,
        }
        return client.post(f"/forbundet/organ/{world.board.id}/platser/ny", data=form)

    def test_rule_f11_the_last_day_of_the_others_in_the_board_is_suggested(
        self, client: HtmlClient, world: World, office: Actor
    ) -> None:
        page = client.get(f"/forbundet/organ/{world.board.id}/platser/ny")
        assert page.value("valid_from") == "2017-02-15"
        assert page.value("valid_to") == "2019-03-31"

    def test_rule_f11_the_terms_last_day_is_suggested_for_the_first_seat(
        self, client: HtmlClient, db_session: Session, world: World, office: Actor
    ) -> None:
        for seat in queries.seats_in(db_session, body_id=world.board.id):
            queries.seat(db_session, seat.id).valid_to = date(2016, 12, 31)
        page = client.get(f"/forbundet/organ/{world.board.id}/platser/ny")
        assert page.value("valid_to") == "2020-03-31"
        assert (
            "Ingen har en plats här i dag" in client.get(f"/forbundet/organ/{world.board.id}").words
        )

    def test_a_group_needs_no_last_day(
        self, client: HtmlClient, world: World, office: Actor
    ) -> None:
        page = client.get(f"/forbundet/organ/{world.group.id}/platser/ny")
        assert page.value("valid_to") == ""

    def test_a_seat_is_added_and_told_of(
        self, client: HtmlClient, world: World, office: Actor
    ) -> None:
        assert self.new(client, world, order_of_call="6").status_code == 303
        words = client.get(f"/forbundet/organ/{world.board.id}").words
        assert "Gun Gruppmana" in words

    def test_a_seat_that_ends_before_it_starts_is_refused_and_nothing_typed_is_lost(
        self, client: HtmlClient, world: World, office: Actor
    ) -> None:
        page = self.new(client, world, valid_to="2017-02-14", appointed_by="Fullmäktige")
        assert page.status_code == 422
        assert page.words.count("Uppdraget slutar innan det börjar.") == 2
        assert page.value("valid_to") == "2017-02-14"
        assert page.value("appointed_by") == "Fullmäktige"
        assert page.value("person_id") == str(world.group_users[0].person_id)

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"role": ""}, "Välj en roll."),
            ({"role": "member"}, "Välj en roll."),
            ({"member_organisation_id": ""}, "Välj vilken medlem platsen hör till."),
            ({"valid_from": ""}, "Fyll i från vilken dag uppdraget gäller."),
            ({"valid_from": "2017-02-30"}, "Datumet 2017-02-30 finns inte."),
            ({"order_of_call": "först"}, "Skriv ett heltal med siffror"),
            ({"role": "chair"}, "Bo Almqvist är redan ordförande under den tiden"),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field(
        self,
        client: HtmlClient,
        world: World,
        office: Actor,
        values: dict[str, str],
        words: str,
    ) -> None:
        page = self.new(client, world, **values)
        assert page.status_code == 422
        assert page.words.count(words) == 2

    def test_nobody_sits_twice_in_the_board(
        self, client: HtmlClient, world: World, office: Actor
    ) -> None:
        page = self.new(client, world, person_id=world.chair.person_id)
        assert "Bo Almqvist har redan en plats här som ordförande" in page.words

    def test_an_unknown_person_is_refused(
        self, client: HtmlClient, world: World, office: Actor
    ) -> None:
        assert self.new(client, world, person_id=999).status_code == 422

    def test_a_seat_is_changed_and_ended_and_found_among_the_former(
        self, client: HtmlClient, db_session: Session, world: World, office: Actor
    ) -> None:
        seat = db_session.scalars(select(Seat).where(Seat.role == Role.CHAIR)).one()
        address = f"/forbundet/platser/{seat.id}"
        form = client.get(address).form()
        assert form["person_id"] == str(world.chair.person_id)
        assert client.post(address, data=form | {"valid_to": "2017-02-14"}).status_code == 303
        page = client.get(f"/forbundet/organ/{world.board.id}")
        assert "Tidigare (1)" in page.words
        wrong = client.post(address, data=form | {"valid_to": "2015-01-01"})
        assert wrong.status_code == 422

    def test_a_coming_seat_gives_nothing_yet(
        self, client: HtmlClient, db_session: Session, world: World, office: Actor
    ) -> None:
        self.new(client, world, valid_from="2017-03-01")
        assert "Kommande" in client.get(f"/forbundet/organ/{world.board.id}").words
        person = world.group_users[0].person_id
        today = queries.seats_of_person(db_session, person, date(2017, 2, 28))
        assert today == {(Role.MEMBER, world.group.id)}
        then = queries.seats_of_person(db_session, person, date(2017, 3, 1))
        assert then == {(Role.MEMBER, world.group.id), (Role.SUBSTITUTE, world.board.id)}

    def test_roles_outside_bodies_are_kept_on_a_page_of_their_own(
        self, client: HtmlClient, world: World, office: Actor
    ) -> None:
        form = {
            "person_id": world.chair.person_id,
            "role": Role.AUDITOR,
            "valid_from": "2017-01-01",
        }
        assert client.get("/forbundet/kansli/ny").heading == "Lägg till ett uppdrag"
        assert client.post("/forbundet/kansli/ny", data=form).status_code == 303
        assert "Bo Almqvist Revisor" in client.get("/forbundet/kansli").words

    def test_the_last_one_at_the_office_cannot_be_ended(
        self, client: HtmlClient, db_session: Session, world: World, office: Actor
    ) -> None:
        seats = queries.office_at(db_session, date(2017, 2, 15))
        [director, administrator] = [f"/forbundet/platser/{s.id}" for s in seats]
        form = client.get(administrator).form() | {"valid_to": "2017-02-14"}
        assert client.post(administrator, data=form).status_code == 303
        form = client.get(director).form() | {"valid_to": "2017-02-14"}
        page = client.post(director, data=form)
        assert page.status_code == 422
        assert page.words.count("Lägg till en efterträdare först.") == 2
        assert queries.office_at(db_session, date(2017, 2, 15))

    def test_a_role_that_the_body_does_not_have_is_refused_by_the_service(
        self, db_session: Session, world: World, office: Actor
    ) -> None:
        person = world.chair.person_id
        for body_id, role in ((world.group.id, Role.REGULAR), (None, Role.CHAIR)):
            values = services.SeatValues(person, role, date(2017, 1, 1), body_id=body_id)
            with pytest.raises(DomainError) as refused:
                services.add_seat(db_session, actor=office, values=values)
            assert refused.value.code == "association.role_not_here"

    def test_rule_f9_a_seat_in_the_board_belongs_to_a_member_for_the_service_too(
        self, db_session: Session, world: World, office: Actor
    ) -> None:
        values = services.SeatValues(
            world.group_users[0].person_id,
            Role.SUBSTITUTE,
            date(2017, 1, 1),
            body_id=world.board.id,
        )
        with pytest.raises(DomainError) as refused:
            services.add_seat(db_session, actor=office, values=values)
        assert refused.value.field == "member_organisation_id"

    def test_rule_sub_substitutes_come_in_order_of_call_after_the_regulars(
        self, db_session: Session, world: World
    ) -> None:
        rows = queries.seats_at(db_session, body_id=world.board.id, day=date(2017, 2, 24))
        names = [row.name for row in rows]
        assert names == [*factory.REGULARS, *factory.SUBSTITUTES]
        assert (rows[0].role_word, rows[5].member_organisation) == (
            "ordförande",
            "Arbetsförmedlingen",
        )

    def test_an_unknown_seat_is_not_found(self, client: HtmlClient, office: Actor) -> None:
        assert client.get("/forbundet/platser/999").status_code == 404

    def test_what_a_person_has_been_is_found(self, db_session: Session, world: World) -> None:
        [seat] = queries.seats_held_by(db_session, world.chair.person_id)
        assert seat.body_name == "Styrelsen"
