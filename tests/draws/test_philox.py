"""The generator gives the words that its authors published.

Source of the known answers: Random123, tests/kat_vectors, rows philox4x32 10.
"""

import numpy as np
import pytest

from hinge.draws.philox import philox
from plain import plain

PLAIN = plain("hinge.draws.philox").philox
ONES = 0xFFFFFFFF
PUBLISHED = {
    "zeros": (
        (0, 0, 0, 0),
        (0, 0),
        (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8),
    ),
    "ones": (
        (ONES, ONES, ONES, ONES),
        (ONES, ONES),
        (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
    ),
    "digits of pi": (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
}


@pytest.mark.parametrize("form", [philox, PLAIN], ids=["as used", "plain"])
@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_words_come_out(form, name: str) -> None:
    counter, key, words = PUBLISHED[name]
    found = form(*(np.uint64(word) for word in (*counter, *key)))
    assert tuple(int(word) for word in found) == words


def test_one_bit_of_the_counter_changes_about_half_of_the_bits() -> None:
    zero = np.uint64(0)
    first = PLAIN(zero, zero, zero, zero, zero, zero)
    changed = 0
    for bit in range(32):
        words = PLAIN(np.uint64(1 << bit), zero, zero, zero, zero, zero)
        changed += sum(int(a ^ b).bit_count() for a, b in zip(first, words, strict=True))
    # 32 x 128 bits, each changed with chance 1/2: mean 2048, standard deviation 32.
    assert abs(changed - 2048) < 5 * 32
