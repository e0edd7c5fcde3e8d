"""python -m dossier_data: the commands of dossier_data/cli.py."""

from .cli import main

main(prog_name="dossier")
