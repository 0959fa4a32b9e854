"""Carrying out what was decided, and refusing what may not be (rules GDPR, O3)."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disclosure.domain import (
    Decision,
    Finding,
    Kind,
    Passage,
    Verdict,
    anchor,
    check_provision,
    check_publishable,
    check_verdict,
    check_words,
    explanation,
    findings,
    hides_more,
    highlighted,
    holding,
    last_day_default,
    mark_of,
    mask_word,
    masked,
    numbers_left,
    occurrences,
    plain,
    reasons_for_masks,
    snapshot_sha256,
    spans,
    texts,
    undecided,
    where,
)
from app.disclosure.domain.texts import signed_sentence
from app.kernel.errors import DomainError
from tests.unit.disclosure.data import background, frozen, paragraph, public

TEXT = "paragrafer.0.bakgrund.0.stycke"
OSL = "26 kap. 1 § OSL"


def mask(start, end, kind=Kind.TELEPHONE, path=TEXT, provision=""):
    key = f"{kind}:{path}:{start}-{end}"
    return Decision(key, kind, Verdict.MASK, Passage(path, start, end), provision)


def held(*decisions):
    return holding(decisions)


def code(act, *args, **values):
    with pytest.raises(DomainError) as refused:
        act(*args, **values)
    return refused.value.code, refused.value.field


def test_rule_gdpr_signatures_addresses_and_figures_are_left_out_of_what_is_shown():
    data = public(paragraph(bilagor=[{"nr": "1", "titel": "Karta", "text": "Bilaga 1, Karta"}]))

    assert set(frozen()) - set(data) == {
        "justeringens_plats_och_tid",
        "justeras_senast",
        "underskrifter",
        "signatarer",
        "anslag",
        "deltagande",
    }
    assert data["forbund"] == {"namn": "Förbundet"}
    assert data["justerat"] == ["Justerat av Bo Almqvist, ordförande, den 28 november 2016."]
    assert "text" not in data["beslutande"][0]
    assert data["paragrafer"][0]["bilagor"] == [{"text": "Bilaga 1, Karta"}]


def test_whoever_signed_a_part_of_the_minutes_is_told_with_it():
    told = signed_sentence("Eva Öberg", "ordförande", "§§ 57–63", "2016-11-28")

    assert told == "Justerat av Eva Öberg, ordförande (§§ 57–63), den 28 november 2016."


def test_rule_gdpr_what_is_new_in_the_frozen_data_is_not_shown_by_itself():
    data = public(paragraph(anteckning_om_person="Anna"), nytt="Anna")

    assert "Anna" not in json.dumps(data)


def test_a_passage_becomes_why_it_was_masked():
    data = public(background("Ring 070-123 45 67 i dag."))

    made = masked(data, held(mask(5, 18)))

    assert made["paragrafer"][0]["bakgrund"] == [{"stycke": "Ring [maskat: telefonnummer] i dag."}]
    assert data["paragrafer"][0]["bakgrund"] == [{"stycke": "Ring 070-123 45 67 i dag."}]


@pytest.mark.parametrize(
    ("decisions", "text"),
    [
        ([mask(0, 3), mask(1, 5)], "[maskat: telefonnummer]fghij"),
        ([mask(1, 3), mask(0, 5)], "[maskat: telefonnummer]fghij"),
        ([mask(0, 2), mask(2, 4)], "[maskat: telefonnummer][maskat: telefonnummer]efghij"),
        (
            [mask(2, 3), mask(6, 8, Kind.CONFIDENTIALITY, provision=OSL)],
            f"ab[maskat: telefonnummer]def[maskat: sekretess, {OSL}]ij",
        ),
    ],
)
def test_masks_that_overlap_become_one_and_others_stand_apart(decisions, text):
    made = masked(public(background("abcdefghij")), held(*decisions))

    assert made["paragrafer"][0]["bakgrund"][0]["stycke"] == text


def test_rule_o3_a_whole_paragraph_leaves_number_and_case():
    data = public(
        paragraph(57, narvaro=["Stängda dörrar."], beslut=["bevilja"], beslut_inledning="Beslut"),
        paragraph(58),
    )
    whole = Decision("k", Kind.CONFIDENTIALITY, Verdict.MASK, Passage("paragrafer.0"), OSL)

    one, other = masked(data, held(whole))["paragrafer"]

    word = f"[maskat: sekretess, {OSL}]"
    assert (one["nummer"], one["dnr"], one["rubrik"]) == ("§ 57", "2016/0044", word)
    assert [text for _, text in texts(one)] == [word, word]
    assert other == data["paragrafer"][1]


def test_the_latest_decision_holds_and_what_is_undone_is_undecided_again():
    data = public(background("Ring 070-123 45 67."))
    found = findings(data)
    first = Decision(found[0].key, Kind.TELEPHONE, Verdict.MASK, found[0].passage)
    stands = Decision(found[0].key, Kind.TELEPHONE, Verdict.STAND, found[0].passage, reason="Växel")
    undone = Decision(found[0].key, Kind.TELEPHONE, Verdict.UNDONE, found[0].passage)

    assert undecided(found, held()) == found
    assert held(first, stands) == {found[0].key: stands}
    assert masked(data, held(first, stands)) == data
    assert undecided(found, held(first, undone)) == found


def _finding(kind, text="070-123 45 67"):
    return Finding("k", kind, Passage(TEXT, 0, 3), "§ 57, Bakgrund", text=text)


def test_rule_gdpr_no_verdict_lets_a_personnummer_stand():
    finding = _finding(Kind.PERSONAL_NUMBER)

    assert code(check_verdict, finding, Verdict.STAND, reason="Ja") == (
        "disclosure.must_mask",
        None,
    )
    check_verdict(finding, Verdict.MASK)


def test_rule_gdpr_what_stands_has_a_reason_and_what_is_secret_a_provision_or_a_trial():
    telephone, secret = _finding(Kind.TELEPHONE), _finding(Kind.CONFIDENTIALITY, "")

    assert code(check_verdict, telephone, Verdict.STAND, reason=" ") == (
        "disclosure.no_reason",
        "reason",
    )
    assert code(check_verdict, secret, Verdict.STAND) == ("disclosure.no_trial", "reason")
    assert code(check_verdict, secret, Verdict.MASK, provision=" ") == (
        "disclosure.no_provision",
        "provision",
    )
    check_verdict(telephone, Verdict.STAND, reason="Kansliets växel")
    check_verdict(secret, Verdict.STAND, reason="Prövat: inget hemligt.")
    check_verdict(secret, Verdict.MASK, provision=OSL)
    check_provision(OSL)


def test_rule_gdpr_no_word_about_a_masking_tells_what_is_masked():
    assert code(check_words, "Storgatan", reason="på storgatan") == (
        "disclosure.holds_masked",
        "reason",
    )
    assert code(check_words, "", provision="811228-9874") == (
        "disclosure.holds_number",
        "provision",
    )
    check_words("", reason="vad som helst")


def test_a_passage_is_masked_everywhere_in_the_part_that_is_chosen():
    data = public(
        paragraph(57, bakgrund=[{"stycke": "Anna, Anna"}], beslut=["anställa Anna"]),
        background("Anna"),
        plats_och_tid="Hos Anna",
    )

    assert occurrences(data, place=0, part="bakgrund", text=" Anna ") == [
        Passage(TEXT, 0, 4),
        Passage(TEXT, 6, 10),
    ]
    assert len(occurrences(data, place=0, part="", text="Anna")) == 3
    assert occurrences(data, place=None, part="plats_och_tid", text="Anna") == [
        Passage("plats_och_tid", 4, 8)
    ]
    assert code(occurrences, data, place=1, part="beslut", text="Anna") == (
        "disclosure.not_there",
        "text",
    )
    assert code(occurrences, data, place=0, part="", text=" A ") == ("disclosure.too_short", "text")


def test_rule_gdpr_nothing_is_published_while_something_is_undecided_or_a_number_left():
    data = public(background(" ".join(["811228-9874"] * 7)))
    found = findings(data)
    every = {one.key: mask(one.passage.start, one.passage.end) for one in found}

    with pytest.raises(DomainError) as refused:
        check_publishable(data, found, {})
    assert refused.value.code == "disclosure.undecided"
    assert str(refused.value.details["left"]).endswith(" och 2 till.")
    with pytest.raises(DomainError) as few:
        check_publishable(data, found[:1], {})
    assert few.value.details["left"] == "avgör först personnummer i § 57, Bakgrund."
    with pytest.raises(DomainError) as left:
        check_publishable(data, found, every)
    assert left.value.details["places"] == "§ 57, Bakgrund"
    check_publishable(masked(data, every), found, every)


@given(
    st.lists(
        st.sampled_from(["811228-9874", "070-123 45 67", "a@b.example", "Anna", ", ", "\n", "å"]),
        max_size=12,
    )
)
def test_rule_gdpr_masking_all_that_is_found_leaves_nothing_to_find(words):
    data = public(background(" ".join(words)))
    every = {
        one.key: Decision(one.key, one.kind, Verdict.MASK, one.passage) for one in findings(data)
    }
    made = masked(data, every)

    assert numbers_left(made) == []
    assert not [text for _, text in texts(made) if spans(text)]


def test_every_reason_is_explained_once_in_words():
    word = mask_word(Kind.CONFIDENTIALITY, OSL)
    data = public(background(f"{mask_word(Kind.EMAIL)} {mask_word(Kind.TELEPHONE)} {word} {word}"))

    mail, telephone, secret = reasons_for_masks(data)

    assert mail.startswith("E-postadresser")
    assert telephone.startswith("Telefonnummer")
    assert secret == f"Uppgiften omfattas av sekretess ({OSL})."
    assert explanation("sekretess") == "Sekretess."
    assert mask_word(Kind.CONFIDENTIALITY, " [1] ") == "[maskat: sekretess, 1]"


def test_an_earlier_version_that_shows_what_is_masked_now_is_known():
    shown = public(background("Anna bor här."))
    hidden = masked(shown, held(mask(0, 4, Kind.PERSONAL_DATA)))
    corrected = masked(shown, held())
    corrected["paragrafer"][0]["rattelser"] = ["Rättelse: [maskat: personuppgift]"]

    assert hides_more(shown, hidden)
    assert not hides_more(hidden, shown)
    assert not hides_more(hidden, hidden)
    assert not hides_more(shown, corrected)
    whole = Decision("k", Kind.CONFIDENTIALITY, Verdict.MASK, Passage("paragrafer.0"), OSL)
    assert hides_more(public(paragraph()), masked(public(paragraph()), held(whole)))


def test_a_snapshot_has_one_hash_whatever_the_order_of_its_keys():
    data = public()
    turned = dict(reversed(data.items()))

    assert snapshot_sha256(data) == snapshot_sha256(turned)
    assert snapshot_sha256(data) != snapshot_sha256(public(background("Annat.")))
    assert len(mark_of("k")) == 12


def test_places_are_told_in_words_and_have_an_anchor():
    data = public(paragraph(63, nummer="§ 63/2026"))

    assert where(data, "paragrafer.0") == "§ 63/2026"
    assert where(data, "paragrafer.0.forslag_inledning") == "§ 63/2026, Förslag"
    assert where(data, "forbund.namn") == "Första sidan, Sidhuvud"
    assert anchor("§ 63/2026") == "p-63-2026"
    assert anchor("Nvsf 88") == "p-Nvsf-88"
    assert plain(data["paragrafer"][0]) == "Ansökan om medel"
    told = paragraph(beslut_inledning="Förbundet beslutar", beslut=["bevilja 90 000 kr"])
    assert plain(public(told)["paragrafer"][0]) == "Ansökan om medel\nbevilja 90 000 kr"


@pytest.mark.parametrize(
    ("published", "months", "last"),
    [
        (date(2016, 11, 21), 60, date(2021, 11, 21)),
        (date(2016, 8, 31), 6, date(2017, 2, 28)),
        (date(2016, 12, 31), 2, date(2017, 2, 28)),
        (date(2019, 12, 31), 2, date(2020, 2, 29)),
        (date(2016, 11, 21), 0, None),
    ],
)
def test_publication_ends_on_the_same_day_so_many_months_later(published, months, last):
    assert last_day_default(published, months) == last


def test_what_was_searched_for_is_marked_in_the_words_around_it():
    text = " ".join(["ord"] * 60) + " Återgång i arbete, återgång " + " ".join(["slut"] * 60)

    pieces = highlighted(text, "återgång")

    assert [piece.text for piece in pieces if piece.hit] == ["Återgång", "återgång"]
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert len("".join(piece.text for piece in pieces)) < 320
    assert "".join(piece.text for piece in highlighted("Kort text", "saknas")) == "Kort text"
    assert highlighted("", "x") == []
    assert [p.text for p in highlighted("a b", " ")] == ["a b"]


@given(st.text(max_size=400), st.text(min_size=1, max_size=10))
def test_a_highlight_is_a_part_of_the_text(text, wanted):
    shown = "".join(piece.text for piece in highlighted(text, wanted)).strip("… ")

    assert shown in " ".join(text.split())
