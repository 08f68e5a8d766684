"""The tests of Alongside: the folders mirror `alongside/`, path for path."""
