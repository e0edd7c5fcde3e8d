"""Pictures that cite themselves: their words are really inside, in every form, whatever the data hold."""

from __future__ import annotations

import io
import itertools
import json
import os
import re
import shlex
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from PIL import Image
from pypdf import PdfReader

from dossier_data import Dossier, Filters, View, load
from dossier_data.catalogue import CHARTS, exhibit_of
from dossier_data.cli import main
from dossier_data.errors import NoPicture, UnknownFilter, UnknownPicture
from dossier_data.figures.map_picture import beside
from dossier_data.pictures import lettering
from dossier_data.pictures.browser import BROWSER, KeptBrowser, find
from dossier_data.pictures.picture import Drawing, draw, sheet
from dossier_data.pictures.sheet import EDGE, LEADING, SHAPES
from dossier_data.sea.outlines import land
from dossier_data.theme import palette
from tests import small
from tests.browser import find_chromium

FIXED = "1767225600"  # 1 January 2026
FILTERS = Filters(years=(2005, 2026), actors=("iran", "venezuela"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", autouse=True)
def browser() -> Iterator[None]:
    """Pictures are drawn on a day that does not pass, and the browser is ended after them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", FIXED)
        yield
    BROWSER.close()


def about(name: str) -> str:
    """An actor for a chart that is about one."""
    return "Nicolás Maduro" if exhibit_of(name).about else ""


@pytest.fixture(scope="module")
def drawings(built_in: Dossier) -> dict[str, Drawing]:
    """Every chart of the built-in dossier under one filter, drawn once."""
    view = View(built_in, FILTERS)
    return {name: draw(view, name, about=about(name)) for name in CHARTS}


def words(svg: str) -> str:
    """All words that an SVG shows, in order."""
    texts = [text for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    return " ".join(" ".join("".join(text.itertext()).split()) for text in texts)


def read(pdf: bytes) -> str:
    """All words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def pixels(png: bytes) -> Image.Image:
    """A PNG as an image in RGB."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def squeezed(text: str) -> str:
    """Without white space: a reader of PDF may break a line within a word."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", CHARTS)
def test_finding_filter_sources_and_version_stand_inside(drawings, built_in, name):
    drawing = drawings[name]
    exhibit, _ = sheet(View(built_in, FILTERS), name,
                       about=about(name))  # fmt: skip
    inside = squeezed(words(drawing.svg))
    printed = squeezed(read(drawing.as_pdf()))
    for expected in (
        exhibit.title,
        exhibit.view.words,
        exhibit.counts.words,
        exhibit.legend,
        exhibit.footnote,
        f"Data version {built_in.fingerprint}.",
        "Picture made 1 January 2026.",
    ):
        assert squeezed(expected) in inside
        assert squeezed(expected) in printed


@pytest.mark.parametrize("name", CHARTS)
def test_an_svg_stands_alone(drawings, built_in, name):
    drawing = drawings[name]
    root = ElementTree.fromstring(drawing.svg)
    assert root.find(f"{SVG}title").text == drawing.title
    assert root.find(f"{SVG}desc").text == drawing.description
    accounts = root.find(f"{SVG}metadata").text.removeprefix("Accounts: ").split(";")
    assert accounts == list(drawing.cited)
    assert all(built_in.account(one) for one in accounts if one)
    ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))
    named = re.findall(r"url\(['\"]?#([^'\")]+)", drawing.svg) + [
        value[1:] for one in root.iter() for key, value in one.attrib.items() if key.endswith("href")
    ]
    assert set(named) <= set(ids)
    addresses = set(re.findall(r"(?:https?|file|//)[^\s\"'<>)]*", re.sub(r"base64,[A-Za-z0-9+/=]+", "", drawing.svg)))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert 'font-family:"Source Sans 3"' in root.find(f"{SVG}style").text
    assert not [one for one in root.iter() if one.tag in (f"{SVG}script", f"{SVG}foreignObject", f"{SVG}image")]


