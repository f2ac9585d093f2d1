"""Puts small faults into a room, one at a time, and runs the tests nearest to each: which does nobody notice?

python -m tests.mutation text --sample 80 --seed 1
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tests.mutation.equivalents import Equivalents
from tests.mutation.forked import ChildFailed
from tests.mutation.mutants import drawn, mutants_of
from tests.mutation.rooms import Room
from tests.mutation.trials import Outcome, Trials

ROOT = Path(__file__).resolve().parents[2]

#: The share of a sample that tests must notice.
_ENOUGH = 0.85


@click.command(help=__doc__)
@click.argument("room")
@click.option("--sample", default=80, show_default=True, help="Mutants to try.")
@click.option("--seed", default=1, show_default=True, help="Which mutants are drawn.")
@click.option("--seconds", default=30.0, show_default=True, help="Time of a test, beside five times the usual.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, help="The tree.")
def main(room: str, sample: int, seed: int, seconds: float, root: Path) -> None:
    chosen = Room.named(root, room)
    equivalents = Equivalents.read(root / "tests" / "mutation" / "equivalent.txt")
    candidates = [mutant for mutant in mutants_of(root, chosen.files) if mutant not in equivalents]
    mutants = drawn(candidates, sample, seed)
    click.echo(f"{room}: {len(mutants)} of {len(candidates)} mutants, seed {seed}; tests of {', '.join(chosen.tests)}")
    try:
        with Trials(root, chosen.tests, seconds) as trials:
            outcomes = [_shown(trials.outcome(mutant)) for mutant in mutants]
    except ChildFailed as error:
        click.echo(f"{room}: the tests fail without any mutant; mend them first.\n{error}", err=True)
        sys.exit(2)
    killed = sum(outcome.killed for outcome in outcomes)
    share = killed / len(outcomes) if outcomes else 1.0
    click.echo(f"{room}: {killed} of {len(outcomes)} killed, {share:.1%} (at least {_ENOUGH:.0%}), seed {seed}")
    sys.exit(0 if share >= _ENOUGH else 1)


def _shown(outcome: Outcome) -> Outcome:
    mutant = outcome.mutant
    click.echo(f"{outcome.said:9} {outcome.seconds:5.1f} s  {mutant.file}:{mutant.line}  {mutant.kind}")
    if not outcome.killed:
        click.echo(f"    in {mutant.scope or 'the module'}, {outcome.tests} tests run")
        click.echo(outcome.difference)
    return outcome


if __name__ == "__main__":
    main()
