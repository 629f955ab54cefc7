# SPDX-License-Identifier: Apache-2.0
"""Draws a chart of bars as SVG that can be read on light and on dark ground."""
from xml.sax.saxutils import escape

WIDTH, LABELS, BAR, GAP, TOP = 860, 330, 13, 12, 46
COLOURS = ("#2f6fde", "#7aa7f0")

STYLE = """\
<style>
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .axis { stroke: #8c959f; stroke-width: 1 }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }
</style>"""


def bars(title: str, series: list, rows: dict) -> str:
    """
    One group of bars a row. `series` names the bars of a group; `rows` has for each label one number a series, from 0
    to about 1, or None where there is none.
    """
    scale = WIDTH - LABELS - 60
    step = len(series) * BAR + GAP
    height = TOP + len(rows) * step + 10
    one = LABELS + scale / 1.1
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
             f'aria-label="{escape(title)}">', STYLE, f'<text x="0" y="16" font-weight="bold">{escape(title)}</text>']
    for number, name in enumerate(series):
        left = LABELS + number * 240
        parts.append(f'<rect x="{left}" y="24" width="12" height="12" fill="{COLOURS[number]}"/>'
                     f'<text x="{left + 18}" y="35">{escape(name)}</text>')
    for index, (label, values) in enumerate(rows.items()):
        top = TOP + index * step
        parts.append(f'<text x="{LABELS - 8}" y="{top + step / 2}" text-anchor="end">{escape(label)}</text>')
        for number, value in enumerate(values):
            if value is not None:
                y = top + number * BAR
                length = min(value, 1.1) * scale / 1.1
                parts.append(f'<rect x="{LABELS}" y="{y}" width="{length:.1f}" height="{BAR - 2}" '
                             f'fill="{COLOURS[number]}"/>'
                             f'<text x="{LABELS + length + 6:.1f}" y="{y + BAR - 3}" font-size="11">{value:.2f}</text>')
    parts.append(f'<line class="axis" x1="{one:.1f}" y1="{TOP - 6}" x2="{one:.1f}" y2="{height - 8}" '
                 'stroke-dasharray="4 3"/></svg>\n')
    return "\n".join(parts)