@pytest.mark.parametrize("name", CHARTS)
def test_a_png_has_its_pixels(drawings, name):
    image = pixels(drawings[name].as_png())
    assert image.width == 1920
    assert image.height == round(1920 * drawings[name].height / drawings[name].width) == 1080
    paper = tuple(int(palette("light").paper[at : at + 2], 16) for at in (1, 3, 5))
    assert image.getpixel((3, 3)) == paper
    thirds = [image.crop((0, top, 1920, top + 360)) for top in (0, 360, 720)]
    assert all(len(third.getcolors(2_000_000)) > 20 for third in thirds)


def test_a_png_of_twice_the_size(drawings):
    assert pixels(drawings["map"].as_png(2)).size == (3840, 2160)


@pytest.mark.parametrize("name", CHARTS)
def test_every_letter_has_a_glyph(drawings, name):
    """PDF/A-2u forbids a letter that no font can draw: here Typst only checks."""
    assert drawings[name]._made(format="pdf", pdf_standards="a-2u").startswith(b"%PDF")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", CHARTS)
def test_words_stay_on_their_sheet(built_in, name, shape):
    _, figure = sheet(View(built_in), name, shape, about=about(name))
    layout = figure.to_dict()["layout"]
    lines = [one for one in layout["annotations"] if one.get("xref") == "paper"]
    assert len(lines) >= 3
    for block in lines:
        size, weight = block["font"]["size"], block["font"]["weight"]
        for line in block["text"].split("<br>"):
            plain = line.replace("&#x27;", "'").replace("&#34;", '"').replace("&amp;", "&")
            assert lettering.width(plain, size, weight) <= layout["width"] - 2 * EDGE
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    assert plot > 60
    foot = lines[-1]
    end = (
        layout["margin"]["t"] + plot - foot["yshift"] + len(foot["text"].split("<br>")) * foot["font"]["size"] * LEADING
    )
    assert end <= layout["height"]
    if name not in ("timeline", "headlines", "trade"):  # these cannot do with fewer rows
        assert layout["width"] / layout["height"] == pytest.approx(SHAPES[shape].ratio, rel=0.002)


def test_rows_that_do_not_fit_are_counted(built_in):
    _, figure = sheet(View(built_in), "actors", "half")
    layout, bars = figure.to_dict()["layout"], figure.to_dict()["data"][0]
    left = 30 - len(bars["x"])
    assert 0 < left < 15
    assert f"{left} rows more of this chart: the table has all." in layout["annotations"][-1]["text"].replace(
        "<br>", " "
    )


def test_an_empty_view_is_a_sheet_of_words(built_in):
    view = View(built_in, Filters(years=(2001, 2001), sources=("asia-times",)))
    for name in CHARTS:
        drawing = draw(view, name, about=about(name))
        assert squeezed(drawing.title) in squeezed(words(drawing.svg))
        assert f"Data version {built_in.fingerprint}" in read(drawing.as_pdf())
    assert "No cargo with a quantity under this filter" in draw(view, "barrels").title


def test_the_same_data_gives_the_same_bytes(built_in):
    view = View(built_in, Filters(years=(2020, 2022)))
    first, again = draw(view, "barrels"), draw(view, "barrels")
    for form in ("svg", "pdf", "png"):
        assert first.as_format(form) == again.as_format(form)
    assert draw(view, "barrels", theme="dark").svg != first.svg


HOSTILE = '<script>x</script> $1$ #read("/etc/passwd") \\u{41} <b>&amp; ]]> %{x} \'"`'


def test_hostile_words_are_shown_as_they_are(tmp_path):
    tables = small.rows()
    tables["sources"][0]["publisher"] = HOSTILE
    tables["shipments"][0]["product"] = tables["shipments"][1]["product"] = HOSTILE
    drawing = draw(View(load(small.write(tmp_path, tables))), "barrels")
    assert squeezed(HOSTILE) in squeezed(words(drawing.svg))
    assert squeezed(HOSTILE) in squeezed(read(drawing.as_pdf()))
    assert not list(ElementTree.fromstring(drawing.svg).iter(f"{SVG}script"))
    assert pixels(drawing.as_png()).size == (1920, 1080)


def test_letters_of_other_scripts(tmp_path):
    tables = small.rows()
    told = "نفت گاز Кипр ΑΒ ✕ ≠ 原油"  # the last two have no glyph: boxes, not a failure
    tables["sources"][0]["publisher"] = told
    drawing = draw(View(load(small.write(tmp_path, tables))), "barrels")
    assert "نفت" in words(drawing.svg)
    assert drawing.as_pdf().startswith(b"%PDF")
    assert 'font-family:"Dossier Fallback"' in drawing.svg


