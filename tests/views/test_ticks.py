"""Ticks on rows: whatever is done, they are those that a plain set of ids would have."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.views.qtmodels.ticks import Chosen, Ticks

ROWS = 12
ACTS = st.one_of(
    st.tuples(st.just("put"), st.integers(0, ROWS - 1), st.booleans()),
    st.tuples(st.just("all"), st.just(0), st.booleans()),
    st.tuples(st.just("span"), st.integers(0, ROWS - 1), st.lists(st.integers(0, ROWS - 1), min_size=1, max_size=4)),
    st.tuples(st.just("look"), st.just(0), st.booleans()),
    st.tuples(st.just("settle"), st.just(0), st.booleans()),
)


class Plain:
    """The same with nothing but a set; a span begins anew whenever anything else was done."""

    def __init__(self, ids: array[int]) -> None:
        self.ids, self.ticked = ids, set[int]()
        self.base: set[int] | None = None
        self.anchor = -1

    def put(self, record_id: int, on: bool) -> None:
        self.base = None
        self.ticked = self.ticked | {record_id} if on else self.ticked - {record_id}

    def put_all(self, on: bool) -> None:
        self.base = None
        self.ticked = set(self.ids) if on else set()

    def span(self, anchor: int, row: int) -> None:
        if self.base is None or self.anchor != anchor:
            self.base, self.anchor = set(self.ticked), anchor
        low, high = min(anchor, row), max(anchor, row)
        self.ticked = self.base | set(self.ids[low : high + 1])


@given(st.lists(ACTS, max_size=12))
def test_ticks_are_those_of_a_plain_set(acts: list[tuple[str, int, object]]) -> None:
    ids = array("q", (100 + 7 * row % 97 for row in range(ROWS)))
    ticks, plain = Ticks(), Plain(ids)
    for name, at, more in acts:
        if name == "put":
            ticks.put(ids[at], bool(more))
            plain.put(ids[at], bool(more))
        elif name == "all":
            ticks.put_all(bool(more))
            plain.put_all(bool(more))
        elif name == "span":
            assert isinstance(more, list)
            for row in more:
                first, last = ticks.span(ids, at, row)
                before = set(plain.ticked)
                plain.span(at, row)
                changed = {row for row, one in enumerate(ids) if (one in before) != (one in plain.ticked)}
                assert all(first <= row <= last for row in changed), "every row that looks different is painted"
        elif name == "settle":
            ticks.settle()
            plain.base = None
        assert [ticks.has(one, row) for row, one in enumerate(ids)] == [one in plain.ticked for one in ids]
        assert ticks.count(ROWS) == len(plain.ticked)
        assert set(ticks.chosen().of(ids)) == plain.ticked
        assert ticks.any() == bool(plain.ticked) or ticks.count(ROWS) == 0


def test_what_is_gone_is_forgotten() -> None:
    ticks = Ticks()
    for one in (1, 2, 3):
        ticks.put(one, True)
    assert ticks.keep_only([2, 3, 4])
    assert not ticks.keep_only([2, 3, 4])
    assert ticks.chosen() == Chosen(frozenset({2, 3}))


def test_everything_but_some_in_the_order_of_the_list() -> None:
    assert list(Chosen(frozenset({2}), everything=True).of(array("q", (3, 2, 1)))) == [3, 1]
