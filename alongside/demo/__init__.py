"""The demonstration: a world made by the product's own actions, and the ways into it."""
