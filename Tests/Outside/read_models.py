# SPDX-License-Identifier: Apache-2.0
"""docs/reference/read-models.md, made of each projection's README, schema.sql and queries.

By itself, it writes the page anew.
"""

import pathlib
import re
import sqlite3

ROOT = pathlib.Path(__file__).resolve().parents[2]
READ_MODELS = ROOT / "docs/reference/read-models.md"
HEAD = """# The read models

What `caseledger query NAME`, `sqlite3` and every other reader of a read model finds. Each is a file
`DIR/projections/NAME/NAME.sqlite`. Times are UTC, ISO 8601; days are `YYYY-MM-DD`, in London; what
may be missing is NULL. Rely on the views: tables may change with a projection's version. This page
is written by `Tests/Outside/read_models.py`.

"""


def comments(sql):
    """{table or view: {column: what the comment on its line says}}."""
    found = {}
    for table, body in re.findall(r"CREATE TABLE (\w+) \(\n(.*?)\n *\)", sql, re.S):
        found[table] = dict(re.findall(r"^ *(\w+) .*?-- *(.*)$", body, re.M))
    # What a view says nothing about is as in the tables, the first of them first.
    tables = {column: note for notes in reversed(found.values()) for column, note in notes.items()}
    for view, body in re.findall(r"CREATE VIEW (\w+) AS\n(.*?);\n", sql, re.S):
        found[view] = tables | dict(re.findall(r"(\w+),? *-- *(.*)$", body, re.M))
    return found


def columns(database, name):
    return [(row[1], row[2], row[3] == 0) for row in database.execute(f"PRAGMA table_info({name})")]


def table(rows):
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def section(name, sql, text):
    database = sqlite3.connect(":memory:")
    database.executescript(sql)
    said = comments(sql)
    parts = [f"## {name}\n", text + "\n" if text else ""]
    for kind, entry in database.execute(
            "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'table')"
            " ORDER BY type = 'table', rowid"):
        notes = said.get(entry, {})
        rows = [("Column", "Type", "What it is"), ("---", "---", "---")]
        for column, form, may_be_null in columns(database, entry):
            note = notes.get(column, "")
            missing = " (may be NULL)" if kind == "table" and may_be_null else ""
            rows.append((f"`{column}`", (form or "–") + missing, note or "–"))
        parts.append(f"### {kind.capitalize()} `{entry}`\n\n{table(rows)}")
    return "\n".join(part for part in parts if part)


def page():
    sections = []
    for folder in sorted(path for path in (ROOT / "Projections").iterdir() if path.is_dir()):
        text = re.sub(r"^# .*\n+", "", (folder / "README.md").read_text()).strip()
        queries = "".join(
            f"\n- [`{path.name}`](../../{path.relative_to(ROOT)}): {first_comment(path)}"
            for path in sorted(folder.glob("queries/*.sql")))
        if queries:
            text += f"\n\nQueries worth keeping:\n{queries}"
        sections.append(section(folder.name.lower(), (folder / "schema.sql").read_text(), text))
    source = (ROOT / "Sources/ReadModels/Bookmark.swift").read_text()
    schema = re.search(r"CREATE TABLE bookmark.*?\);", source, re.S).group()
    sections.append(section(
        "In each of them", schema,
        "How far it has come, in the one row of `bookmark`, written with the rows."))
    return HEAD + "\n".join(sections)


def first_comment(path):
    lines = [line[3:] for line in path.read_text().splitlines() if line.startswith("-- ")]
    return " ".join(line for line in lines if "SPDX" not in line)


if __name__ == "__main__":
    READ_MODELS.write_text(page())
