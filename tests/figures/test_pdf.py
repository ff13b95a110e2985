"""A PDF in one order: what is reached first comes first, nothing is lost, offsets hold."""

import re

import pytest

from hinge.figures.pdf import in_order


def document(numbers: dict[str, int], fonts: list[str]) -> bytes:
    """A small document whose objects have these numbers and whose fonts stand in this order."""
    n = numbers
    lines = "\n".join(f"    /{font} {n[font]} 0 R" for font in fonts)
    bodies = {
        "root": f"<<\n  /Type /Catalog\n  /Pages {n['page']} 0 R\n>>",
        "page": f"<<\n  /Font <<\n{lines}\n  >>\n  /Contents {n['text']} 0 R\n>>",
        "text": "<<\n  /Length 9\n>>\nstream\n/f1 7 0 R\nendstream",
        "f0": "<<\n  /BaseFont /Serif\n>>",
        "f1": "<<\n  /BaseFont /Sans\n>>",
    }
    out, offsets = b"%PDF-1.7\n%\x80\x80\n\n", {}
    for name in sorted(bodies, key=lambda one: n[one]):
        offsets[n[name]] = len(out)
        out += f"{n[name]} 0 obj\n{bodies[name]}\nendobj\n\n".encode()
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f\r\n".encode()
    out += b"".join(b"%010d 00000 n\r\n" % offsets[number] for number in sorted(offsets))
    return out + f"trailer\n<<\n  /Root {n['root']} 0 R\n>>\nstartxref\n{start}\n%%EOF".encode()


ONE = document({"root": 3, "page": 4, "text": 5, "f0": 1, "f1": 2}, ["f0", "f1"])
OTHER = document({"root": 5, "page": 1, "text": 2, "f0": 4, "f1": 3}, ["f1", "f0"])


def test_documents_that_differ_only_in_their_order_become_the_same_bytes() -> None:
    assert ONE != OTHER
    assert in_order(ONE) == in_order(OTHER)


def test_what_is_in_order_stays_as_it_is() -> None:
    assert in_order(in_order(ONE)) == in_order(ONE)


def test_offsets_point_at_their_objects_and_streams_are_left_alone() -> None:
    found = in_order(OTHER)
    start = int(re.search(rb"startxref\n(\d+)", found)[1])  # type: ignore[index]
    offsets = re.findall(rb"(\d{10}) 00000 n", found[start:])
    assert len(offsets) == 5
    for number, offset in enumerate(offsets, start=1):
        assert found[int(offset) :].startswith(b"%d 0 obj\n" % number)
    assert b"/f1 7 0 R" in found  # words inside a stream are no references


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no plain table"):
        in_order(b"%PDF-1.7\nstartxref\n3\n%%EOF")
