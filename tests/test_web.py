"""The guard in front of the dashboard, against a freshly started server with a tiny app behind it."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import brotli
import httpx
import pytest
import streamlit
from playwright.sync_api import Browser, Page, Playwright
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dossier_data.server import static_files, web
from tests.browser import FLAGS, find_chromium
from tests.server import ROOT, running

APP = """
import streamlit as st
from dossier_data.server import web

def home():
    st.title("Home")

def charts():
    import pandas as pd
    import plotly.graph_objects as go
    st.plotly_chart(go.Figure(go.Bar(x=["a", "b"], y=[3, 4])), theme=None)
    st.dataframe(pd.DataFrame({"a": [1, 2]}))
    st.multiselect("Actors", ["Iran", "Venezuela"], key="actor", bind="query-params")

def map():
    import pydeck as pdk
    names = [{"at": [0, 0], "name": "X"}]
    layers = [pdk.Layer("GeoJsonLayer", id="land", data="/app/static/land.geojson", get_fill_color=[90, 90, 90]),
              pdk.Layer("TextLayer", id="names", data=names, get_position="at", get_text="name")]
    view = pdk.ViewState(latitude=0, longitude=0, zoom=1)
    st.pydeck_chart(pdk.Deck(layers, map_provider=None, initial_view_state=view))

def component():
    script = "export default ({parentElement}) => { parentElement.querySelector('p').textContent = 'it runs' }"
    st.components.v2.component("probe", html="<p></p>", css="p { color: red }", js=script)()

if __name__ == "__main__":
    st.set_page_config(page_icon="📜")
    pages = [st.Page(each, title=each.__name__, url_path=each.__name__) for each in (home, charts, map, component)]
    st.navigation(pages, position="top").run()
else:
    app = st.App(__file__GUARD)
"""
GUARD = (
    ', middleware=web.middleware(st.get_option("server.allowedHosts"), ("", "home", "charts", "map", "component"),'
    ' st.get_option("server.baseUrlPath"))'
)
LAND = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {},
                "geometry": {"type": "Polygon", "coordinates": [[[x, 0], [x + 9, 0], [x + 9, 9], [x, 0]]]},
            }
            for x in range(0, 180, 10)
        ],
    }
)

HASTY = {"DOSSIER_LIMIT_REQUEST": "3", "DOSSIER_LIMIT_UPLOAD": "4"}  # seconds

# Notes every attempt to reach anything but loopback, then never answers: as with a dead resolver.
SITECUSTOMIZE = """
import os, sys, time
def note(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"):
        target = arguments[0] if event.startswith("socket.get") else arguments[1]
        host = str(target[0] if isinstance(target, tuple) else target)
        if host not in ("127.0.0.1", "::1", "localhost", "None") and not host.startswith("/"):
            with open(os.environ["ATTEMPTS"], "a") as file:
                file.write(f"{event} {host}\\n")
            time.sleep(30)
sys.addaudithook(note)
"""


class Served(NamedTuple):
    """A running server and the file in which it notes attempts to reach others."""

    url: str
    attempts: Path

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def attempted(self) -> str:
        return self.attempts.read_text("utf-8") if self.attempts.exists() else ""


def write_app(folder: Path, guard: str) -> Path:
    """Write the tiny app with the project's own configuration."""
    (folder / "static").mkdir()
    (folder / "static" / "land.geojson").write_text(LAND, "utf-8")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    (folder / "watch").mkdir()
    (folder / "watch" / "sitecustomize.py").write_text(SITECUSTOMIZE, "utf-8")
    app = folder / "app.py"
    app.write_text(APP.replace("GUARD", guard), "utf-8")
    return app


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from _serve(tmp_path_factory.mktemp("guarded"), GUARD)


@pytest.fixture
def unguarded(tmp_path: Path) -> Iterator[Served]:
    yield from _serve(tmp_path, "")


def _serve(folder: Path, guard: str) -> Iterator[Served]:
    attempts = folder / "attempts.txt"
    app = write_app(folder, guard)
    with running(app, paths=(folder / "watch",), environment={"ATTEMPTS": str(attempts)} | HASTY) as url:
        yield Served(url, attempts)


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
    yield chromium
    chromium.close()


def handshake(served: Served, **headers: str) -> int:
    """Try to open Streamlit's websocket; give the HTTP status of the answer."""
    host = headers.pop("host", f"127.0.0.1:{served.port}")
    plug = socket.create_connection(("127.0.0.1", served.port))  # whatever name the request gives
    try:
        with connect(f"ws://{host}/_stcore/stream", sock=plug, additional_headers=headers, open_timeout=10):
            return 101
    except InvalidStatus as refusal:
        return refusal.response.status_code


def test_the_server_answers_to_loopback_names(served: Served) -> None:
    for host in (f"127.0.0.1:{served.port}", f"localhost:{served.port}", f"[::1]:{served.port}", "LOCALHOST."):
        assert httpx.get(served.url, headers={"host": host}).status_code == 200, host
    assert handshake(served, Origin=served.url) == 101
    assert handshake(served) == 101


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "*"])
def test_a_foreign_host_is_refused(served: Served, host: str) -> None:
    for path in ("/", "/_stcore/health", "/static/x.js", "/app/static/land.geojson", "/media/x"):
        answer = httpx.get(served.url + path, headers={"host": host})
        assert answer.status_code == 421, path
        assert answer.text == "This host name is not in server.allowedHosts.\n"


