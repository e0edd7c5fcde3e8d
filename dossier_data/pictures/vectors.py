"""The SVG of a picture: what Plotly draws, made to stand alone."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from ..model.accounts import Accounts
from .lettering import FALLBACK, font_face_rules, parted

SVG = "http://www.w3.org/2000/svg"
LINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", LINK)
SHADOW = re.compile(r"text-shadow:\s*(?:(rgb\([^)]*\)|#\w{6})\s)?\s*0px 0px (\d+)px\s*(rgb\([^)]*\)|#\w{6})?;?")
"""Plotly's shadow of a text: drawn as a halo, which every reader of SVG knows."""


def finished(svg: str, title: str, description: str, cited: Accounts) -> str:
    """Make an SVG of Plotly one that stands alone: fonts inside, title and description for readers, the accounts it
    rests on as metadata, ids that do not change from run to run, spaces kept, halos as outlines."""
    root = ElementTree.fromstring(svg)
    names: dict[str, str] = {}
    for one in root.iter():
        if "id" in one.attrib:
            names.setdefault(one.attrib["id"], f"p{len(names)}")
    letters: set[str] = set()
    for one in list(root.iter()):
        for key, value in list(one.attrib.items()):
            if key == "id":
                one.attrib[key] = names[value]
            elif key.startswith("data-") or key == "class":
                del one.attrib[key]
            elif "#" in value:
                one.attrib[key] = re.sub(
                    r"""url\((['"]?)#([^'")]+)\1\)""",
                    lambda hit: f"url(#{names.get(hit[2], hit[2])})",
                    f"#{names.get(value[1:], value[1:])}" if key.endswith("href") else value,
                )
        if one.tag in (f"{{{SVG}}}text", f"{{{SVG}}}tspan"):
            _fall_back(one)
        if one.tag == f"{{{SVG}}}text":
            one.attrib[f"{{{XML}}}space"] = "preserve"
            letters.update("".join(one.itertext()))
            if halo := SHADOW.search(one.attrib.get("style", "")):
                outline = (
                    f"stroke:{halo[1] or halo[3]};stroke-width:{halo[2]}px;stroke-linejoin:round;paint-order:stroke;"
                )
                one.attrib["style"] = SHADOW.sub("", one.attrib["style"]) + outline
    root.attrib["role"] = "img"
    told = [ElementTree.Element(f"{{{SVG}}}{tag}") for tag in ("title", "desc", "metadata", "style")]
    for element, words in zip(told, (title, description, f"Accounts: {cited}", font_face_rules(letters)), strict=True):
        element.text = words
    for at, element in enumerate(told):
        root.insert(at, element)
    return ElementTree.tostring(root, encoding="unicode")


def _fall_back(text: ElementTree.Element) -> None:
    """Set the letters that the sans face lacks in the fallback, each run in an element of its own: usvg, which
    Typst draws with, finds no other face for a letter in a line that has ligatures."""
    items: list[tuple[str, bool] | ElementTree.Element] = list(parted(text.text or ""))
    for child in list(text):
        items += [child, *parted(child.tail or "")]
        text.remove(child)
    text.text = ""
    last: ElementTree.Element | None = None
    for item in items:
        if isinstance(item, tuple):
            words, lacking = item
            if not lacking:
                if last is None:
                    text.text += words
                else:
                    last.tail = f"{last.tail or ''}{words}"
                continue
            item = ElementTree.Element(f"{{{SVG}}}tspan", {"style": f'font-family:"{FALLBACK}"'})
            item.text = words
        item.tail = ""
        text.append(item)
        last = item
