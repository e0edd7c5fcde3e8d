"""Make anew what is derived from the fonts in dossier_data/fonts/.

``python -m tools.fonts path/to/DejaVuSans.ttf`` writes DossierFallback.ttf: DejaVu Sans without the letters that Source
Sans 3 has. A fallback that held every letter would take over the whole line in which one letter is missing, in usvg,
which Typst draws SVG with; and its licence asks that a changed font has a name of its own.

``python -m tools.fonts`` writes static/picture-fonts.css: the common letters, for pictures made in a visitor's browser.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from dossier_data.pictures.lettering import FALLBACK, FONTS, font_face_rules

RULES = Path(__file__).resolve().parents[1] / "static" / "picture-fonts.css"


def fallback(source: str) -> None:
    """Write the fallback font."""
    has = set(TTFont(FONTS / "SourceSans3-Regular.ttf").getBestCmap())
    options = subset.Options(layout_features=["*"], name_IDs=["*"], hinting=False, notdef_outline=True)
    options.recalc_timestamp = False
    options.drop_tables += ["FFTM"]
    font = subset.load_font(source, options)
    maker = subset.Subsetter(options)
    maker.populate(unicodes=set(font.getBestCmap()) - has)
    maker.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = FALLBACK if record.nameID != 6 else FALLBACK.replace(" ", "")
    font.save(FONTS / "DossierFallback.ttf")


if __name__ == "__main__":
    if sys.argv[1:]:
        fallback(sys.argv[1])
    RULES.write_text(font_face_rules("") + "\n", "utf-8")
