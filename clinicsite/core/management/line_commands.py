"""What commands over JSON Lines say, and how they end."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from clinicsite.core.json_lines import Line, rewrite_lines


class LinesCommand(BaseCommand):
    """A command that reads JSON Lines, names each bad one, and then ends with status 1."""

    def rewrite(
        self,
        source: Path,
        target: Path,
        *,
        read: Callable[[Iterable[bytes]], Iterator[Line]],
        rewritten: Callable[[Line], dict],
        done: str,
    ) -> None:
        """Rewrite a file into another one; `done` is what came of each line, in the plural."""
        if target.exists() and source.exists() and target.samefile(source):
            raise CommandError("The output would overwrite the input. Name another file.")
        with naming_files(source):
            result = rewrite_lines(source, target, read=read, rewritten=rewritten)
        self.stdout.write(f"{result.count} {done}: {target}")
        self.complain(result.complaints, f"could not be read. They are kept in {result.rejected}")

    def complain(self, complaints: list[str], what_became: str) -> None:
        """Print every complaint and end with an error, where there are any."""
        for complaint in complaints:
            self.stderr.write(complaint)
        if complaints:
            raise CommandError(f"{len(complaints)} lines {what_became}")


@contextmanager
def naming_files(path: Path) -> Iterator[None]:
    """A file that cannot be read or written ends the command with its name and the reason, without a traceback."""
    try:
        yield
    except OSError as error:
        raise CommandError(f"{error.filename or path}: {error.strerror}") from error
