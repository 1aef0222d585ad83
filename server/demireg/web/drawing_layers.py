"""Into which column of a drawing each box goes."""

from collections import defaultdict
from collections.abc import Sequence


def layers_of(keys: Sequence[str], arrows: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the column of each box: after all that lead to it, but as near to what it leads to as can be."""
    forward = _acyclic(keys, arrows)
    layers = dict.fromkeys(keys, 0)
    for _ in keys:
        for source, target in forward:
            layers[target] = max(layers[target], layers[source] + 1)
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    for source, target in forward:
        after[source].append(target)
        before[target].append(source)
    for key in sorted(keys, key=lambda key: -layers[key]):
        if after[key] and not before[key]:
            layers[key] = min(layers[target] for target in after[key]) - 1
    used = {layer: at for at, layer in enumerate(sorted(set(layers.values())))}
    return {key: used[layer] for key, layer in layers.items()}


def _acyclic(keys: Sequence[str], arrows: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the arrows as steps from left to right; those that would close a circle are turned round."""
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in arrows:
        after[source].append(target)
    steps: set[tuple[str, str]] = set()
    done: set[str] = set()

    def visit(key: str, above: frozenset[str]) -> None:
        if key in done:
            return
        inside = above | {key}
        for target in after[key]:
            steps.add((target, key) if target in inside else (key, target))
            if target not in inside:
                visit(target, inside)
        done.add(key)

    heads = {target for _, target in arrows}
    for key in sorted(keys, key=lambda key: (key in heads, keys.index(key))):
        visit(key, frozenset())
    return sorted((left, right) for left, right in steps if (right, left) not in steps or left < right)
