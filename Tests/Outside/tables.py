# SPDX-License-Identifier: Apache-2.0
"""Small tables of another system, and what an import makes of them."""

import csv
import io
import json

CASES = """source: old
rows: cases
key: Ref
type: {column: Kind, values: {CPT: complaint, FOI: foi}}
status: {column: State, values: {C: answered, W: withdrawn, O: open}}
opened: {column: Opened, form: DD/MM/YYYY}
closed: {column: Closed, form: DD/MM/YYYY}
subject: Title
correspondent: {name: Name, email: Email}
nothing: [N/A]
columns: {Kind: code, Ward: code, Pages: integer, Spare: drop}
rest: sealed
"""
HEADER = ["Ref", "Kind", "State", "Opened", "Closed", "Title", "Name", "Email", "Ward", "Pages",
          "Officer", "Spare"]
ROW = dict(Ref="A1", Kind="CPT", State="O", Opened="04/03/2024", Closed="", Title="Bins of Mererid",
           Name="Mererid Huws", Email="m@example.org", Ward="Castle", Pages="12",
           Officer="Wiktor", Spare="noise")


def row(**changes):
    return ROW | changes


def table(*rows, header=HEADER, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    writer = csv.DictWriter(text, header, delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def loader(folder, tmp_path):
    """Imports a table by a map and returns what the command prints as JSON, and what it says."""
    def run(content, mapping=CASES, *options, code=0, name="table.csv"):
        (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
        path = tmp_path / name
        path.write_bytes(content)
        line = ["import", "csv", "--map", tmp_path / "map.yaml", path, *options]
        run = folder.run(*line, "--json", code=code)
        result = json.loads(run.stdout) if run.stdout else {}
        if result.get("refused"):
            assert run.stderr == b"", "what the JSON holds is not said as well"
            run = folder.run(*line, code=code)
        result["said"] = run.stderr.decode()
        return result
    return run


def counted(result):
    """The one file's rows, each accounted for."""
    one, = result["files"]
    came = one["cases"] + one["activities"] + one["correspondence"]
    assert one["rows"] == came + one["present"] + one["repeated"] + len(one["changed"])
    return one


def told(folder, kind):
    return [event for event in map(json.loads, folder.events()) if event["type"] == kind]
