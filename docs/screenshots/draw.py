"""Draws a terminal's screen, as tmux(1) captures it with its colours, as SVG. Usage: draw.py NAME TITLE"""

import html
import io
import re
import sys

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

THEME = TerminalTheme(
    (24, 26, 31), (220, 223, 228),
    [(40, 44, 52), (224, 108, 117), (152, 195, 121), (229, 192, 123),
     (97, 175, 239), (198, 120, 221), (86, 182, 194), (220, 223, 228)],
    [(92, 99, 112), (224, 108, 117), (152, 195, 121), (229, 192, 123),
     (97, 175, 239), (198, 120, 221), (86, 182, 194), (255, 255, 255)])

name, title = sys.argv[1:]
# The reader's own font: a picture in a repository fetches nothing.
form = re.sub(r"\s*@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.S)
form = form.replace("Fira Code, monospace", "ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace")
screen = Text.from_ansi(sys.stdin.read().rstrip())
console = Console(record=True, width=92, file=io.StringIO(), force_terminal=True, color_system="truecolor", legacy_windows=False)
console.print(screen, soft_wrap=True)
drawn = console.export_svg(title=title, theme=THEME, code_format=form, unique_id="jvc-" + name)


def without_blanks(cell):
    """Blanks at the ends of a text, which not every viewer keeps, as a gap before it."""
    start, x, rest, length, middle, text = cell.groups()
    width = float(length) / len(html.unescape(text))
    kept = html.unescape(text).strip("\xa0\n")
    if not kept:
        return ""
    before = len(html.unescape(text)) - len(html.unescape(text).lstrip("\xa0"))
    written = html.escape(kept).replace("\xa0", "&#160;")
    return f'{start}x="{float(x) + before * width:g}"{rest}textLength="{len(kept) * width:g}"{middle}>{written}</text>'


drawn = re.sub(r'(<text [^>]*?)x="([\d.]+)"([^>]*?)textLength="([\d.]+)"([^>]*)>([^<]*)</text>', without_blanks, drawn)
sys.stdout.write("\n".join(line.rstrip() for line in drawn.splitlines()) + "\n")
