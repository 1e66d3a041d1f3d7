"""Runs the jobs of the site."""

import logging
import os
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from clinicsite.background.jobs import run_due_jobs

logger = logging.getLogger(__name__)
SECONDS_BETWEEN_ROUNDS = 2


class Command(BaseCommand):
    """`manage.py run_jobs`: sends mail, raises alarms, opens and closes, tidies up, until it is stopped."""

    help = "Run the jobs of the site until stopped; with --once, every job that is due, and end."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="run what is due now and end, for cron and timers")
        parser.add_argument(
            "--while-parent-lives",
            nargs="?",
            type=int,
            const=os.getppid(),
            metavar="PID",
            help="end when the starting process ends; its number helps where it may end before this one has begun",
        )

    def handle(self, *args, **options):
        if options["once"]:
            for name in run_due_jobs():
                self.stdout.write(name)
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        parent = options["while_parent_lives"]
        while not stopped.is_set():
            self._run_round()
            if parent and os.getppid() != parent:
                return
            stopped.wait(SECONDS_BETWEEN_ROUNDS)

    def _run_round(self) -> None:
        """A database that is away for a while must not end the runner: mail and alarms would stop with it."""
        close_old_connections()
        try:
            run_due_jobs()
        except DatabaseError as error:
            logger.error("No jobs ran: %s", type(error).__name__)
