"""Draw boxes and arrows in layers from left to right, so that they can be read without a pointer.

Columns follow the arrows; an arrow that passes a column gets a place of its own there, so that none runs through a box.
"""

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from demireg.web.drawing_layers import layers_of

_LINE, _PAD, _LETTER, _SMALL = 17, 12, 7.3, 6.3
_MARGIN, _GAP_Y, _PASSAGE, _PORT = 8, 18, 14, 15
_LEAST_GAP, _MOST_GAP = 48, 230
_SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Box:
    """What one box shows.

    key: its name in the drawing; lines: its text; sub: small text below, or empty; href: where it leads, or empty;
    look: class names of the style sheet.
    """

    key: str
    lines: tuple[str, ...]
    sub: str = ""
    href: str = ""
    look: str = ""

    @property
    def width(self) -> int:
        """Return how wide the box is drawn."""
        text = max((len(line) * _LETTER for line in self.lines), default=0)
        return round(max(56, text, len(self.sub) * _SMALL)) + 2 * _PAD

    @property
    def height(self) -> int:
        """Return how high the box is drawn."""
        return _LINE * (len(self.lines) + bool(self.sub)) + 12


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow. source, target: keys of boxes; label: its text, or empty; look: class names of the style sheet."""

    source: str
    target: str
    label: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box and the place of its upper left corner. box, x, y; width, height: its size in this drawing."""

    box: Box
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PlacedArrow:
    """An arrow and its line.

    arrow; path: the line from left to right; x, y: the middle of its label; backward: it points to the left.
    """

    arrow: Arrow
    path: str
    x: int
    y: int
    backward: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing. width, height: its size; boxes, arrows: what is on it."""

    width: int
    height: int
    boxes: tuple[PlacedBox, ...]
    arrows: tuple[PlacedArrow, ...]


def draw(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> Drawing:
    """Lay out boxes and the arrows between them; an arrow from a box to itself is left out."""
    known = {box.key: box for box in boxes}
    kept = [each for each in arrows if each.source != each.target and {each.source, each.target} <= known.keys()]
    sheet = _Sheet(known, kept, layers_of(list(known), [(each.source, each.target) for each in kept]))
    sheet.order()
    sheet.place()
    return sheet.drawing()


@dataclass(slots=True)
class _Sheet:
    """A drawing while it is being made. known, arrows, layers: what is drawn; columns: keys from top to bottom."""

    known: Mapping[str, Box]
    arrows: Sequence[Arrow]
    layers: Mapping[str, int]
    columns: list[list[str]] = field(default_factory=list)
    ways: list[list[str]] = field(default_factory=list)
    x: list[int] = field(default_factory=list)
    y: dict[str, float] = field(default_factory=dict)
    heights: dict[str, int] = field(default_factory=dict)

    def order(self) -> None:
        """Order each column so that arrows cross little."""
        self.columns = [[] for _ in range(max(self.layers.values(), default=0) + 1)]
        for key in self.known:
            self.columns[self.layers[key]].append(key)
        for index, arrow in enumerate(self.arrows):
            left, right = sorted((arrow.source, arrow.target), key=self.layers.__getitem__)
            passed = range(self.layers[left] + 1, self.layers[right])
            way = [left, *(f"{index}@{layer}" for layer in passed), right]
            for layer, key in zip(passed, way[1:-1], strict=True):
                self.columns[layer].append(key)
            self.ways.append(way)
        best = self._crossings(), [list(column) for column in self.columns]
        for sweep in range(_SWEEPS):
            rightwards = sweep % 2 == 0
            beside = self._beside(rightwards)
            for column in self.columns[1:] if rightwards else self.columns[-2::-1]:
                self._sort(column, beside)
            crossings = self._crossings()
            if crossings < best[0]:
                best = crossings, [list(column) for column in self.columns]
        self.columns = best[1]

    def _crossings(self) -> int:
        """Count how often arrows cross between neighbouring columns."""
        at = {key: index for column in self.columns for index, key in enumerate(column)}
        where = {key: layer for layer, column in enumerate(self.columns) for key in column}
        steps = sorted((where[left], at[left], at[right]) for way in self.ways for left, right in pairwise(way))
        found = 0
        for _, gap in groupby(steps, key=lambda step: step[0]):
            passed: list[int] = []
            for _, _, right in gap:
                found += len(passed) - bisect_right(passed, right)
                insort(passed, right)
        return found

    def _beside(self, rightwards: bool) -> dict[str, list[str]]:
        beside: dict[str, list[str]] = defaultdict(list)
        for way in self.ways:
            for left, right in pairwise(way):
                beside[right if rightwards else left].append(left if rightwards else right)
        return beside

    def _sort(self, column: list[str], beside: Mapping[str, list[str]]) -> None:
        rank = {key: (at + 0.5) / len(each) for each in self.columns for at, key in enumerate(each)}
        weight = {key: _mean([rank[other] for other in beside.get(key, ())], rank[key]) for key in column}
        column.sort(key=weight.__getitem__)

    def place(self) -> None:
        """Give every column its x and every box its y, near the middle of what it is joined to."""
        self._columns_apart()
        self.heights = self._high_enough()
        for column in self.columns:
            self._stack(column, dict.fromkeys(column, 0.0))
        both = self._beside(rightwards=True)
        for key, others in self._beside(rightwards=False).items():
            both[key] = [*both.get(key, ()), *others]
        for _ in range(_SWEEPS):
            for column in (*self.columns, *self.columns[::-1]):
                wish = {
                    key: _mean([self._middle(other) for other in both.get(key, ())], self._middle(key))
                    for key in column
                }
                self._stack(column, {key: wish[key] - self._height(key) / 2 for key in column})
        top = min(self.y.values(), default=0)
        self.y = {key: round(y - top + _MARGIN) for key, y in self.y.items()}

    def _columns_apart(self) -> None:
        x = _MARGIN
        for layer, column in enumerate(self.columns):
            self.x.append(x)
            room = [0, 0]
            for index, way in enumerate(self.ways):
                if way[-2 if self._named_at_end(index) else 0] in column:
                    side = int(self._named_at_end(index))
                    room[side] = max(room[side], len(self.arrows[index].label))
            x += self._column_width(layer) + min(_MOST_GAP, max(_LEAST_GAP, round(sum(room) * _SMALL) + 38))

    def _named_at_end(self, index: int) -> bool:
        """Tell whether an arrow's words stand at its right end: where fewer arrows meet, there is room for them."""
        way = self.ways[index]
        return sum(other[0] == way[0] for other in self.ways) > sum(other[-1] == way[-1] for other in self.ways)

    def _column_width(self, layer: int) -> int:
        return max((self.known[key].width for key in self.columns[layer] if key in self.known), default=0)

    def _height(self, key: str) -> int:
        return self.heights.get(key, _PASSAGE)

    def _high_enough(self) -> dict[str, int]:
        """Return the height of each box: room for its text, and for the arrows that meet at either of its sides."""
        left = Counter(way[-1] for way in self.ways)
        right = Counter(way[0] for way in self.ways)
        return {key: max(box.height, max(left[key], right[key]) * _PORT) for key, box in self.known.items()}

    def _middle(self, key: str) -> float:
        return self.y[key] + self._height(key) / 2

    def _stack(self, column: Sequence[str], wish: Mapping[str, float]) -> None:
        """Put a column's boxes where they wish to be, without overlap and in their order."""
        groups: list[tuple[list[str], float]] = []
        for key in column:
            group, top = [key], wish[key]
            while groups and groups[-1][1] + self._extent(groups[-1][0]) > top:
                above, above_top = groups.pop()
                extent = self._extent(above)
                top = (above_top * len(above) + (top - extent) * len(group)) / (len(above) + len(group))
                group = [*above, *group]
            groups.append((group, top))
        for group, top in groups:
            below = top
            for key in group:
                self.y[key] = below
                below += self._height(key) + _GAP_Y

    def _extent(self, group: Sequence[str]) -> float:
        return sum(self._height(key) + _GAP_Y for key in group)

    def drawing(self) -> Drawing:
        """Return the finished drawing."""
        boxes = tuple(
            PlacedBox(
                box,
                self.x[self.layers[key]],
                round(self.y[key]),
                self._column_width(self.layers[key]),
                self._height(key),
            )
            for key, box in self.known.items()
        )
        right = max((placed.x + placed.width for placed in boxes), default=0)
        bottom = max((self.y[key] + self._height(key) for key in self.y), default=0)
        ends = {**self._spread(0, 1), **self._spread(-1, -2)}
        arrows = tuple(self._arrow(index, ends) for index in range(len(self.arrows)))
        return Drawing(right + _MARGIN, round(bottom) + _MARGIN, boxes, arrows)

    def _spread(self, end: int, beside: int) -> dict[tuple[int, int], float]:
        """Return where at a box's side each arrow ends, from top to bottom in the order of what they come from."""
        meeting: dict[str, list[int]] = defaultdict(list)
        for index, way in enumerate(self.ways):
            meeting[way[end]].append(index)
        found: dict[tuple[int, int], float] = {}
        for key, indices in meeting.items():
            indices.sort(key=lambda index: self._middle(self.ways[index][beside]))
            for at, index in enumerate(indices):
                found[index, end] = self._middle(key) + (at - (len(indices) - 1) / 2) * _PORT
        return found

    def _arrow(self, index: int, ends: Mapping[tuple[int, int], float]) -> PlacedArrow:
        arrow, way = self.arrows[index], self.ways[index]
        layer = self.layers[way[0]]
        x, y = self.x[layer] + self._column_width(layer), round(ends[index, 0])
        half = round(len(arrow.label) * _SMALL / 2)
        label = (x + half + 10, y + 4)
        points = [f"M{x} {y}"]
        for step, key in enumerate(way[1:], start=1):
            to_x = self.x[layer + step]
            to_y = round(self._middle(key)) if step < len(way) - 1 else round(ends[index, -1])
            bend = (x + to_x) // 2
            points.append(f"C{bend} {y} {bend} {to_y} {to_x} {to_y}")
            x, y = to_x, to_y
            if step < len(way) - 1:
                x += self._column_width(layer + step)
                points.append(f"H{x}")
        if self._named_at_end(index):
            label = (x - half - 14, y + 4)
        return PlacedArrow(arrow, "".join(points), *label, backward=arrow.source != way[0])


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
