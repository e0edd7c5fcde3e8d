"""How the server loads: pandas without pyarrow, which others may import meanwhile."""

from __future__ import annotations

import subprocess
import sys

import pytest

MEANWHILE = """
import sys, threading, time
from dossier_data.server import warm
thread = threading.Thread(target=warm.load_pandas)
thread.start()
while "pandas" not in sys.modules:
    time.sleep(0.001)
import pyarrow
assert thread.is_alive()
thread.join()
assert pyarrow.array([1]).to_pandas().tolist() == [1]
"""
ALONE = """
import sys
from dossier_data.server import warm
warm.load_pandas()
assert "pandas" in sys.modules and "pyarrow" not in sys.modules
import pyarrow
assert not any("NoPyarrow" in repr(finder) for finder in sys.meta_path)
"""


@pytest.mark.parametrize("script", [MEANWHILE, ALONE], ids=["meanwhile", "alone"])
def test_pandas_comes_without_pyarrow_and_takes_it_from_nobody(script: str) -> None:
    """A None in ``sys.modules`` took it from every thread, as long as pandas was loading."""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
