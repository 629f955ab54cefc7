# SPDX-License-Identifier: Apache-2.0
"""Measures in rounds: in each, all contenders in another order, with the yardstick among them several times."""
import dataclasses
import random
import statistics

import load
import processes
from report import say

YARDSTICK_EVERY = 4


@dataclasses.dataclass
class Sample:
    """One measurement: load.Outcome, and the server's CPU seconds for 100,000 requests."""

    outcome: load.Outcome
    cpu: float

    @property
    def rate(self) -> float:
        return self.outcome.rate


@dataclasses.dataclass
class Figure:
    """A median with its range."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: list) -> "Figure":
        return cls(statistics.median(values), min(values), max(values))

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f}–{self.most:.2f})"


@dataclasses.dataclass
class Row:
    """What all rounds say about one contender; ratios are against the yardstick of the same round."""

    rate: Figure
    ratio: Figure
    cpu: Figure
    cpu_ratio: Figure
    p50: Figure
    p99: Figure


def measure(pid: int, port: int, requests: load.Requests, seconds: int, connections: int = load.CONNECTIONS) -> Sample:
    before = processes.cpu_seconds(pid)
    outcome = load.run(port, requests, seconds, connections)
    return Sample(outcome, (processes.cpu_seconds(pid) - before) / outcome.requests * 100_000)


def order_of(names: list, chance: random.Random) -> list:
    """The names after the first one shuffled, and the first one before each few of them and at the end."""
    others = names[1:]
    chance.shuffle(others)
    order = []
    for start in range(0, len(others), YARDSTICK_EVERY):
        order += [names[0], *others[start:start + YARDSTICK_EVERY]]
    return [*order, names[0]]


class Rounds:
    """Collects samples of the contenders named; `take` makes one for a name, `warm` is how many requests warm it up, 0 for none."""

    def __init__(self, names: list, take, warm: int):
        self.names = names
        self.take = take
        self.warm = warm
        self.chance = random.Random(1)
        self.rows = {name: [] for name in names}

    def run(self, title: str, number: int) -> dict:
        """A Row for each name."""
        for name in self.names:
            say(f"{title}: warming up {name}")
            self._warm_up(name)
        for count in range(number):
            say(f"{title}: round {count + 1} of {number}")
            self._round()
        say("")
        return {name: summary(samples) for name, samples in self.rows.items()}

    def _warm_up(self, name: str) -> None:
        """Until so many requests were answered; who is too slow for that gets one time."""
        done = 0
        while done < self.warm:
            answered = self.take(name).outcome.requests
            done = done + answered if answered > self.warm / 20 else self.warm

    def _round(self) -> None:
        samples = {name: [] for name in self.names}
        for name in order_of(self.names, self.chance):
            samples[name].append(self.take(name))
        yardstick = samples[self.names[0]]
        rate, cpu = (statistics.mean(getattr(sample, field) for sample in yardstick) for field in ("rate", "cpu"))
        for name, found in samples.items():
            self.rows[name] += [(sample, sample.rate / rate, sample.cpu / cpu) for sample in found]


def summary(samples: list) -> Row:
    return Row(Figure.of([sample.rate for sample, _, _ in samples]), Figure.of([ratio for _, ratio, _ in samples]),
               Figure.of([sample.cpu for sample, _, _ in samples]), Figure.of([ratio for _, _, ratio in samples]),
               Figure.of([sample.outcome.p50 for sample, _, _ in samples]),
               Figure.of([sample.outcome.p99 for sample, _, _ in samples]))

