"""Mixed pages on a large demonstration, with locust: fifty requests a second, and how long the slowest of twenty took.

Start the demonstration in one shell, and this in another:

    alongside demo --members 150000
    python -m bench.load --seconds 60 --rate 50

It reads the demonstration's own data folder (var/demo) for people to sign in as, and sends nothing to any other address
than 127.0.0.1. Members look at their home, partnership, session, goals, expectations and CPD; the office looks at its
home, applications, members and partnerships; one request in twenty writes a draft. Requests come at random moments, as
those of people who know nothing of each other do: each person's come on average every two seconds, and a slow answer puts
off none of those that follow. (At a fixed beat those who began together would go on asking in the same instant, and the
figure would be the length of that queue.)
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from locust import HttpUser, task

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = "ALONGSIDE_LOAD_PEOPLE"
EACH = 0.5  # requests a second of one person
_chance = Random(1)


class Person(HttpUser):
    """Somebody who is signed in by the demonstration's link and then looks at pages."""

    abstract = True
    people: tuple[str, ...] = ()
    planned = 0.0

    def wait_time(self) -> float:
        """Seconds until the next request that was planned, however long the last one took."""
        self.planned += _chance.expovariate(EACH)
        return max(0.0, self.planned - time.monotonic())

    def on_start(self) -> None:
        """Sign in."""
        self.planned = time.monotonic()
        self.client.get(_chance.choice(self.people), name="(sign in)")

    def see(self, path: str, name: str) -> str:
        """Open a page and give back its text."""
        return str(self.client.get(path, name=name).text)


def _links(kind: str) -> tuple[str, ...]:
    file = os.environ.get(PEOPLE)
    lines = Path(file).read_text().splitlines() if file else []
    return tuple(line.split(" ", 1)[1] for line in lines if line.startswith(kind))


class Partner(Person):
    """A partner: most of the traffic."""

    weight = 16
    people = _links("partner")

    def on_start(self) -> None:
        """Sign in and find one's own partnership."""
        super().on_start()
        home = self.see("/", "home")
        found = re.search(r"/partnerships/[0-9a-f-]{36}/", home)
        self.partnership = found.group(0) if found else "/partnerships/"
        sessions = re.findall(r"/sessions/[0-9a-f-]{36}/", home)
        self.session = _chance.choice(sessions) if sessions else "/"

    @task(8)
    def home(self) -> None:
        """Home."""
        self.see("/", "home")

    @task(3)
    def partner(self) -> None:
        """The partnership."""
        self.see(self.partnership, "partnership")

    @task(3)
    def meeting(self) -> None:
        """A session."""
        self.see(self.session, "session")

    @task(2)
    def cpd(self) -> None:
        """The CPD record."""
        self.see("/cpd/", "CPD")

    @task(1)
    def goals(self) -> None:
        """Goals."""
        self.see(f"{self.partnership}goals/", "goals")

    @task(1)
    def expectations(self) -> None:
        """Expectations."""
        self.see(f"{self.partnership}expectations/", "expectations")

    @task(1)
    def write(self) -> None:
        """Type half a sentence into a CPD record, which is kept as a draft."""
        token = self.client.cookies.get("csrftoken", "")
        if not token:
            self.see("/cpd/add/", "add to CPD")
            token = self.client.cookies.get("csrftoken", "")
        self.client.post(
            "/cpd/add/draft/",
            {"title": "Half a sentence", "csrfmiddlewaretoken": token},
            headers={"X-Autosave": "1", "Referer": f"{self.host}/cpd/add/"},
            name="write a draft",
        )


class Officer(Person):
    """The office."""

    weight = 4
    people = _links("office")

    @task(3)
    def home(self) -> None:
        """The office's home."""
        self.see("/office/imi/", "office home")

    @task(2)
    def applications(self) -> None:
        """Applications."""
        self.see("/office/imi/applications/", "office applications")

    @task(2)
    def members(self) -> None:
        """Find a member by part of a name."""
        self.see(
            f"/office/imi/members/?words={_chance.choice(('Lloyd', 'Rees', 'Ahmed', 'Zo'))}", "office members"
        )

    @task(1)
    def partnerships(self) -> None:
        """Partnerships."""
        self.see("/office/imi/partnerships/", "office partnerships")


def people_of_the_demonstration() -> Iterator[str]:
    """A line per sign-in link: partners, then the office."""
    from alongside.demo.cast import sign_in_address  # noqa: PLC0415  needs the settings
    from alongside.partnerships.models import Partnership  # noqa: PLC0415  needs the apps
    from alongside.people.models import OfficeRole  # noqa: PLC0415  needs the apps

    for pair in Partnership.objects.exclude(state="ended").select_related(
        "mentee__account", "mentor__account"
    ):
        yield f"partner {sign_in_address(pair.mentee.account)}"
        yield f"partner {sign_in_address(pair.mentor.account)}"
    for role in OfficeRole.objects.filter(
        body__slug="imi", role__in=["coordinator", "director"]
    ).select_related("account"):
        yield f"office {sign_in_address(role.account)}"


def main() -> int:
    """Run the scenario against a demonstration that is already up."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=int, default=60, help="how long (60)")
    parser.add_argument("--rate", type=int, default=50, help="requests a second (50)")
    parser.add_argument("--port", type=int, default=8000, help="where the demonstration answers (8000)")
    options = parser.parse_args()
    host = f"http://127.0.0.1:{options.port}"
    data = ROOT / "var" / "demo"
    os.environ |= {
        "ALONGSIDE_DATA": str(data),
        "ALONGSIDE_DEMO": "1",
        "ALONGSIDE_URL": host,
        "DJANGO_SETTINGS_MODULE": "alongside.settings",
    }
    import django  # noqa: PLC0415  after the environment is set

    django.setup()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as people:
        people.write("\n".join(people_of_the_demonstration()))
        people.flush()
        users = round(options.rate / EACH)
        command = [
            sys.executable,
            "-m",
            "locust",
            "--headless",
            "--only-summary",
            "-f",
            __file__,
            "--host",
            host,
        ]
        command += [
            "--users",
            str(users),
            "--spawn-rate",
            str(users / 10),
            "--run-time",
            f"{options.seconds}s",
        ]
        return subprocess.run([*command, "--reset-stats"], env={**os.environ, PEOPLE: people.name}).returncode


if __name__ == "__main__":
    sys.exit(main())