def test_two_at_once_never_get_each_others_picture(built_in):
    views = [View(built_in, Filters(sources=(one,))) for one in ("asia-times", "eurasia-review")]
    wrong: list[str] = []

    def export(view: View, name: str, own: str) -> None:
        for _ in range(4):
            drawing = draw(view, name)
            if not all(squeezed(one) in squeezed(words(drawing.svg)) for one in (own, drawing.title)):
                wrong.append(f"{name}: {words(drawing.svg)[:200]}")

    threads = [
        threading.Thread(target=export, args=(view, name, f"Shown: {view.words};"))
        for view in views
        for name in ("barrels", "trade")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not any(thread.is_alive() for thread in threads)
    assert wrong == []


def test_a_killed_browser_is_replaced(built_in):
    view = View(built_in)
    before = draw(view, "barrels").svg
    process = BROWSER.process
    os.kill(process, signal.SIGKILL)
    assert draw(view, "barrels").svg == before
    assert BROWSER.process != process


def test_a_browser_killed_while_it_draws_is_replaced(built_in):
    view = View(built_in)
    expected = draw(view, "timeline").svg
    killer = threading.Timer(0.1, lambda: os.kill(BROWSER.process, signal.SIGKILL))
    killer.start()
    assert draw(view, "timeline").svg == expected
    killer.join()


def test_without_a_browser_it_says_what_to_install(built_in, monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("dossier_data.pictures.browser.PLACES", ())
    with pytest.raises(NoPicture, match="No browser to draw the picture with: install Chrome or Chromium"):
        find()
    monkeypatch.setenv("CHROMIUM", "/nowhere/chrome")
    with pytest.raises(NoPicture, match="CHROMIUM=/nowhere/chrome is not a program"):
        KeptBrowser().svg({"data": [], "layout": {}}, 10, 10)


def test_a_browser_that_only_fails_is_told(monkeypatch, tmp_path):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(broken))
    with pytest.raises(NoPicture, match="could not draw the picture"):
        KeptBrowser().svg({"data": [], "layout": {}}, 10, 10)


def test_the_drawing_browser_asks_no_host(built_in, monkeypatch, tmp_path):
    log, wrapper = tmp_path / "net.json", tmp_path / "chromium"
    wrapper.write_text(f'#!/bin/sh\nexec {shlex.quote(find_chromium())} --log-net-log={log} "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(wrapper))
    own = KeptBrowser()
    _, figure = sheet(View(built_in), "barrels")
    layout = figure.to_dict()["layout"]
    assert "barrels" in own.svg(figure.to_dict(), layout["width"], layout["height"])
    own.close()
    deadline = time.monotonic() + 10
    while not log.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    record = json.loads(log.read_text("utf-8", "replace"))
    names = {number: name for name, number in record["constants"]["logEventTypes"].items()}
    events = [(names[event["type"]], event.get("params", {})) for event in record["events"]]
    assert len(events) > 50
    # What the browser asks for by itself finds no name: nothing is looked up, connected to or sent.
    asked = [params for name, params in events if name == "HOST_RESOLVER_MANAGER_REQUEST"]
    looked_up = {params["host"] for params in asked if "host" in params}
    assert looked_up <= {"http://~notfound", "https://~notfound"}
    sent = ("TCP_CONNECT_ATTEMPT", "UDP_BYTES_SENT", "SOCKET_BYTES_SENT")
    assert not [params for name, params in events if name in sent]


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        ({"name": "pie"}, UnknownPicture, "'pie': no such picture. There are: timeline, barrels"),
        ({"name": "barrels", "shape": "5:4"}, UnknownPicture, "'5:4': no such shape. There are: 16:9, 4:3, half"),
        ({"name": "together"}, UnknownPicture, "is about one actor: name one"),
        ({"name": "together", "about": "nobody"}, UnknownFilter, "is not an actor of this dossier"),
        ({"name": "barrels", "about": "iran"}, UnknownPicture, "is not about one actor: leave 'iran' out"),
    ],
)
def test_what_there_is_none_of(built_in, asked, error, told):
    with pytest.raises(error, match=re.escape(told)):
        sheet(View(built_in), **asked)


