"""The cipher: nothing altered, cut, moved or sealed under another key opens."""

import pytest

from alongside.vault.ciphers import PAD_TO, SealBroken, new_key, open_bytes, seal_bytes

KEY = new_key()
PLACE = "note:here"


@pytest.mark.parametrize("text", [b"", b"a", b"x" * 251, b"x" * 252, b"x" * 253, "Zoë 李 👩‍⚕️".encode() * 300])
def test_what_was_sealed_opens(text: bytes) -> None:
    assert open_bytes(KEY, seal_bytes(KEY, text, PLACE), PLACE) == text


def test_every_single_bit_counts() -> None:
    blob = seal_bytes(KEY, b"What we said.", PLACE)
    opened = []
    for bit in range(len(blob) * 8):
        altered = bytearray(blob)
        altered[bit // 8] ^= 1 << bit % 8
        try:
            open_bytes(KEY, bytes(altered), PLACE)
            opened.append(bit)
        except SealBroken:
            pass
    assert (opened, len(blob) * 8 > 2000) == ([], True)


def test_a_text_cut_anywhere_does_not_open() -> None:
    blob = seal_bytes(KEY, b"What we said.", PLACE)
    for length in range(len(blob)):
        with pytest.raises(SealBroken):
            open_bytes(KEY, blob[:length], PLACE)


def test_a_text_with_something_added_does_not_open() -> None:
    with pytest.raises(SealBroken):
        open_bytes(KEY, seal_bytes(KEY, b"What we said.", PLACE) + b"\0", PLACE)


@pytest.mark.parametrize("key, place", [(bytes(32), PLACE), (KEY, "note:elsewhere")], ids=["key", "place"])
def test_another_key_or_place_opens_nothing(key: bytes, place: str) -> None:
    with pytest.raises(SealBroken):
        open_bytes(key, seal_bytes(KEY, b"What we said.", PLACE), place)


def test_the_same_text_never_looks_the_same() -> None:
    assert len({seal_bytes(KEY, b"What we said.", PLACE) for _ in range(50)}) == 50


def test_the_size_tells_only_steps_of_256_bytes() -> None:
    sizes = {len(seal_bytes(KEY, b"x" * length, PLACE)) for length in range(PAD_TO * 2 - 4)}
    assert len(sizes) == 2
