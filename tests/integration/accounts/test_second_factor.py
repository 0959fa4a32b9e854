"""Authenticator apps, passkeys and recovery codes: added, asked for, bound, removed, reset."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts import services
from app.accounts.domain import Purpose, code_counter
from app.accounts.models import User
from app.accounts.services import codes, keeping
from app.kernel import clock as kernel_clock
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from tests.conftest import Clock
from tests.factories import people as factory
from tests.integration.accounts.conftest import add
from tests.support.authenticator import Authenticator
from tests.support.second_factor import SECRET, code_for, enrol

A, B = "a" * 64, "b" * 64  # of two documents


def confirm(session: Session, actor: Actor, **values: str) -> str:
    return services.confirm_strongly(
        session, actor=actor, **{"password": factory.PASSWORD, **values}
    )


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(DomainError) as error:
        call()
    assert error.value.code == code


class TestConfirmingStrongly:
    def test_without_a_second_factor_it_says_where_to_add_one(
        self, db_session: Session, actor: Actor
    ) -> None:
        refused("accounts.no_second_factor", lambda: confirm(db_session, actor))

    def test_a_password_and_a_code_do_and_a_code_does_once(
        self, db_session: Session, actor: Actor, asa: User, clock: Clock
    ) -> None:
        code = code_for(db_session, asa)
        assert confirm(db_session, actor, code=f"{code[:3]} {code[3:]}") == "password_totp"
        refused("accounts.code_used", lambda: confirm(db_session, actor, code=code))
        clock.move(seconds=30)
        refused("accounts.code_used", lambda: confirm(db_session, actor, code=code))
        clock.move(seconds=31)
        refused("accounts.wrong_code", lambda: confirm(db_session, actor, code=code))

    @pytest.mark.parametrize(
        ("seconds", "fits"), [(-60, False), (-30, True), (30, True), (60, False)]
    )
    def test_a_telephones_clock_may_be_half_a_minute_wrong(
        self, db_session: Session, actor: Actor, asa: User, seconds: int, fits: bool
    ) -> None:
        enrol(db_session, asa)
        shown = codes.code_at(SECRET, code_counter(kernel_clock.now()) + seconds // 30)
        if fits:
            assert confirm(db_session, actor, code=shown) == "password_totp"
        else:
            refused("accounts.wrong_code", lambda: confirm(db_session, actor, code=shown))

    def test_the_password_is_asked_for_too(
        self, db_session: Session, actor: Actor, asa: User
    ) -> None:
        code = code_for(db_session, asa)
        refused(
            "accounts.wrong_password", lambda: confirm(db_session, actor, password="fel", code=code)
        )
        refused("accounts.code_missing", lambda: confirm(db_session, actor))

    def test_five_wrong_codes_close_the_door_as_wrong_passwords_do(
        self, db_session: Session, actor: Actor, asa: User
    ) -> None:
        enrol(db_session, asa)
        for _ in range(5):
            refused("accounts.wrong_code", lambda: confirm(db_session, actor, code="000000"))
        code = code_for(db_session, asa)
        refused("accounts.too_many_failures", lambda: confirm(db_session, actor, code=code))

    def test_a_recovery_code_signs_nothing(
        self, db_session: Session, actor: Actor, asa: User
    ) -> None:
        enrol(db_session, asa)
        spare = codes.new_recovery_codes(db_session, asa.id)[0]
        refused("accounts.recovery_only_login", lambda: confirm(db_session, actor, code=spare))

    def test_a_new_secret_key_makes_the_app_unreadable_and_says_what_to_do(
        self, db_session: Session, actor: Actor, asa: User
    ) -> None:
        totp = enrol(db_session, asa)
        totp.secret = keeping._box("en annan hemlighet").encrypt(SECRET.encode()).decode()
        refused("accounts.factor_unreadable", lambda: confirm(db_session, actor, code="123456"))

    def test_an_app_that_has_shown_no_code_yet_does_not_count(
        self, db_session: Session, actor: Actor, asa: User, passkey: Authenticator
    ) -> None:
        enrol(db_session, asa).confirmed_at = None
        db_session.flush()
        code = codes.code_at(SECRET, code_counter(kernel_clock.now()))
        refused("accounts.wrong_code", lambda: confirm(db_session, actor, code=code))


class TestPasskeys:
    def sign(
        self, session: Session, actor: Actor, passkey: Authenticator, bound_to: str = A
    ) -> str:
        return passkey.get(
            services.begin_assertion(session, actor=actor, purpose=Purpose.SIGN, bound_to=bound_to)
        )

    def test_rule_att_an_answer_for_one_document_is_of_no_use_for_another(
        self, db_session: Session, actor: Actor, passkey: Authenticator
    ) -> None:
        answer = self.sign(db_session, actor, passkey, A)
        refused(
            "accounts.passkey_lapsed",
            lambda: confirm(db_session, actor, assertion=answer, bound_to=B),
        )
        assert confirm(db_session, actor, assertion=answer, bound_to=A) == "password_passkey"

    def test_an_answer_is_used_once_and_within_five_minutes(
        self, db_session: Session, actor: Actor, passkey: Authenticator, clock: Clock
    ) -> None:
        answer = self.sign(db_session, actor, passkey)
        assert confirm(db_session, actor, assertion=answer, bound_to=A)
        again = lambda: confirm(db_session, actor, assertion=answer, bound_to=A)  # noqa: E731
        refused("accounts.passkey_lapsed", again)
        late = self.sign(db_session, actor, passkey)
        clock.move(minutes=5)
        refused(
            "accounts.passkey_lapsed",
            lambda: confirm(db_session, actor, assertion=late, bound_to=A),
        )

    def test_an_answer_to_something_else_signs_nothing(
        self, db_session: Session, actor: Actor, passkey: Authenticator
    ) -> None:
        options = services.begin_assertion(db_session, actor=actor, purpose=Purpose.MANAGE)
        answer = passkey.get(options)
        refused("accounts.passkey_lapsed", lambda: confirm(db_session, actor, assertion=answer))

    def test_another_key_and_another_site_are_refused(
        self, db_session: Session, actor: Actor, passkey: Authenticator
    ) -> None:
        held = passkey.credential_id
        for stranger in (
            Authenticator(passkey.origin, passkey.host, credential_id=held),
            Authenticator(
                "https://annan.example", "annan.example", passkey.key, passkey.credential_id
            ),
            Authenticator(passkey.origin, passkey.host),
        ):
            answer = self.sign(db_session, actor, stranger)
            refused(
                "accounts.wrong_passkey",
                lambda answer=answer: confirm(db_session, actor, assertion=answer, bound_to=A),
            )

    def test_a_copied_key_whose_counter_goes_back_is_refused(
        self, db_session: Session, actor: Actor, passkey: Authenticator
    ) -> None:
        passkey.used = 5
        first = self.sign(db_session, actor, passkey)
        assert confirm(db_session, actor, assertion=first, bound_to=A)
        passkey.used = 2
        copied = self.sign(db_session, actor, passkey)
        refused(
            "accounts.wrong_passkey",
            lambda: confirm(db_session, actor, assertion=copied, bound_to=A),
        )

    @pytest.mark.parametrize("text", ["", "[]", "{}", "inte json", '{"id": 1, "response": {}}'])
    def test_what_no_passkey_would_answer_is_refused(
        self, db_session: Session, actor: Actor, passkey: Authenticator, text: str
    ) -> None:
        expected = "accounts.wrong_passkey" if text else "accounts.code_missing"
        refused(expected, lambda: confirm(db_session, actor, assertion=text, bound_to=A))

    def test_an_answer_without_what_was_asked_is_refused(
        self, db_session: Session, actor: Actor, passkey: Authenticator
    ) -> None:
        answer = json.loads(self.sign(db_session, actor, passkey))
        del answer["response"]["clientDataJSON"]
        refused(
            "accounts.wrong_passkey",
            lambda: confirm(db_session, actor, assertion=json.dumps(answer), bound_to=A),
        )

    def test_without_a_passkey_nothing_is_asked(self, db_session: Session, actor: Actor) -> None:
        refused(
            "accounts.no_second_factor",
            lambda: services.begin_assertion(db_session, actor=actor, purpose=Purpose.MANAGE),
        )

    def test_a_passkey_needs_a_name_and_is_added_once(
        self, db_session: Session, actor: Actor, passkey: Authenticator
    ) -> None:
        refused("accounts.passkey_unnamed", lambda: add(db_session, actor, passkey, " "))
        refused("accounts.passkey_taken", lambda: add(db_session, actor, passkey))
        broken = Authenticator("https://annan.example", "annan.example")
        refused("accounts.wrong_passkey", lambda: add(db_session, actor, broken))

    def test_the_database_refuses_a_signing_question_about_nothing(
        self, db_session: Session, actor: Actor, passkey: Authenticator
    ) -> None:
        with pytest.raises(IntegrityError):
            services.begin_assertion(db_session, actor=actor, purpose=Purpose.SIGN)
        db_session.rollback()
