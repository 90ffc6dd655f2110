"""Full-text tables: one for each kind of record, contentless, over character grams made by the program.

``rowid`` is the record's id. ``name`` holds what a record is called, ``keys`` pinyin, digits and codes,
``body`` everything else. They are kept by the unit of work and can be rebuilt at any time.
"""

from __future__ import annotations

import string
from collections.abc import Iterator

SEARCHED = ("customer", "deal", "sales_order", "follow_up", "activity", "product")
"""Tables that have an index, in the order in which results are grouped."""

_SIGNS = string.punctuation.replace("'", "''''").replace('"', '""')
TOKENIZER = f"ascii tokenchars '{_SIGNS}'"
"""Tokens are parted by blanks alone, and written in small letters already: the engine need not look up every
character's class, which would take a third of the time of writing them.
"""


def search_table(table: str) -> str:
    return f"search_{table}"


def search_sql() -> Iterator[str]:
    """The statements that make the (empty) search tables.

    One letter or digit is the beginning of thousands of grams: ``prefix`` keeps an index for it, else the first key
    of a search would take a quarter of a second in a big shop.
    """
    for table in SEARCHED:
        yield (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {search_table(table)} USING fts5(name, keys, body, "
            f"content='', contentless_delete=1, prefix='1', tokenize=\"{TOKENIZER}\")"
        )
