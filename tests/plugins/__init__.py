"""What the tests need from pytest: databases, a browser, races, and the rules of the house."""
