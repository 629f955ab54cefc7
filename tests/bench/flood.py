# SPDX-License-Identifier: Apache-2.0
"""Measures what good tokens lose while others send as many bad ones as one core can."""
import contenders
import load
from authentication import Entry
from contenders import CREDENTIALS, MANY, UNKNOWN, WRONG
from report import Table, say
from rounds import Figure

HOT_CONNECTIONS = 16
PAGES = "requests for a page that is not protected"
FLOODS = (PAGES, WRONG, UNKNOWN)


def hot_rates(entry: Entry, number: int, seconds: int) -> dict:
    """Of good tokens, in each round and for each flood: their rate and the flood's."""
    port, hot = entry.site.port, entry.requests[MANY]
    pages = load.Requests(entry.site.root / "pages", [load.get("/index.html", {})])
    floods = {PAGES: pages, WRONG: entry.requests[WRONG], UNKNOWN: entry.requests[UNKNOWN]}
    found = {name: [] for name in FLOODS}
    for count in range(number):
        for name, requests in floods.items():
            say(f"flood of {name}: round {count + 1} of {number}")
            flood = load.start(port, requests, seconds)
            good = load.run(port, hot, seconds, HOT_CONNECTIONS)
            assert good.refused == 0, good
            found[name].append((good, load.finish(flood, requests)))
    return found


def run(quick: bool, number: int, seconds: int) -> list:
    """One table."""
    tokens = contenders.Tokens(50_000 if quick else 1_000_000)
    entry = Entry(tokens.contender("mod_tokenadmin", (MANY, UNKNOWN, WRONG)))
    try:
        entry.start(tokens.count)
        while entry.requests[MANY].position < 2 * CREDENTIALS:  # fills the cache
            load.run(entry.site.port, entry.requests[MANY], 1)
        found = hot_rates(entry, number, seconds)
    finally:
        entry.site.remove()
    rows = []
    for name in FLOODS:
        ratios = [good.rate / base.rate for (good, _), (base, _) in zip(found[name], found[PAGES])]
        good, flood, ratio = (Figure.of([good.rate for good, _ in found[name]]),
                              Figure.of([bad.rate for _, bad in found[name]]), Figure.of(ratios))
        rows.append([name, f"{flood.median:,.0f}", f"{good.median:,.0f}", str(ratio)])
    return [Table("Good tokens, 10,000 in turn, while one core sends a flood",
                  ["flood", "of it, a second", "good tokens, a second", "ratio to the first (min–max)"], rows)]
