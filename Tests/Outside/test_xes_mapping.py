# SPDX-License-Identifier: Apache-2.0
"""What becomes of a trace's parts: what is plain, what is sealed, and that all of it comes back."""

import json
import xml.etree.ElementTree as ET

import pytest

LOG = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016">
  <string key="origin" value="Drawer of Mererid"><string key="shelf of Wiktor" value="3"/></string>
  <trace>
    <string key="concept:name" value="Permit of Sioned"><int key="revision" value="2"/></string>
    <date key="deadline" value="2026-03-29T01:30:00.123456+02:00"/>
    <boolean key="urgent" value="true"/>
    <string key="remark" value="Ring before six"><string key="by" value="Agnieszka">
      <float key="certainty" value="0.25"/></string></string>
    <event>
      <string key="concept:name" value="Received"/>
      <string key="lifecycle:transition" value="complete"/>
      <string key="org:resource" value="Wiktor Brzeziński"><int key="desk" value="7"/></string>
      <date key="time:timestamp" value="2026-01-16T09:12:00.5+01:00"/>
      <string key="org:group" value="Front Office"/>
      <int key="pages" value="-9223372036854775808"/>
      <float key="score" value="NaN"/>
      <id key="dossier" value="urn:uuid:secret-dossier"/>
    </event>
    <event><int key="nameless" value="1"/></event>
  </trace>
</log>
"""
WORDS = ["Sioned", "Agnieszka", "Wiktor", "Mererid", "Ring before", "secret-dossier"]


def tree(element):
    """An attribute with what hangs below it, whatever its order among the others."""
    value = element.get("value")
    return (element.get("key"), element.tag, value, sorted(map(tree, element)))


def trace_of(text):
    trace = ET.fromstring(text).find("trace")
    events = [sorted(map(tree, event)) for event in trace.findall("event")]
    return sorted(tree(child) for child in trace if child.tag != "event"), events


@pytest.fixture
def imported(folder, tmp_path):
    log = tmp_path / "small.xes"
    log.write_text(LOG, encoding="utf-8")
    folder.run("import", "xes", log, "--plain", "org:group", "--json")
    return folder


def test_everything_comes_back(imported):
    exported = imported.run("export", "xes").stdout.decode()
    assert trace_of(exported) == trace_of(LOG.replace(".5+01:00", ".500+01:00"))
    assert "Drawer of Mererid" in exported and 'value="3"' in exported


def test_names_and_texts_are_sealed_and_the_rest_is_plain(imported):
    lines = imported.events()
    text = b"\n".join(lines).decode()
    assert not [word for word in WORDS if word in text]
    events = [json.loads(line) for line in lines]
    opened, first, second = (e for e in events if e["type"].startswith("case."))
    assert opened["actor"].startswith("import/") and opened["occurredat"] == first["occurredat"]
    assert first["occurredat"] == "2026-01-16T08:12:00.500Z" and "occurredat" not in second
    assert (first["data"]["activity"], first["data"]["transition"]) == ("Received", "complete")
    assert first["data"]["performer"].startswith("resource/") and first["data"]["offset"] == 60
    plain = {a["key"]: a.get("value") for a in first["data"]["attributes"]}
    assert plain["org:group"] == "Front Office" and plain["pages"] == -9223372036854775808
    assert plain["score"] == "NaN" and plain["dossier"] is None
    remark = next(a for a in opened["data"]["attributes"] if a["key"] == "remark")
    assert "value" not in remark
    assert remark["children"][0]["children"] == [
        {"key": "certainty", "type": "float", "value": 0.25}]


def test_a_log_carried_on_under_its_name_brings_what_is_new(folder, tmp_path):
    def log(*names):
        path = tmp_path / "log.xes"
        traces = "".join(
            f'<trace><string key="concept:name" value="{name}"/></trace>' for name in names)
        path.write_text(f'<log xes.version="1849.2016">{traces}</log>')
        return json.loads(
            folder.run("import", "xes", path, "--log", "monthly", "--json").stdout)
    assert log("a", "b")["cases"] == 2
    again = log("a", "b", "c")
    assert (again["cases"], again["skipped"]) == (1, 2)


@pytest.mark.parametrize("trace", [
    '<string key="remark" value="{}"/>'.format("x" * 59_000) * 3,
    "<string key='k' value='v'>" * 26 + "</string>" * 26,
], ids=["over 128 KiB of texts", "26 levels"])
def test_what_the_ledger_would_refuse_is_refused_before_anything_comes_in(folder, tmp_path, trace):
    path = tmp_path / "log.xes"
    good = '<trace><string key="concept:name" value="good"/></trace>'
    path.write_text(f'<log xes.version="1849.2016">{good}\n<trace><string key="concept:name" '
                    f'value="bad"/>{trace}</trace></log>')
    before = folder.events()
    result = json.loads(folder.run("import", "xes", path, "--json", code=1).stdout)
    assert result["cases"] == 0 and result["refused"][0]["line"] == 2
    assert folder.events() == before
