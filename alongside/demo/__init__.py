"""The demonstration: a world made by the product's own actions, and the ways into it."""

from alongside.demo.world import load_world

__all__ = ["load_world"]
