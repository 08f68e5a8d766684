"""The cast of the tests, and the plugins that every test may use."""

pytest_plugins: list[str] = []
