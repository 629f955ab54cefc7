# SPDX-License-Identifier: Apache-2.0
"""Measures look-ups of many tokens at random, whose last uses are written meanwhile."""
import contextlib

import authentication
import contenders
import rounds
from contenders import ONE, RANDOM
from harness import modules
from report import Table, say
from writers import using

CACHES = {"cache of 8 MiB": "8M", "no cache": "Off"}


def entrants(tokens: contenders.Tokens, builds: dict) -> dict:
    """Contenders by name, and the module of each."""
    found = {contenders.NO_AUTHENTICATION: (contenders.no_authentication(tokens, (ONE, RANDOM)), modules.OURS)}
    for build, module in builds.items():
        for name, size in CACHES.items():
            for uses, interval in (("uses written", "60s"), ("no use due", "24h")):
                title = f"{build}, {name}, {uses}"
                entrant = tokens.contender(title, (ONE, RANDOM), size)
                entrant.conf.set("TokenAuthLastUsed", interval)
                found[title] = (entrant, module)
    return found


def run(quick: bool, number: int, seconds: int, count: int, before: str = None) -> list:
    """A table for random tokens, and one for a single token that is looked up each time."""
    tokens = contenders.Tokens(count)
    builds = {"this build": modules.OURS, **({"the build of before": before} if before else {})}
    with contextlib.ExitStack() as stack:
        found = {}
        for name, (entrant, module) in entrants(tokens, builds).items():
            say(f"uses: starting {name}")
            with using(module):
                entry = found[name] = authentication.Entry(entrant)
                stack.callback(entry.site.remove)
                entry.start(tokens.count)
            if "no use due" in name:
                entry.site.database.write("UPDATE ta_token SET last_used_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000")
        tables = []
        for kind in (RANDOM, ONE):
            take = lambda name, kind=kind: found[name].take(kind, seconds)  # noqa: E731
            names = [name for name in found if kind == RANDOM or "no cache" in name or name == contenders.NO_AUTHENTICATION]
            tables.append(authentication.table(kind, rounds.Rounds(names, take, 0 if quick else 1).run(kind, number)))
    return tables
