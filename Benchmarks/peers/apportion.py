"""Largest remainder with the package apportionment, in binary64, its faster way."""

from collections.abc import Callable

import apportionment.methods as methods
import measuring

MASK = (1 << 64) - 1


def weights() -> list[int]:
    """The weights of EngineBench's OrdinalRows in thousandths: SplitMix64 with seed 250,000."""
    state, drawn = 250_000, []
    for _ in range(10_000):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        value = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
        drawn.append((((value ^ (value >> 31)) * 100_000) >> 64) + 1)
    return drawn


def largest_remainder(jury: measuring.Jury) -> Callable[[], object]:
    votes = weights()
    names = [str(number) for number in range(len(votes))]

    def work() -> int:
        cents = methods.largest_remainder(votes, 25_000_000, parties=names)
        return sum(place * amount for place, amount in enumerate(cents, 1))

    return work


ROWS = {"largestRemainder": largest_remainder}

if __name__ == "__main__":
    measuring.main(ROWS)
