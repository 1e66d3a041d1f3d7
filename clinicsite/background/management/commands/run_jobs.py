"""Runs the jobs of the site."""

import os
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from clinicsite.background.jobs import run_due_jobs

SECONDS_BETWEEN_ROUNDS = 2


class Command(BaseCommand):
    """`manage.py run_jobs`: sends mail, raises alarms, opens and closes, tidies up, until it is stopped."""

    help = "Run the jobs of the site until stopped; with --once, every job that is due, and end."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="run what is due now and end, for cron and timers")
        parser.add_argument("--while-parent-lives", action="store_true", help="end when the starting process ends")

    def handle(self, *args, **options):
        if options["once"]:
            for name in run_due_jobs():
                self.stdout.write(name)
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        parent = os.getppid()
        while not stopped.is_set():
            close_old_connections()
            run_due_jobs()
            if options["while_parent_lives"] and os.getppid() != parent:
                return
            stopped.wait(SECONDS_BETWEEN_ROUNDS)
