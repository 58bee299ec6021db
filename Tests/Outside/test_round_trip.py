# SPDX-License-Identifier: Apache-2.0
"""A log goes in and comes out the same, as a library that nobody here wrote reads it.

pm4py is AGPL-3.0: it is an outside checker, installed for the tests alone. No part of the program
uses, links or ships it.
"""

import json

import jsonschema
import pm4py
import pytest
from lxml import etree

from program import Folder, shared_file

LOGS = [
    pytest.param("receipt.xes.gz", id="receipt"),
    pytest.param("roadtraffic100traces.xes", id="roadtraffic"),
    pytest.param("helpdesk.xes.gz", id="helpdesk", marks=pytest.mark.long),
    pytest.param("bpic2013_incidents.xes.gz", id="bpic2013", marks=pytest.mark.long),
    pytest.param("bpic2020_DomesticDeclarations.xes.gz", id="bpic2020", marks=pytest.mark.long),
]


class Imported:
    def __init__(self, log, path):
        self.log = log
        self.path = path
        self.folder = Folder(path / "data")
        self.result = json.loads(self.folder.run("import", "xes", log, "--json").stdout)

    def exported(self, form):
        """The file of an export, made once."""
        file = self.path / f"export.{form}"
        if not file.exists():
            self.folder.run("export", form, "--out", file)
        return file


@pytest.fixture(scope="module", params=LOGS)
def imported(request, program, tmp_path_factory):
    return Imported(shared_file("case-logs/" + request.param), tmp_path_factory.mktemp("log"))


def cases(path):
    """(name, [(activity, transition, resource, instant in ms)]) of each trace, in file order."""
    log = pm4py.read_xes(str(path), return_legacy_log_object=True)
    return [
        (trace.attributes.get("concept:name"), [
            (event.get("concept:name"), event.get("lifecycle:transition"),
             event.get("org:resource"), milliseconds(event.get("time:timestamp")))
            for event in trace])
        for trace in log
    ]


def milliseconds(time):
    return None if time is None else round(time.timestamp() * 1000)


def test_pm4py_finds_the_same_in_both_files(imported):
    before, after = cases(imported.log), cases(imported.exported("xes"))
    counted = (imported.result["cases"], imported.result["activities"])
    assert counted == (len(before), sum(len(events) for _, events in before))
    assert (imported.result["skipped"], imported.result["refused"]) == (0, [])
    assert [name for name, _ in before] == [name for name, _ in after]
    for (name, expected), (_, found) in zip(before, after, strict=True):
        assert expected == found, f"case {name} differs"


def test_export_is_valid_xes(imported, shared):
    schema = etree.XMLSchema(file=str(shared("process-formats/xes-ieee-1849-2016.xsd")))
    document = etree.parse(str(imported.exported("xes")), etree.XMLParser(huge_tree=True))
    assert schema.validate(document), str(schema.error_log)[:2000]


def test_export_is_valid_ocel(imported, shared):
    schema = json.loads(shared("process-formats/ocel2-schema.json").read_text())
    document = json.loads(imported.exported("ocel").read_text())
    errors = jsonschema.validators.validator_for(schema)(schema).iter_errors(document)
    first = next(errors, None)
    assert first is None, f"{first.json_path}: {first.message[:500]}"


def test_pm4py_reads_the_ocel_export(imported, tmp_path):
    document = json.loads(imported.exported("ocel").read_text())
    file = tmp_path / "export.jsonocel"  # pm4py goes by the name.
    file.symlink_to(imported.exported("ocel"))
    ocel = pm4py.read_ocel2_json(str(file))
    assert len(ocel.events) == len(document["events"]) >= imported.result["activities"]
    assert len(ocel.objects) == len(document["objects"]) >= imported.result["cases"]
    linked = {event["id"] for event in document["events"] if event.get("relationships")}
    assert set(ocel.relations["ocel:eid"]) == linked


def test_importing_again_adds_nothing(imported):
    before = imported.folder.run("export", "jsonl").stdout
    again = json.loads(imported.folder.run("import", "xes", imported.log, "--json").stdout)
    assert again == {
        "cases": 0, "activities": 0, "skipped": imported.result["cases"], "refused": []}
    assert imported.folder.run("export", "jsonl").stdout == before
    imported.folder.run("verify")