def test_forms_and_scales_that_there_are_none_of(drawings):
    with pytest.raises(UnknownPicture, match="'gif': no such format"):
        drawings["barrels"].as_format("gif")
    with pytest.raises(UnknownPicture, match="scale 3"):
        drawings["barrels"].as_png(3)


@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg"), ("pdf", b"%PDF"), ("png", b"\x89PNG")])
def test_the_command_writes_the_picture(tmp_path, form, start):
    root = small.write(tmp_path / "dossier")
    command = ["figure", "barrels", "--root", str(root), "--format", form, "--years", "2020", "--actor", "uno"]
    files = [tmp_path / f"{at}.{form}" for at in (1, 2)]
    for file in files:
        result = CliRunner().invoke(main, [*command, "--output", str(file)])
        assert (result.exit_code, result.output) == (0, f"Written to {file}.\n")
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes().startswith(start)


def test_the_command_names_the_file_and_what_is_wrong(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    root = str(small.write(tmp_path / "dossier"))
    assert CliRunner().invoke(main, ["figure", "together", "--of", "First", "--root", root]).exit_code == 0
    assert [path.name for path in tmp_path.glob("*.svg")] == [f"together-one-16x9-{load(root).fingerprint}.svg"]
    wrong = CliRunner().invoke(main, ["figure", "pie", "--root", root])
    assert (wrong.exit_code, wrong.stderr) == (1, f"'pie': no such picture. There are: {', '.join(CHARTS)}.\n")


def test_the_command_names_every_chart():
    told = CliRunner().invoke(main, ["figure", "--help"]).stdout
    assert all(re.search(rf"\b{name}\b", told) for name in CHARTS)


def test_the_readme_names_no_chart_that_there_is_not():
    section = (
        Path("README.md").read_text("utf-8").partition("## Pictures that cite themselves")[2].partition("\n## ")[0]
    )
    [names] = re.findall(r"There are (.*?);", section, re.S)
    named = set(re.findall(r"`([a-z]+)`", names))
    assert named and named <= set(CHARTS)


def test_lines_hold_every_word_and_fit():
    text = "A finding of several words, of which onelongwordthatcannotbebrokenanywherebutinside is one."
    for room in (60, 140, 400):
        lines = lettering.set_in_lines(text, 14, room)
        assert squeezed("".join(lines)) == squeezed(text)
        assert all(lettering.width(line, 14) <= room for line in lines)
    assert lettering.set_in_lines("", 14, 100) == []
    assert lettering.set_in_lines("ab", 14, 1) == ["a", "b"]
    lines = lettering.set_in_lines("wide中" * 1000, 14, 140)
    assert "".join(lines) == "wide中" * 1000
    for line, following in itertools.pairwise(lines):  # one more letter would not fit
        assert lettering.width(line, 14) <= 140 < lettering.width(line + following[0], 14)


def test_widths_are_those_of_the_font():
    # Source Sans 3, 1000 units to the em: H 652, i 246 (regular); H 670 (semibold), as in the font's own table
    metrics = {weight: lettering._widths(weight) for weight in (400, 600)}
    for weight, (glyphs, table, units) in metrics.items():
        expected = (table[glyphs[ord("H")]][0] + table[glyphs[ord("i")]][0]) * 20 / units
        assert lettering.width("Hi", 20, weight) == pytest.approx(expected)
    assert lettering.width("Hi", 20, 600) > lettering.width("Hi", 20, 400)


def test_a_line_beside_its_way():
    assert beside([(0, 0), (10, 0), (10, 10)], 0) == [(0, 0), (10, 0), (10, 10)]
    moved = beside([(0, 0), (10, 0), (10, 10)], 2)
    assert [(round(x, 6), round(y, 6)) for x, y in moved] == [(0, 2), (8, 2), (8, 10)]


def test_the_land_has_its_countries():
    assert {"Iran", "Venezuela"} <= set(land())
    assert all(
        -180 <= lon <= 180 and -90 <= lat <= 90 for rings in land().values() for ring in rings for lon, lat in ring
    )
