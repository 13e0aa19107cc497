"""`comity visa`: who may cross whose border. Without a further command, one journey is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup

from comity.cli.visa import ask, check, history, imports, offers, reciprocity

if TYPE_CHECKING:
    from typer._click import Context


class _AskedDirectly(TyperGroup):
    """A group whose first word may be a passport: then it is the question of one journey."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in {"-h", "--help"}:
            args = ["ask", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_AskedDirectly,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Who may cross: whether a visa is needed, for how long one may stay, and what shows it.\n\n"
    "\b\n"
    "`comity visa PASSPORT DESTINATION` asks about one journey (`comity visa ask --help`):\n"
    "  comity visa RUS JPN --on 2019-02-15\n"
    "  comity visa IDN JPN --on 2015-06-01 --registered --days 10\n"
    "  comity visa GBR SCHENGEN --on 2024-06-14 --stays stays.csv\n\n"
    "No legal advice: check with the destination's mission before you travel.",
)
app.command("ask")(ask.ask)
app.command("history")(history.history)
app.command("reciprocity")(reciprocity.reciprocity)
app.command("passports")(offers.passports)
app.command("destinations")(offers.destinations)
app.command("check")(check.check)
app.command("import")(imports.import_record)
