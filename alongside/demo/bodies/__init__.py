"""The bodies of the demonstration, in the order in which they are set up and shown."""

from typing import Final

from alongside.demo.bodies import doctors, educators, illustrators, nurses, physicists
from alongside.demo.stage import Plan

BODIES: Final[tuple[Plan, ...]] = (
    illustrators.BODY,
    physicists.BODY,
    nurses.BODY,
    educators.BODY,
    doctors.BODY,
)
