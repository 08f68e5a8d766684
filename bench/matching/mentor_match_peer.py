"""Runs in an environment of its own that has mentor-match: one round over the sample with rules like ours."""

import csv
import operator
import sys

from matching import process  # type: ignore[import-not-found]
from matching.mentee import Mentee  # type: ignore[import-not-found]
from matching.mentor import Mentor  # type: ignore[import-not-found]
from matching.rules import rule  # type: ignore[import-not-found]

GRADES = ("AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4")


def people(kind: type, path: str) -> list[object]:
    """The sample's rows as this package wants them."""
    with open(path, newline="") as file:
        return [kind(**{**row, "grade": GRADES.index(row["grade"])}) for row in csv.DictReader(file)]


RULES = [
    rule.Disqualify(lambda match: match.mentee.organisation == match.mentor.organisation),
    rule.Grade(target_diff=0, logical_operator=operator.gt, score_dict={True: 12, False: 0}),
    rule.Equivalent("profession", {True: 4, False: 0}),
]

if __name__ == "__main__":
    mentors, mentees = process.process_data(people(Mentor, sys.argv[2]), people(Mentee, sys.argv[1]), [RULES])
    sys.stdout.write(f"{sum(1 for mentee in mentees if mentee.connections)}\n")
