"""Names in order, passwords that are hard to guess, addresses that stay on the site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.domain import (
    device_words,
    fold_email,
    hash_token,
    local_target,
    password_weakness,
    sort_key,
)

SWEDISH = "abcdefghijklmnopqrstuvwxyzåäö"


def test_names_sort_by_the_swedish_alphabet() -> None:
    names = ["Zetterlund", "Åberg", "Ärlig", "Öberg", "Andersson", "Wahl", "Vahl", "Vass", "Wass"]
    assert sorted(names, key=sort_key) == [
        "Andersson", "Vahl", "Vass", "Wahl", "Wass", "Zetterlund", "Åberg", "Ärlig", "Öberg",
    ]  # fmt: skip


@given(st.text(SWEDISH, min_size=1), st.text(SWEDISH, min_size=1))
def test_keys_compare_as_the_letters_of_the_alphabet_do(one: str, other: str) -> None:
    places = [[SWEDISH.index(letter) for letter in name] for name in (one, other)]
    assert (sort_key(one) < sort_key(other)) == (places[0] < places[1])


@given(st.text())
def test_keys_hold_only_signs_that_every_database_sorts_alike(name: str) -> None:
    assert set(sort_key(name, name)) <= set("0123456789abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    ("one", "like"),
    [
        ("LINDÉN", "linden"),
        ("Müller", "Myller"),
        ("Sørensen", "Sörensen"),
        ("Strauß", "Strauss"),
        ("Lindgren  Tuoma", "lindgren-tuoma"),
        ("A\u030aberg", "Åberg"),
        ("O'Neill", "ONeill"),
    ],
)
def test_letters_from_elsewhere_sort_as_the_nearest_swedish_ones(one: str, like: str) -> None:
    assert sort_key(one) == sort_key(like)


def test_the_given_name_decides_between_namesakes_and_a_shorter_family_name_comes_first() -> None:
    names = [("Berg", "Ture"), ("Bergman", "Ada"), ("Berg", "Ada"), ("Berg 2", "Ada")]
    assert sorted(names, key=lambda n: sort_key(*n)) == [
        ("Berg", "Ada"), ("Berg", "Ture"), ("Berg 2", "Ada"), ("Bergman", "Ada"),
    ]  # fmt: skip


def test_addresses_are_compared_in_lower_case_without_spaces() -> None:
    assert fold_email("  Asa@Exempel.SE ") == "asa@exempel.se"


def test_a_token_is_stored_as_its_sha256_only() -> None:
    assert len(hash_token("hemlig")) == 64
    assert hash_token("hemlig") != hash_token("hemligt")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("kort", "accounts.password_short"),
        ("elva tecken", "accounts.password_short"),
        ("aaaaaaaaaaaaaaaa", "accounts.password_common"),
        ("1234567890123", "accounts.password_common"),
        ("Sommar2016!!!", "accounts.password_common"),
        ("lösenord12345", "accounts.password_common"),
        ("sommarsommar", "accounts.password_common"),
        ("p4ssw0rd2017!", "accounts.password_common"),
        ("Samordningsförbundet", "accounts.password_common"),
        ("åsa har katter", None),
        ("Öberg har katter", "accounts.password_own_name"),
        ("min asa.oberg hund", "accounts.password_own_name"),
        ("tre gröna tunnor ljung", None),
    ],
)
def test_a_password_that_is_easy_to_guess_is_named_as_such(password: str, code: str | None) -> None:
    assert password_weakness(password, ("Åsa", "Öberg", "asa.oberg@exempel.se")) == code


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("/sammantraden/1?visa=allt", "/sammantraden/1?visa=allt"),
        (None, "/hem"),
        ("", "/hem"),
        ("https://annan.example/", "/hem"),
        ("//annan.example/", "/hem"),
        ("/\\annan.example/", "/hem"),
        ("/a\\b", "/hem"),
        ("/a\nb", "/hem"),
        ("sammantraden", "/hem"),
        ("/x:y", "/x:y"),
    ],
)
def test_only_addresses_within_the_site_are_gone_to(text: str | None, target: str) -> None:
    assert local_target(text, "/hem") == target


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko Firefox/128.0", "Firefox på Windows"),
        ("Mozilla/5.0 (iPad; CPU OS 17) AppleWebKit Version/17 Safari/604", "Safari på Ipad"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge på Windows"),
        ("curl/8", "Okänd webbläsare"),
    ],
)
def test_a_browser_is_told_in_words_that_its_owner_knows(agent: str, words: str) -> None:
    assert device_words(agent) == words
