"""How an estate without a will is shared where the sum hangs on more than one part of it."""

from fractions import Fraction
from math import floor


def _nearest(pence: Fraction) -> int:
    return floor(pence + Fraction(1, 2))


def scottish_share_of_a_spouse(
    home: int,
    furniture: int,
    other_land: int,
    movables: int,
    has_children: bool,
    home_limit: int,
    furniture_limit: int,
    money_limit: int,
) -> int:
    """Prior rights in the home, in furniture and to money, and then legal rights in what is left of the movable estate.

    The money comes out of land and out of movables in proportion to what there is of each (Succession (Scotland) Act 1964,
    section 9(3)). Legal rights are a third of the movables with children, and half without.
    """
    to_the_home, to_furniture = min(home, home_limit), min(furniture, furniture_limit)
    land, movable = home - to_the_home + other_land, furniture - to_furniture + movables
    money = min(money_limit, land + movable)
    from_movables = Fraction(money * movable, land + movable) if land + movable else Fraction(0)
    legal_rights = (movable - from_movables) / (3 if has_children else 2)
    return _nearest(to_the_home + to_furniture + money + legal_rights)


def equal_share(whole: int, people: int) -> int:
    """What each of so many people gets, to the nearest penny."""
    return _nearest(Fraction(whole, people)) if people > 0 else 0
