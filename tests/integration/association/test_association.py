"""The association's pages: facts, members, bodies, seats, notice boards, settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.association import queries, services
from app.association.domain import SETTING_NAMES, BodyKind, Charter, PartyType
from app.association.models import Body, MemberOrganisation, NoticeBoard, Seat, Setting
from app.kernel import db
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError, NotFound
from tests.conftest import Clock, SignIn
from tests.factories import people as factory
from tests.factories.people import World
from tests.support.html_client import HtmlClient, Page

Counting = Callable[..., object]


@pytest.fixture
def world(db_session: Session, clock: Clock) -> World:
    made = factory.create_world(db_session, logins=False)
    db_session.commit()
    return made


@pytest.fixture
def office(client: HtmlClient, sign_in: SignIn, world: World) -> Actor:
    return sign_in(client, world.director)


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


class TestNoticeBoards:
    """Rule F7: the charter says on which boards the association announces."""

    def test_rule_f7_boards_are_added_changed_and_ended(
        self, client: HtmlClient, db_session: Session, world: World, office: Actor
    ) -> None:
        form = {"name": "Kommunhuset", "place": "Entrén, Älvby kommunhus"}
        assert client.post("/forbundet/anslagstavlor/ny", data=form).status_code == 303
        again = client.post("/forbundet/anslagstavlor/ny", data=form)
        assert again.words.count("Det finns redan en anslagstavla som heter Kommunhuset.") == 2
        boards = queries.notice_boards(db_session)
        assert [(b.name, b.digital) for b in boards] == [
            ("Digital anslagstavla", True),
            ("Kommunhuset", False),
        ]
        address = f"/forbundet/anslagstavlor/{boards[1].id}"
        taken = client.get(address).form() | {"name": "Digital anslagstavla"}
        assert client.post(address, data=taken).status_code == 422
        ended = client.get(address).form() | {"ended_on": "2017-02-14"}
        assert client.post(address, data=ended).status_code == 303
        assert len(queries.notice_boards(db_session, date(2017, 2, 15))) == 1
        assert len(queries.notice_boards(db_session, date(2017, 2, 14))) == 2

    def test_an_unknown_board_is_not_found(self, client: HtmlClient, office: Actor) -> None:
        assert client.get("/forbundet/anslagstavlor/999").status_code == 404


class TestSettings:
    """What the charter and the rules of procedure decide."""

    def test_the_defaults_are_shown_with_their_sources_and_nothing_is_stored(
        self, client: HtmlClient, db_session: Session, office: Actor
    ) -> None:
        page = client.get("/forbundet/installningar")
        assert page.value("summons_days") == "7"
        assert set(SETTING_NAMES) <= set(page.form()) | {"decision_first"}
        assert "5 kap. 69 § kommunallagen (regel K7)" in page.words
        client.post("/forbundet/installningar", data=page.form())
        assert db_session.scalars(select(Setting)).all() == []
        assert queries.charter(db_session) == Charter()

    def test_what_differs_is_stored_and_going_back_removes_it(
        self, client: HtmlClient, db_session: Session, office: Actor
    ) -> None:
        form = client.get("/forbundet/installningar").form()
        other = form | {"summons_days": "10", "decision_first": "y", "opening_items": "Ett\r\nTvå"}
        assert client.post("/forbundet/installningar", data=other).status_code == 303
        charter = queries.charter(db_session)
        assert (charter.summons_days, charter.decision_first) == (10, True)
        assert charter.opening_items == "Ett\nTvå"
        page = client.get("/forbundet/installningar")
        assert "Förvalt: 7" in page.words
        assert client.post("/forbundet/installningar", data=other).status_code == 303
        one = form | {"summons_days": "10"}
        assert client.post("/forbundet/installningar", data=one).status_code == 303
        assert queries.charter(db_session) == Charter(summons_days=10)
        assert client.post("/forbundet/installningar", data=form).status_code == 303
        assert queries.charter(db_session) == Charter()

    def test_a_setting_that_nothing_could_work_with_is_refused(
        self, client: HtmlClient, office: Actor
    ) -> None:
        form = client.get("/forbundet/installningar").form()
        page = client.post("/forbundet/installningar", data=form | {"paragraph_pattern": "§"})
        assert page.status_code == 422
        assert page.words.count("Mönstret ska innehålla {number}") == 2
        page = client.post("/forbundet/installningar", data=form | {"summons_days": "sju"})
        assert page.words.count("Skriv ett heltal med siffror") == 2
        assert page.value("summons_days") == "sju"

    def test_an_unknown_stored_setting_does_no_harm(
        self, db_session: Session, world: World, clock: Clock
    ) -> None:
        moment = clock.move(hours=0)
        db_session.add(Setting(name="avskaffad", value=1, changed_at=moment))
        db_session.flush()
        assert queries.charter(db_session) == Charter()


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
