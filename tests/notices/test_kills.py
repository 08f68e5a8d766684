"""The sender and the worker are killed again and again; nothing is lost."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings
from django.db import connections

from alongside.notices.actions import MailText, ask_worker, queue_mail
from alongside.notices.models import Job, Mail
from alongside.notices.outbox import send_waiting
from tests.plugins.races import Races

MAILS = 300
ROUNDS = int(os.environ.get("ALONGSIDE_KILLS", "100"))
SHORT = timedelta(milliseconds=50)


class PostBox:
    """A mail server that counts what it was given."""

    def __init__(self) -> None:
        self.received: Counter[str] = Counter()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        head = (
            str(envelope.content, "utf-8").split("\r\n\r\n")[0] if isinstance(envelope.content, bytes) else ""
        )
        line = next(line for line in head.split("\r\n") if line.lower().startswith("message-id:"))
        self.received[line.split(":", 1)[1].strip()] += 1
        return "250 taken"


@pytest.fixture
def post_box(settings: LazySettings) -> Iterator[PostBox]:
    """The mail server that the installation is pointed at."""
    box = PostBox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()


def _kill_when(ready: Callable[[], bool], action: Callable[[], object]) -> bool:
    """Run `action` in a process of its own and kill -9 it once `ready`; whether it was still at work."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            action()
        finally:
            os._exit(0)
    until = time.monotonic() + 5
    while not ready() and time.monotonic() < until:
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _ids() -> set[str]:
    return set(Mail.objects.values_list("message_id", flat=True))


def test_a_sender_killed_many_times_loses_no_mail(races: Races, post_box: PostBox) -> None:
    for number in range(MAILS):
        queue_mail(
            f"p{number}@people.example", event=f"e{number}", kind="offer", mail=MailText("Hello", "Words.")
        )
    chance, kills = random.Random(7), 0
    for _ in range(ROUNDS):
        enough = post_box.received.total() + chance.randint(0, 3)
        pause = chance.uniform(0, 0.01)

        def ready(enough: int = enough, pause: float = pause) -> bool:
            came = post_box.received.total() >= enough
            time.sleep(pause if came else 0)
            return came

        kills += _kill_when(ready, partial(send_waiting, lease=SHORT))
    assert (kills, post_box.received.total() > ROUNDS / 2) == (ROUNDS, True)
    while Mail.objects.filter(status=Mail.WAITING).exists():
        send_waiting(lease=SHORT)
        time.sleep(SHORT.total_seconds())
    assert _ids() - set(post_box.received) == set()
    assert post_box.received.total() - MAILS <= kills
    assert set(Mail.objects.values_list("status", flat=True)) == {Mail.SENT}


def test_a_sender_killed_after_any_statement_loses_no_mail(races: Races, post_box: PostBox) -> None:
    queue_mail("p@people.example", event="e", kind="offer", mail=MailText("Hello", "Words."))
    points = 0
    for _ in races.each_kill_point(partial(send_waiting, lease=timedelta(0))):
        points += 1
        send_waiting(lease=timedelta(0))
        assert _ids() - set(post_box.received) == set()
        Mail.objects.update(status=Mail.WAITING, lease_until=None)
        post_box.received.clear()
    assert points > 3


WORKER = """
import sys, time, django
django.setup()
from alongside.notices import working
from alongside.notices.models import Job
from alongside.notices.registry import job
from alongside.notices.worker import Worker
working.run_jobs.__kwdefaults__["lease"] = working.timedelta(seconds=1)

@job("slow")
def slow(asked):
    for step in range(1, 4):
        working.report_progress(asked, step, 3)
        print("step", step, "of attempt", asked.attempts, flush=True)
        time.sleep(0.4)

Worker().run()
"""


def test_a_job_whose_worker_process_is_killed_is_done_by_the_next(
    races: Races, product_environment: dict[str, str]
) -> None:
    ask_worker("slow")
    environment = {**product_environment, "DJANGO_SETTINGS_MODULE": "alongside.settings"}
    start = partial(
        subprocess.Popen, [sys.executable, "-c", WORKER], env=environment, stdout=subprocess.PIPE, text=True
    )
    first = start()
    assert first.stdout is not None
    said = [first.stdout.readline(), first.stdout.readline()]
    first.kill()
    first.wait()
    second = start()
    until = time.monotonic() + 30
    while Job.objects.get().status != Job.DONE and time.monotonic() < until:
        time.sleep(0.1)
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=10) == 0
    assert said == ["step 1 of attempt 1\n", "step 2 of attempt 1\n"]
    row = Job.objects.get()
    assert (row.status, row.attempts, row.done_steps) == (Job.DONE, 2, 3)
