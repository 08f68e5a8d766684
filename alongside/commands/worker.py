"""Send mail, run jobs and keep the clock."""

import argparse

from alongside.commands.environment import require_present_tables, start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to go on for ever."""
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")


def run(options: argparse.Namespace) -> int:
    """Work until Ctrl-C or SIGTERM; without the right master key it does not start."""
    start(with_key=True)
    require_present_tables()
    from alongside.notices.worker import Worker  # noqa: PLC0415  needs the apps

    worker = Worker()
    if options.once:
        worker.run_once()
    else:
        worker.run()
    return 0
