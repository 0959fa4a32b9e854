"""The pages of second factors: adding, logging in by two steps, removing, the office's reset."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries, services
from app.accounts.domain import Purpose, code_counter
from app.accounts.models import Passkey, PasskeyChallenge, RecoveryCode, Totp, User
from app.accounts.services import codes, keeping
from app.kernel import clock as kernel_clock
from app.kernel import db
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError, NotFound
from app.kernel.history import AuditEntry
from tests.conftest import Clock
from tests.factories import people as factory
from tests.integration.accounts.conftest import add
from tests.support.authenticator import Authenticator
from tests.support.html_client import HtmlClient
from tests.support.second_factor import code_for, enrol

TWO_STEPS = "/mitt-konto/tvasteg"


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(DomainError) as error:
        call()
    assert error.value.code == code


def log_in(client: HtmlClient, password: str = factory.PASSWORD) -> Any:
    return client.post("/logga-in", data={"email": "asa@alvbygden.example", "password": password})


class TestAddingAnApp:
    def test_the_way_from_the_password_to_recovery_codes(
        self, client: HtmlClient, db_session: Session, asa: User, sign_in: Any
    ) -> None:
        sign_in(client, asa)
        assert "Lägg till tvåstegsinloggning" in client.get("/mitt-konto").words
        assert client.get(f"{TWO_STEPS}/kodapp").location == TWO_STEPS
        wrong = client.post(f"{TWO_STEPS}/kodapp/ny", data={"password": "fel lösenord"})
        assert wrong.status_code == 422
        begun = client.post(f"{TWO_STEPS}/kodapp/ny", data={"password": factory.PASSWORD})
        assert begun.location == f"{TWO_STEPS}/kodapp"
        page = client.get(begun.location)
        secret = db_session.scalars(select(Totp)).one().secret
        plain = keeping.shown(secret)
        assert plain not in secret
        assert plain[:4] in page.words
        assert "data:image/svg+xml" in page.text
        assert client.post(f"{TWO_STEPS}/kodapp", data={"code": "000000"}).status_code == 422
        code = codes.code_at(plain, code_counter(kernel_clock.now()))
        done = client.post(f"{TWO_STEPS}/kodapp", data={"code": code})
        assert done.heading == "Spara dina reservkoder"
        assert done.text.count("<li><code>") == 10
        assert "Du har 10 reservkoder kvar." in client.get(TWO_STEPS).words
        again = client.post(f"{TWO_STEPS}/kodapp/ny", data={"password": factory.PASSWORD})
        assert "Du har redan en kodapp" in again.words
        assert client.post(f"{TWO_STEPS}/kodapp", data={"code": code}).location == TWO_STEPS

    def test_new_recovery_codes_take_the_place_of_the_old(
        self, client: HtmlClient, db_session: Session, asa: User, sign_in: Any
    ) -> None:
        sign_in(client, asa)
        code = code_for(db_session, asa)
        old = codes.new_recovery_codes(db_session, asa.id)
        assert client.get(f"{TWO_STEPS}/reservkoder").status_code == 200
        values = {"password": factory.PASSWORD, "code": code}
        assert client.post(f"{TWO_STEPS}/reservkoder", data=values).text.count("<li><code>") == 10
        assert not codes.use_recovery_code(db_session, asa.id, old[0])

    def test_the_last_factor_takes_the_recovery_codes_with_it(
        self, client: HtmlClient, db_session: Session, asa: User, sign_in: Any
    ) -> None:
        sign_in(client, asa)
        values = {"password": factory.PASSWORD, "code": code_for(db_session, asa)}
        spare = codes.new_recovery_codes(db_session, asa.id)
        assert "kan du inte skriva under" in client.get(f"{TWO_STEPS}/kodapp/ta-bort").words
        wrong = client.post(f"{TWO_STEPS}/kodapp/ta-bort", data=values | {"code": "000000"})
        assert wrong.status_code == 422
        # The telephone is gone: a code on paper will do.
        gone = client.post(f"{TWO_STEPS}/kodapp/ta-bort", data=values | {"code": spare[0]})
        assert gone.location == TWO_STEPS
        assert not queries.has_second_factor(db_session, asa.id)
        assert db_session.scalars(select(RecoveryCode)).all() == []
        assert client.get(f"{TWO_STEPS}/kodapp/ta-bort").location == TWO_STEPS

    def test_a_passkey_is_added_and_removed_on_pages(
        self, client: HtmlClient, db_session: Session, asa: User, sign_in: Any
    ) -> None:
        sign_in(client, asa)
        made = Authenticator("http://127.0.0.1:8000", "127.0.0.1")
        assert client.get(f"{TWO_STEPS}/passnyckel/ny").status_code == 200
        asked = client.post(f"{TWO_STEPS}/passnyckel/fraga")
        values = {"password": factory.PASSWORD, "name": "Datorn"}
        lacking = client.post(f"{TWO_STEPS}/passnyckel/ny", data=values)
        assert lacking.status_code == 422
        values["credential"] = made.create(asked.text)
        assert client.post(f"{TWO_STEPS}/passnyckel/ny", data=values).text.count("<li><code>") == 10
        assert "Datorn" in client.get(TWO_STEPS).words
        enrol(db_session, asa)
        found = db_session.scalars(select(Passkey)).one()
        own = f"{TWO_STEPS}/passnyckel/{found.id}/ta-bort"
        assert "kvar ett annat sätt" in client.get(own).words
        question = client.post(f"{TWO_STEPS}/fraga", data={"purpose": "manage"})
        answer = {"password": factory.PASSWORD, "assertion": made.get(question.text)}
        assert client.post(own, data=answer | {"password": "fel lösenord"}).status_code == 422
        question = client.post(f"{TWO_STEPS}/fraga", data={"purpose": "manage"})
        answer["assertion"] = made.get(question.text)
        assert client.post(own, data=answer).location == TWO_STEPS
        assert client.get(own).status_code == 404

    def test_a_second_passkey_gives_no_new_recovery_codes(
        self, db_session: Session, actor: Actor, passkey: Authenticator
    ) -> None:
        another = Authenticator(passkey.origin, passkey.host)
        assert add(db_session, actor, another, "Nyckeln") == []

    def test_what_a_passkey_may_be_asked_is_limited(
        self, client: HtmlClient, db_session: Session, asa: User, sign_in: Any
    ) -> None:
        sign_in(client, asa)
        for values in ({}, {"purpose": "login"}, {"purpose": "sign", "bound_to": "kort"}):
            assert client.post(f"{TWO_STEPS}/fraga", data=values).status_code == 400

    def test_somebody_elses_passkey_is_not_there(
        self, db_session: Session, actor: Actor, passkey: Authenticator
    ) -> None:
        found = db_session.scalars(select(Passkey)).one()
        other = factory.create_login(db_session, factory.create_person(db_session, "Bo Berg"))
        with pytest.raises(NotFound):
            services.own_passkey(db_session, factory.actor_for(other), found.id)

    def test_a_code_without_an_app_that_waits_is_not_there(
        self, db_session: Session, actor: Actor
    ) -> None:
        with pytest.raises(NotFound):
            services.confirm_totp(db_session, actor=actor, code="123456")


class TestLoggingIn:
    SECOND = "/logga-in/andra-steget"

    def test_who_has_a_second_factor_is_asked_for_it(
        self, client: HtmlClient, db_session: Session, asa: User
    ) -> None:
        enrol(db_session, asa)
        asked = client.post(
            "/logga-in?next=/mitt-konto",
            data={"email": asa.email, "password": factory.PASSWORD},
        )
        assert asked.location == f"{self.SECOND}?next=/mitt-konto"
        assert client.get("/mitt-konto").status_code == 303  # no session yet
        page = client.get(asked.location)
        assert page.heading == "Bekräfta att det är du"
        wrong = client.post(asked.location, data={"code": "000000"})
        assert wrong.status_code == 422
        done = client.post(asked.location, data={"code": code_for(db_session, asa)})
        assert done.location == "/mitt-konto"
        assert client.get("/mitt-konto").status_code == 200
        assert client.get(self.SECOND).location == "/logga-in"

    def test_a_passkey_or_a_recovery_code_does_too(
        self, client: HtmlClient, db_session: Session, asa: User, passkey: Authenticator
    ) -> None:
        log_in(client)
        assert "Använd passnyckeln" in client.get(self.SECOND).words
        question = client.post(f"{self.SECOND}/fraga")
        answer = {"assertion": passkey.get(question.text)}
        assert client.post(self.SECOND, data=answer).status_code == 303
        client.post("/logga-ut")
        spare = codes.new_recovery_codes(db_session, asa.id)[0]
        log_in(client)
        assert client.post(self.SECOND, data={"code": spare.upper()}).status_code == 303
        client.post("/logga-ut")
        log_in(client)
        assert client.post(self.SECOND, data={"code": spare}).status_code == 422
        told = db_session.scalars(select(AuditEntry.action)).all()
        assert told.count("accounts.recovery_code") == 1

    def test_wrong_codes_are_counted_with_wrong_passwords(
        self, client: HtmlClient, db_session: Session, asa: User
    ) -> None:
        enrol(db_session, asa)
        log_in(client)
        for _ in range(5):
            assert client.post(self.SECOND, data={"code": "000000"}).status_code == 422
        right = {"code": code_for(db_session, asa)}
        assert client.post(self.SECOND, data=right).status_code == 429
        assert log_in(client).status_code == 429

    def test_the_second_step_waits_ten_minutes(
        self, client: HtmlClient, db_session: Session, asa: User, clock: Clock
    ) -> None:
        enrol(db_session, asa)
        log_in(client)
        clock.move(minutes=10)
        late = client.post(self.SECOND, data={"code": code_for(db_session, asa)})
        assert late.location == "/logga-in"
        assert "Logga in från början igen." in client.get("/logga-in").words
        refused(
            "accounts.pending_lapsed",
            lambda: services.begin_second_step(db_session, token="okänd"),
        )

    def test_an_invitation_does_not_go_round_the_second_step(
        self, client: HtmlClient, db_session: Session, asa: User
    ) -> None:
        enrol(db_session, asa)
        link = services.invite(
            db_session,
            actor=None,
            person_id=asa.person_id,
            email=asa.email,
            link_of=lambda token: f"/inbjudan/{token}",
            association_name="Klubba",
        )
        new = "åtta blå båtar gungar"
        chosen = client.post(link, data={"password": new, "again": new})
        assert chosen.location.startswith(self.SECOND)
        done = client.post(chosen.location, data={"code": code_for(db_session, asa)})
        assert done.status_code == 303

    def test_what_was_written_when_the_login_lapsed_follows_through_both_steps(
        self, client: HtmlClient, db_session: Session, asa: User, clock: Clock
    ) -> None:
        factory.create_seat(db_session, asa.person, Role.ADMINISTRATOR)
        enrol(db_session, asa)
        log_in(client)
        client.post(self.SECOND, data={"code": code_for(db_session, asa)})
        clock.move(hours=9)
        lapsed = client.post("/forbundet/personer/ny", data={"family_name": "Ek"})
        form = lapsed.form("/logga-in-igen") | {
            "again-email": asa.email,
            "again-password": factory.PASSWORD,
        }
        step = client.post("/logga-in-igen", data=form)
        assert step.heading == "Bekräfta att det är du"
        assert step.value("kept-family_name") == "Ek"
        wrong = client.post(
            "/logga-in-igen", data=step.form("/logga-in-igen") | {"second-code": "000000"}
        )
        assert wrong.status_code == 422
        code = code_for(db_session, asa)
        page = client.post(
            "/logga-in-igen", data=wrong.form("/logga-in-igen") | {"second-code": code}
        )
        assert page.heading == "Du är inloggad igen"
        assert page.value("family_name") == "Ek"

    def test_a_second_step_that_lapsed_while_writing_starts_from_the_password(
        self, client: HtmlClient, db_session: Session, asa: User, clock: Clock
    ) -> None:
        enrol(db_session, asa)
        values = {"again-email": asa.email, "again-password": factory.PASSWORD, "kept-x": "text"}
        step = client.post("/logga-in-igen", data=values | {"again-target": "/logga-ut"})
        clock.move(minutes=10)
        page = client.post("/logga-in-igen", data=step.form("/logga-in-igen"))
        assert page.heading == "Logga in igen"
        assert page.value("kept-x") == "text"

    def test_an_association_may_do_without_at_login(
        self, client: HtmlClient, db_session: Session, asa: User
    ) -> None:
        setting(db_session, "never")
        enrol(db_session, asa)
        assert log_in(client).location == "/oversikt"

    def test_an_association_may_demand_it_of_the_office(
        self, client: HtmlClient, db_session: Session, asa: User
    ) -> None:
        setting(db_session, "office")
        factory.create_seat(db_session, asa.person, Role.DIRECTOR)
        assert log_in(client).status_code == 303
        assert client.get("/forbundet/personer").location == TWO_STEPS
        assert "kräver tvåstegsinloggning" in client.get(TWO_STEPS).words
        client.post(f"{TWO_STEPS}/kodapp/ny", data={"password": factory.PASSWORD})
        plain = keeping.shown(db_session.scalars(select(Totp)).one().secret)
        code = codes.code_at(plain, code_counter(kernel_clock.now()))
        assert client.post(f"{TWO_STEPS}/kodapp", data={"code": code}).status_code == 200
        assert client.get("/forbundet/personer").status_code == 200

    def test_the_demand_on_the_office_does_not_meet_others(
        self, client: HtmlClient, db_session: Session, asa: User
    ) -> None:
        setting(db_session, "office")
        log_in(client)
        assert client.get("/mitt-konto").status_code == 200


def setting(session: Session, value: str) -> None:
    from app.association.models import Setting

    session.add(Setting(name="login_second_factor", value=value, changed_at=kernel_clock.now()))
    session.flush()


class TestTheOffice:
    def test_resets_somebody_and_the_person_is_told(
        self,
        client: HtmlClient,
        new_client: Callable[[], HtmlClient],
        db_session: Session,
        asa: User,
        sign_in: Any,
        outbox: Any,
    ) -> None:
        enrol(db_session, asa)
        theirs = new_client()
        sign_in(theirs, asa)
        sign_in(client, Role.DIRECTOR)
        own = f"/forbundet/personer/{asa.person_id}"
        assert "Återställ tvåstegsinloggningen" in client.get(own).words
        assert "har träffat" in client.get(f"{own}/aterstall-tvasteg").words
        assert client.post(f"{own}/aterstall-tvasteg").location == own
        assert not queries.has_second_factor(db_session, asa.id)
        assert theirs.get("/mitt-konto").status_code == 303
        assert outbox()[-1].heading == "Din tvåstegsinloggning är återställd"
        assert "återställde tvåstegsinloggningen" in client.get(own).words
        again = client.post(f"{own}/aterstall-tvasteg")
        assert "ingen tvåstegsinloggning att återställa" in again.words

    def test_resets_neither_its_own_nor_what_is_not_there(
        self, db_session: Session, asa: User
    ) -> None:
        enrol(db_session, asa)
        nobody = factory.create_person(db_session, "Bo Berg")
        for person_id, code in (
            (asa.person_id, "accounts.cannot_reset_own"),
            (nobody.id, "accounts.no_login"),
        ):
            with pytest.raises(DomainError) as error:
                services.reset_second_factor(
                    db_session,
                    actor=factory.actor_for(asa),
                    person_id=person_id,
                    association_name="Klubba",
                )
            assert error.value.code == code


def test_old_questions_and_waiting_logins_are_tidied_away(
    client: HtmlClient, db_session: Session, actor: Actor, passkey: Authenticator, clock: Clock
) -> None:
    services.begin_assertion(db_session, actor=actor, purpose=Purpose.MANAGE)
    log_in(client)
    clock.move(days=91)
    with db.committing(db_session):
        services.tidy(db_session)
    left = db_session.scalars(select(PasskeyChallenge.purpose)).all()
    assert left == [Purpose.REGISTER]  # what was answered stays