def test_a_foreign_host_is_refused_a_websocket(served: Served) -> None:
    assert handshake(served, host=f"evil.example:{served.port}") == 403
    assert handshake(served, host=f"evil.example:{served.port}", Origin=f"http://evil.example:{served.port}") == 403


FOREIGN = ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost:1", "http://127.0.0.1.evil.example"]


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_origin_is_refused_at_once_and_asks_nobody(served: Served, origin: str) -> None:
    start = time.monotonic()
    for method, path in (
        ("GET", "/"),
        ("GET", "/_stcore/health"),
        ("GET", "/_stcore/host-config"),
        ("GET", "/app/static/land.geojson"),
        ("PUT", "/_stcore/upload_file/a/b"),
        ("OPTIONS", "/_stcore/upload_file/a/b"),
        ("POST", "/_stcore/agent/interact"),
    ):
        answer = httpx.request(method, served.url + path, headers={"origin": origin})
        assert (answer.status_code, answer.headers.get("access-control-allow-origin")) == (403, None), path
    assert handshake(served, Origin=origin) == 403
    assert time.monotonic() - start < 5  # one look-up alone would wait 30 seconds
    assert httpx.get(f"{served.url}/_stcore/health", timeout=2).status_code == 200
    assert served.attempted() == ""


def test_without_the_guard_streamlit_does_ask_outside(unguarded: Served) -> None:
    """If this fails, Streamlit has mended its Origin check, or the watch above no longer sees anything."""
    url = unguarded.url.replace("http", "ws", 1) + "/_stcore/stream"
    with (
        pytest.raises(TimeoutError),
        connect(url, open_timeout=2, additional_headers={"Origin": "http://evil.example"}),
    ):
        pass
    assert unguarded.attempted()


def test_its_own_origin_may_ask(served: Served) -> None:
    answer = httpx.get(f"{served.url}/_stcore/host-config", headers={"origin": served.url})
    assert answer.status_code == 200
    assert served.attempted() == ""


def test_no_other_site_may_steer_the_page_by_messages(served: Served) -> None:
    assert httpx.get(f"{served.url}/_stcore/host-config").json()["allowedOrigins"] == []


def test_every_answer_carries_the_security_headers(served: Served) -> None:
    for path, host in (("/", None), ("/_stcore/health", None), ("/", "evil.example")):
        headers = httpx.get(served.url + path, headers={"host": host} if host else None).headers
        assert headers["content-security-policy"] == web.content_policy()
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_policy_names_no_outside_host() -> None:
    policy = web.content_policy()
    assert "//" not in policy and "*" not in policy and "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "connect-src 'self';" in policy and "frame-ancestors 'self'" in policy


