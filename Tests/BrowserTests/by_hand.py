"""The demo round's arithmetic once more, independent of Lorbeer: fractions, and the rules read off the rule file by hand."""

from fractions import Fraction
from statistics import median

WEIGHTS = {"verankerung": 5, "beschaffung": 5, "multiplikation": 3, "marketing": 3, "zusammenarbeit": 2, "wirkung": 2}
MAXIMUM = 10
LADDER_CENTS = [3_500_000, 2_000_000, 1_500_000]
SPECIAL_CENTS = 1_000_000
BUDGET_CENTS = 25_000_000

# Points by criterion as a juror types them; "n/a" is not applicable.
Sheet = dict[str, str]


def points(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def total(sheet: Sheet) -> Fraction:
    """Of 100. A criterion that is not applicable leaves its weight to the others."""
    counted = {code: text for code, text in sheet.items() if text != "n/a"}
    reached = sum(WEIGHTS[code] * points(text) / MAXIMUM for code, text in counted.items())
    return 100 * Fraction(reached) / sum(WEIGHTS[code] for code in counted)


def mean(sheets: list[Sheet]) -> Fraction:
    return sum(map(total, sheets)) / len(sheets)


def order_key(sheets: list[Sheet]) -> tuple[Fraction, Fraction, Fraction]:
    """Mean, then median of the totals, then the mean of the criterion `verankerung`: the higher the better."""
    first = [points(sheet["verankerung"]) for sheet in sheets if sheet["verankerung"] != "n/a"]
    return mean(sheets), median(map(total, sheets)), sum(first) / len(first)


def places(sheets: dict[str, list[Sheet]]) -> list[list[str]]:
    """Groups in order of merit; a group of more than one is a tie that no rule decides."""
    keys = {name: order_key(of) for name, of in sheets.items()}
    return [sorted(name for name in keys if keys[name] == key) for key in sorted(set(keys.values()), reverse=True)]


def pooled(groups: list[list[str]]) -> dict[str, int]:
    """Cents by name: a group shares the prizes of the places it covers; no amount here leaves a cent over."""
    amounts: dict[str, int] = {}
    place = 0
    for group in groups:
        pot = sum(LADDER_CENTS[place:place + len(group)])
        place += len(group)
        assert pot % len(group) == 0
        amounts |= dict.fromkeys(group, pot // len(group))
    return {name: cents for name, cents in amounts.items() if cents}


def equal_shares(cents: int, names: list[str]) -> dict[str, int]:
    """The cents that are left over go to the first ones."""
    share, left = divmod(cents, len(names))
    return {name: share + (number < left) for number, name in enumerate(names)}


def german(value: Fraction, digits: int = 2) -> str:
    """Rounded half up: 79.2857… is "79,29"."""
    scaled = int(value * 10**digits + Fraction(1, 2))
    whole, part = divmod(scaled, 10**digits)
    return f"{whole},{part:0{digits}d}"


def euro(cents: int) -> str:
    """`250.000,00 €`, with the no-break space of the pages."""
    whole, part = divmod(cents, 100)
    return f"{whole:,}".replace(",", ".") + f",{part:02d}\N{NO-BREAK SPACE}€"
