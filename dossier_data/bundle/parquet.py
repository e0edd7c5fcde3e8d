"""The tables of a bundle as Parquet, with their types."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from .parts import Packed


def parquet_files(packed: Packed) -> dict[str, bytes]:
    """Give each table and the passages as Parquet."""
    return {f"parquet/{name}.parquet": _file(frame) for name, frame in packed.sheets.items()}


def _file(frame: pd.DataFrame) -> bytes:
    """The same bytes whether pandas holds its strings with Arrow or, as on the server, without."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    fields = [pa.field(one.name, _type(one.type)) for one in table.schema]
    held = table.schema.metadata[b"pandas"].replace(
        b'"pandas_type": "object", "numpy_type": "str"', b'"pandas_type": "unicode", "numpy_type": "str"'
    )
    out = io.BytesIO()
    parquet.write_table(table.cast(pa.schema(fields, {b"pandas": held})), out)
    return out.getvalue()


def _type(given: pa.DataType) -> pa.DataType:
    if pa.types.is_timestamp(given):
        return pa.date32()
    words = pa.types.is_large_string(given) or pa.types.is_string_view(given) or pa.types.is_null(given)
    return pa.string() if words else given