def test_framing_by_a_named_site_is_possible_but_nothing_else_slips_in() -> None:
    assert web.content_policy("'self' https://intranet.example.org").endswith(
        "frame-ancestors 'self' https://intranet.example.org"
    )
    for bad in ("https://a.example; script-src *", "*", "", "https://a.example,https://b.example"):
        with pytest.raises(web.FrameAncestorsError, match="DOSSIER_FRAME_ANCESTORS"):
            web.content_policy(bad)


def test_the_policy_knows_the_page_of_the_installed_streamlit() -> None:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    assert page.count("<script>") == 1
    assert f"<script>{web.INLINE_SCRIPTS[0]}</script>" in page
    assert page.count("<title>") == 1  # where static_files.py puts its own


def largest_script() -> Path:
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return next(folder.glob("PlotlyChart.*.js"))


@pytest.mark.parametrize(("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_files_come_compressed_and_whole(served: Served, encoding: str, decode: object) -> None:
    file = largest_script()
    with httpx.stream("GET", f"{served.url}/static/js/{file.name}", headers={"accept-encoding": encoding}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == encoding
    assert int(answer.headers["content-length"]) == len(raw) < file.stat().st_size * 0.31
    assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert answer.headers["vary"] == "accept-encoding"
    assert decode(raw) == file.read_bytes()


def test_the_second_answer_comes_from_memory(served: Served) -> None:
    url = f"{served.url}/static/js/{largest_script().name}"
    seconds = []
    for _ in range(4):
        start = time.monotonic()
        httpx.get(url, headers={"accept-encoding": "gzip;q=1.0"})
        seconds.append(time.monotonic() - start)
    assert min(seconds[1:]) < 0.2


def test_plain_range_and_head_are_not_broken(served: Served) -> None:
    url = f"{served.url}/static/js/{largest_script().name}"
    whole = largest_script().read_bytes()
    plain = httpx.get(url, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers and plain.content == whole
    refused = httpx.get(url, headers={"accept-encoding": "gzip;q=0, br;q=0.0"})
    assert "content-encoding" not in refused.headers and refused.content == whole
    part = httpx.get(url, headers={"range": "bytes=10-19", "accept-encoding": "gzip"})
    assert (part.status_code, part.content) == (206, whole[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole)}"
    head = httpx.head(url, headers={"accept-encoding": "gzip"})
    assert (head.status_code, head.content, head.headers["content-encoding"]) == (200, b"", "gzip")
    assert int(head.headers["content-length"]) < len(whole)


def test_a_known_file_is_not_sent_again(served: Served) -> None:
    for path in (f"/static/js/{largest_script().name}", "/app/static/land.geojson"):
        for encoding in ("gzip", "identity"):
            first = httpx.get(served.url + path, headers={"accept-encoding": encoding})
            tag = first.headers["etag"]
            assert tag.startswith('W/"') == (encoding == "gzip")
            again = httpx.get(served.url + path, headers={"accept-encoding": encoding, "if-none-match": tag})
            assert (again.status_code, again.content) == (304, b""), path
            other = httpx.get(served.url + path, headers={"accept-encoding": encoding, "if-none-match": '"x"'})
            assert (other.status_code, other.content) == (200, first.content)
    dated = {"if-modified-since": first.headers["last-modified"]}
    assert httpx.get(f"{served.url}/static/js/{largest_script().name}", headers=dated).status_code in (200, 304)


def test_the_apps_own_files_are_asked_for_again_by_etag(served: Served) -> None:
    answer = httpx.get(f"{served.url}/app/static/land.geojson", headers={"accept-encoding": "gzip"})
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == LAND


def test_an_edited_file_is_sent_anew(served: Served) -> None:
    file = served.attempts.parent / "static" / "edited.json"
    for text in (json.dumps([1] * 600), json.dumps([22] * 700)):
        file.write_text(text, "utf-8")
        assert httpx.get(f"{served.url}/app/static/edited.json", headers={"accept-encoding": "gzip"}).text == text


@pytest.mark.parametrize("path", ["/", "/charts", "/charts?actor=Iran", "/nowhere"])
def test_every_page_path_gives_the_page_that_knows_its_server(served: Served, path: str) -> None:
    for encoding in ("br", "gzip", "identity"):
        answer = httpx.get(served.url + path, headers={"accept-encoding": encoding})
        assert answer.text.count(f"<script>{static_files.BASE_SCRIPT}</script>") == 1
        assert (answer.headers["cache-control"], "etag" in answer.headers) == ("no-cache", False)


NOWHERE = [
    "/.git/config",
    "/.env",
    "/nowhere/deeper",
    "/nowhere.php",
    "/index.html",
    "/static/nothing.js",
    "/app/static/nothing.json",
    "/app/static/" + "a" * 5_000,
    "/app/static/" + "%C3%A9" * 200,
    "/app/static/%00",
    "/static/" + "b" * 300,
    "/" + "c" * 5_000,
    "/_stcore/nothing",
    "/component/nothing/x.js",
    "/media/" + "d" * 300,
    "/%ff%fe",
    "/wp-admin/../../etc/passwd",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_not_there_is_said_so_with_every_header(served: Served, path: str) -> None:
    for method in ("GET", "HEAD"):
        answer = httpx.request(method, served.url + path)
        assert answer.status_code == 404, method
        assert answer.headers["content-security-policy"] == web.content_policy()
        assert "<script" not in answer.text


def test_an_unknown_page_is_the_page_which_tells_it_with_404(served: Served) -> None:
    for path, status in (("/", 200), ("/charts", 200), ("/charts?x=1", 200), ("/unknown", 404), ("/charts/", 301)):
        answer = httpx.get(served.url + path)
        assert answer.status_code == status, path
        assert "content-security-policy" in answer.headers


def test_what_is_no_request_is_answered_with_every_header(served: Served) -> None:
    told = plugged(served, b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n")[0]
    assert told.startswith(b"HTTP/1.1 400 ") and b"content-security-policy: " in told


def plugged(served: Served, begin: bytes, trickle: bytes = b"", patience: float = 20) -> tuple[bytes, float]:
    """Send bytes, then a byte at a time; give what came back until the server closed, and the seconds until then."""
    start = time.monotonic()
    told = b""
    with socket.create_connection(("127.0.0.1", served.port)) as plug:
        plug.settimeout(0.2)
        plug.sendall(begin)
        try:
            while time.monotonic() - start < patience:
                try:
                    if not (more := plug.recv(65536)):
                        break
                    told += more
                except TimeoutError:
                    plug.sendall(trickle)
            else:
                raise AssertionError("The connection is open still.")
        except (ConnectionResetError, BrokenPipeError):
            pass
    return told, time.monotonic() - start


SLOW = {
    "silent": (b"", b""),
    "half a head": (b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n", b""),
    "a head by the letter": (b"GET / HTTP/1.1\r\nx: ", b"a"),
    "half a handshake": (b"GET /_stcore/stream HTTP/1.1\r\nupgrade: websocket\r\nconnection: upgrade\r\n", b"a"),
    "half a body": (b"POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9999\r\n\r\n", b"a"),
    "half an upload": (b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 999\r\n\r\n", b""),
    "a second request": (b"GET /_stcore/health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\nGET / HTTP/1.1\r\nx: ", b"a"),
}


def test_a_slow_connection_is_closed_and_an_open_page_stays(served: Served) -> None:
    address = f"ws://127.0.0.1:{served.port}/_stcore/stream"
    with connect(address) as page, ThreadPoolExecutor(len(SLOW)) as pool:
        closed = list(pool.map(lambda each: plugged(served, *each)[1], SLOW.values()))
        assert all(1.5 < seconds < 15 for seconds in closed), dict(zip(SLOW, closed, strict=True))
        page.ping().wait(5)  # it is no slow request
        assert httpx.get(f"{served.url}/_stcore/health").status_code == 200


def test_below_a_path_of_its_own_it_is_the_same(tmp_path: Path) -> None:
    app = write_app(tmp_path, GUARD)
    with running(app, environment={"STREAMLIT_SERVER_BASE_URL_PATH": "deep"}, base="/deep") as url:
        for path, status in (("/", 200), ("/charts", 200), ("/unknown", 404), ("/.git/config", 404)):
            assert httpx.get(url + path).status_code == status, path
        assert httpx.get(url.removesuffix("/deep") + "/charts").status_code == 404
        assert httpx.get(f"{url}/app/static/land.geojson", headers={"accept-encoding": "gzip"}).text == LAND


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("", "identity"),
        ("*", "identity"),
        ("br;q=0, gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("gzip; q=0.000", "identity"),
        ("brotli", "identity"),
    ],
)
def test_the_encoding_is_one_the_browser_takes(accepted: str, chosen: str) -> None:
    assert static_files.best_encoding(accepted) == chosen


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("dossier.example.org", True),
        ("dossier.example.org:443", True),
        ("DOSSIER.example.org.", True),
        ("a.intra.example", True),
        ("intra.example", False),
        ("aintra.example", False),
        ("example.org", False),
        ("dossier.example.org:x", False),
        ("a@dossier.example.org", False),
        ("dossier.example.org/", False),
        ("", False),
    ],
)
def test_names_are_matched_whole(host: str, allowed: bool) -> None:
    assert web.host_allowed(host, ("dossier.example.org", "*.intra.example")) is allowed


def visit(browser: Browser, url: str) -> tuple[Page, list[str]]:
    """Open a page in a fresh profile; give it and the list of what it complains of or asks elsewhere."""
    page = browser.new_context(viewport={"width": 1200, "height": 900}).new_page()
    noted: list[str] = []
    page.on("console", lambda message: message.type == "error" and noted.append(message.text))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("requestfailed", lambda request: noted.append(f"failed: {request.url}"))
    own = (url.rsplit("/", 1)[0] + "/", "data:", "blob:")
    page.on("request", lambda request: request.url.startswith(own) or noted.append(f"outside: {request.url}"))
    page.goto(url)
    return page, noted


@pytest.mark.parametrize(
    ("path", "sights"),
    [
        ("/charts?actor=Iran", (".stPlotlyChart .bars .point", ".stDataFrame canvas")),
        ("/map", (".stDeckGlJsonChart canvas",)),
        ("/component", ("text=it runs",)),
        ("/", ("text=Home",)),
    ],
)
def test_a_deep_link_works_in_a_browser_without_a_complaint(
    served: Served, browser: Browser, path: str, sights: tuple[str, ...]
) -> None:
    page, noted = visit(browser, served.url + path)
    for sight in sights:
        page.locator(sight).first.wait_for(timeout=30_000)
    page.wait_for_timeout(1_000)  # what comes late: workers, WebAssembly, map data
    assert noted == []
    page.context.close()


def test_the_top_navigation_moves_between_pages(served: Served, browser: Browser) -> None:
    page, noted = visit(browser, f"{served.url}/")
    page.get_by_role("link", name="component").click()
    page.get_by_text("it runs").wait_for(timeout=30_000)
    assert page.url == f"{served.url}/component"
    assert noted == []
    page.context.close()


def test_a_link_that_makes_streamlit_ask_outside_is_stopped_by_the_browser(served: Served, browser: Browser) -> None:
    page, noted = visit(browser, f"{served.url}/?staticAppId=x")
    page.wait_for_timeout(2_000)
    assert any("violates the following Content Security Policy" in each for each in noted)
    assert not any("outside" in each for each in noted)
    page.context.close()


def test_the_server_reached_nobody_all_the_while(served: Served) -> None:
    assert served.attempted() == ""
