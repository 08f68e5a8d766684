"""Changes to a partnership and everything in it."""

from alongside.partnerships.actions.introducing import PairRefused, introduce_pair

__all__ = ["PairRefused", "introduce_pair"]
