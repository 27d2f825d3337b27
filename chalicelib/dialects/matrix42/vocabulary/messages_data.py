"""What refusals of reading and writing data say (specification, 4, 6 and 7)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.vocabulary.messages import Text

TOO_MANY_TO_SORT: Final = Text(
    500,
    "More than {limit} rows would have to be sorted. Ask for fewer, or sort by TimeStamp or CreatedDate alone.",
    "Mehr als {limit} Zeilen müssten sortiert werden. Fragen Sie weniger ab, oder sortieren Sie nur nach TimeStamp oder "
    "CreatedDate.",
    "Plus de {limit} lignes devraient être triées. Demandez-en moins, ou triez par TimeStamp ou CreatedDate seul.",
)
