"""An id has one number for ever: on every machine, in every version."""

from hinge.draws.ids import entity_hash


def test_the_number_of_an_id_is_the_start_of_its_sha_256() -> None:
    # The SHA-256 of nothing begins with e3b0c442, that of "abc" with ba7816bf (FIPS 180).
    assert entity_hash("") == 0xE3B0C442
    assert entity_hash("abc") == 0xBA7816BF


def test_letters_beyond_ascii_count_as_utf_8() -> None:
    assert entity_hash("é") == entity_hash(b"\xc3\xa9".decode())
    assert entity_hash("é") != entity_hash("e")
