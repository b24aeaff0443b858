import unicodedata

import pytest

from ui.serve.door.passwords import LONGEST, hashed, is_hash, is_password


@pytest.mark.parametrize("password", ["x", "with: colon", "pâss", "ends in a space ", "p" * LONGEST])
def test_what_is_stored_tells_the_password_from_others(password: str) -> None:
    stored = hashed(password)
    assert is_hash(stored)
    assert is_password(stored, password)
    assert not is_password(stored, f"{password}x"[-LONGEST:])
    assert password not in stored or password == "x"


def test_the_same_password_is_stored_in_another_way_each_time() -> None:
    assert hashed("one") != hashed("one")


def test_keyboards_that_compose_letters_in_another_way_type_the_same_password() -> None:
    assert is_password(hashed(unicodedata.normalize("NFC", "pâss")), unicodedata.normalize("NFD", "pâss"))


@pytest.mark.parametrize("password", ["p" * (LONGEST + 1), "\ud800", ""])
def test_what_nobody_can_have_typed_is_wrong(password: str) -> None:
    assert not is_password(hashed("p"), password)


@pytest.mark.parametrize("text", ["", "s3cret", "$argon2id$", "$argon2id$v=19$m=65536,t=3,p=4$x", "$argon2i$v=19$m=8"])
def test_a_password_as_it_is_typed_is_no_hash(text: str) -> None:
    assert not is_hash(text)
    assert not is_password(text, text)
