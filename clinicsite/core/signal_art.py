"""Signal art: line drawings that settle from spiky to calm.

The same seed always gives the same drawing, so a page's cover needs no upload, no storage and no text
alternative (it is decoration). The output is SVG path data; colours come from the style sheet's tokens.
"""

import hashlib
import math
from functools import lru_cache

# Coordinates are whole numbers of quarter units: short paths without visible steps.
SCALE = 4


class SeededNumbers:
    """Small, stable and seedable. Not `random.Random`, whose stream may change between Python versions."""

    def __init__(self, seed: str):
        self.block, self.position = hashlib.sha256(seed.encode()).digest(), 0

    def next(self) -> float:
        """A number from 0 to 1."""
        if self.position >= 32:
            self.block, self.position = hashlib.sha256(self.block).digest(), 0
        value = int.from_bytes(self.block[self.position : self.position + 4], "big") / 2**32
        self.position += 4
        return value

    def between(self, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        return low + (high - low) * self.next()


def _path(points: list[tuple[float, float]]) -> str:
    scaled = [(round(x * SCALE), round(y * SCALE)) for x, y in points]
    (last_x, last_y), steps = scaled[0], []
    for x, y in scaled[1:]:
        dx, dy = x - last_x, y - last_y
        last_x, last_y = x, y
        steps.append(f"{dx}{dy}" if dy < 0 else f"{dx} {dy}")
    return f"M{scaled[0][0]} {scaled[0][1]}l" + " ".join(steps)


def _row(numbers, depth, width, height, top, amplitude, energy, spread, bottom) -> str:
    """One line; `depth` runs from 0 at the top row to 1 at the bottom row."""
    base = top + depth * (height - top - bottom)
    centre, sigma = width * (0.5 + numbers.between(-0.05, 0.05)), width * (spread + 0.09 * depth)
    count = int(22 - 9 * depth)
    spikes = [
        (
            centre + sigma * 1.5 * (2 * (k + numbers.between(0.1, 0.9)) / count - 1),
            width / 600 * numbers.between(4.5, 9) * (1 + 2.4 * depth),
            numbers.between(0.15, 1) ** 1.3,
        )
        for k in range(count)
    ]
    phase_a, phase_b = numbers.between(0, 6.28), numbers.between(0, 6.28)
    step = width / 600 * (3 if depth < 0.35 else 5 if depth < 0.7 else 9)
    samples, points = math.ceil(width / step), []
    for k in range(samples + 1):
        x = width * k / samples
        envelope = math.exp(-(((x - centre) / sigma) ** 2))
        y = 0.82 * amplitude * energy * envelope * sum(a * math.exp(-(((x - c) / s) ** 2)) for c, s, a in spikes)
        edge, unit = min(1, x / (width * 0.07), (width - x) / (width * 0.07)), x * 600 / width
        swell = (1.6 + 3.6 * depth) * math.sin(unit / (40 + 10 * depth) + phase_a)
        y += edge * width / 600 * (swell + (1 - depth) * math.sin(unit / 15 + phase_b))
        points.append((x, base - y))
    return _path(points)


@lru_cache(maxsize=512)
def ridge(
    seed, rows=16, width=600, height=440, top=132, amplitude=118, heat=1.0, spread=0.19, bottom=16
) -> tuple[str, ...]:
    """Path data for each row, hot at the top and calm below. `heat` is 1 for a first part, near 0 for a last one.

    The viewBox is (width * SCALE) by (height * SCALE).
    """
    numbers, lines = SeededNumbers(seed), []
    for row in range(rows):
        depth = row / max(1, rows - 1)
        energy = heat * (1 - depth) ** 1.35
        lines.append(_row(numbers, depth, width, height, top, amplitude, energy, spread, bottom))
    return tuple(lines)


@lru_cache(maxsize=8)
def settle(width=1440, base=92, amplitude=80, seed="settle") -> str:
    """One cubic path for the edge of an article's header: sharp at the left, a slow swell at the right. Not scaled."""
    numbers, commands = SeededNumbers(seed), [f"M0 {base}"]

    def curve(x0, y0, x1, y1, leave, arrive):
        commands.append(
            f"C{x0 + (x1 - x0) * leave:.0f} {y0:.0f} {x1 - (x1 - x0) * arrive:.0f} {y1:.0f} {x1:.0f} {y1:.0f}"
        )

    x, y = 0.0, base
    while x < width + 40:
        t = min(1, x / (width * 0.78))
        wave = 30 + 150 * t**1.15
        rise = amplitude * ((1 - t) ** 1.6 + 0.11) * (numbers.between(0.5, 1) if t < 0.9 else 1)
        dip, sharpness = rise * (0.30 + 0.55 * t), 0.10 + 0.30 * t
        peak = x + wave * 0.40
        curve(x, y, peak, base - rise, 0.45, sharpness)
        trough = peak + wave * (0.26 + 0.18 * t)
        curve(peak, base - rise, trough, base + dip, sharpness, 0.34)
        if t < 0.5:
            rest = trough + wave * 0.34
            curve(trough, base + dip, rest, base, 0.34, 0.5)
            x, y = rest, base
        else:
            x, y = trough, base + dip
    return "".join(commands)


def rings(seed: str, count: int = 5) -> tuple[str, ...]:
    """Closed contour lines around the middle of a 200 by 200 box, for a person without a photo."""
    numbers, lines = SeededNumbers(seed), []
    phase, lobes = numbers.between(0, 6.28), 3 + int(numbers.between(0, 3))
    for ring in range(count):
        radius, swing = 34 + ring * 15, 2 + ring * 1.6
        points = []
        for k in range(49):
            angle = 2 * math.pi * k / 48
            r = radius + swing * math.sin(lobes * angle + phase + ring * 0.35)
            points.append((100 + r * math.cos(angle), 100 + r * math.sin(angle)))
        lines.append(_path(points) + "z")
    return tuple(lines)
