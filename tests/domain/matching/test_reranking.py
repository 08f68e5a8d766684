"""What people wrote puts candidates in a new order; the model that reads it is asked nothing of the network."""

import socket

import numpy as np
import pytest

from alongside.domain.matching.reranking import rerank
from alongside.embedding import embed

MENTORS = [
    "I lead radiotherapy physics and look after linear accelerators.",
    "I have taught student nurses on wards for ten years and examine their practice.",
    "",
    "Statistics for trials; I review papers for two journals.",
]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("The model asked for the network.")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)


@pytest.mark.usefixtures("no_network")
def test_mentors_who_write_of_the_same_things_come_first() -> None:
    mentees = ["I want to become a better teacher of nursing students.", "Getting my first paper published"]
    found = np.array([[0, 2, 3, 1], [0, 1, 2, 3]], dtype=np.int32)
    scores = np.full((2, 4), 10, dtype=np.int32)
    order, totals = rerank(found, scores, embed(mentees), embed(MENTORS), weight=100, most=2)
    assert order[:, 0].tolist() == [1, 3]
    assert order.shape == totals.shape == (2, 2)
    assert (totals[:, 0] > totals[:, 1]).all()


def test_rows_are_of_length_one_and_empty_texts_of_none() -> None:
    rows = embed(["A text", " ", "Another text, somewhat longer."])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 1], abs=1e-5)
    assert embed([]).shape == (0, rows.shape[1])


def by_hand(
    found: np.ndarray, scores: np.ndarray, mine: np.ndarray, theirs: np.ndarray
) -> list[list[tuple[int, int]]]:
    best = []
    for mentee in range(len(found)):
        rows = [
            (int(score) + int(max(float(np.dot(mine[mentee], theirs[mentor])), 0) * 50 + 0.5), int(mentor))
            for mentor, score in zip(found[mentee], scores[mentee], strict=True)
            if mentor >= 0
        ]
        best.append(sorted(rows, key=lambda row: -row[0]))
    return best


def unit(draw: np.random.Generator, rows: int) -> np.ndarray:
    vectors = draw.normal(size=(rows, 8)).astype(np.float32)
    made: np.ndarray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return made


def test_the_order_is_that_of_adding_by_hand() -> None:
    draw = np.random.default_rng(3)
    found = np.stack([draw.permutation(30)[:12] for _ in range(9)]).astype(np.int32)
    scores = -np.sort(-draw.integers(0, 40, found.shape), axis=1).astype(np.int32)
    found[4, 7:], scores[4, 7:] = -1, -1
    mine, theirs = unit(draw, 9), unit(draw, 30)
    order, totals = rerank(found, scores, mine, theirs, weight=50, most=12)
    for mentee, expected in enumerate(by_hand(found, scores, mine, theirs)):
        there = order[mentee] >= 0
        assert list(zip(totals[mentee, there], order[mentee, there], strict=True)) == expected


def test_without_weight_nothing_changes() -> None:
    found = np.array([[5, 2, -1]], dtype=np.int32)
    scores = np.array([[7, 7, -1]], dtype=np.int32)
    vectors = unit(np.random.default_rng(1), 6)
    order, totals = rerank(found, scores, vectors[:1], vectors, weight=0, most=3)
    assert (order.tolist(), totals.tolist()) == (found.tolist(), scores.tolist())
