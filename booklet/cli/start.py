"""`booklet init` and `booklet schema`."""

from __future__ import annotations

from pathlib import Path

import click

from booklet.cli.app import common
from booklet.cli.console import Console, counted
from booklet.diag import Sink


@click.command("init")
@common
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--copy", is_flag=True, help="Copy all content and translations, to go your own way from there.")
@click.pass_context
def init_command(ctx: click.Context, folder: Path, copy: bool) -> None:
    """Start a project folder of your own: a local edition over the content that comes with the program.

    DIR must be new or empty. It says 'extends: booklet': all that you do not change there comes from the program, and is
    updated with it. Add, change or hide services, texts and translations one by one; 'booklet diff' shows what is yours.
    With --copy the folder gets all of content/ and translations/ instead, and no update ever reaches it.

    \b
    Examples:
      booklet init my-project
      booklet init my-project --copy
    """
    console = ctx.ensure_object(Console)
    root = console.folder / folder
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise click.UsageError(f"'{folder}' is not empty. Name a folder that does not exist yet.")
    from booklet.run.new_project import local_files, project_files

    count = _write(ctx, root, list(project_files() if copy else local_files()))
    console.say(f"{counted(count, 'file')} in {folder}. Next:\n  cd {folder}\n  booklet build")
    console.data({"ok": True, "folder": str(folder), "files": count})


@click.command("schema")
@common
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.pass_context
def schema_command(ctx: click.Context, folder: Path | None) -> None:
    """Write a JSON Schema for each kind of YAML file into DIR (default: schema/ in the project folder).

    The first line of each YAML file points there; editors that know YAML (VS Code with its YAML extension) then complete
    keys and explain them. Run it again after an update of the program. In a local edition no key is asked for, since a
    file there may say only what is different.
    """
    from booklet.run.new_project import SCHEMAS, schema_files
    from booklet.world.extends import open_world
    from booklet.world.layers import LayeredWorld

    console = ctx.ensure_object(Console)
    folder = folder or console.folder / SCHEMAS
    local = isinstance(open_world(console.folder), LayeredWorld)
    count = _write(ctx, folder, list(schema_files(local=local)))
    console.say(f"{counted(count, 'schema file')} in {folder}")
    console.data({"ok": True, "folder": str(folder), "files": count})


def _write(ctx: click.Context, root: Path, files: list[tuple[str, bytes]]) -> int:
    """Save files below a folder; ends the command if that fails."""
    from booklet.run.saving import save

    sink = Sink()
    if not save([(root / path, data) for path, data in files], root, sink):
        ctx.ensure_object(Console).report(sink.finish())
        ctx.exit(1)
    return len(files)
