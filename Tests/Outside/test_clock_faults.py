# SPDX-License-Identifier: Apache-2.0
"""Tables of cases with faults: each is named with its line, its id and the reason, and the other
rows are computed."""

import csv
import io
import re

import pytest

from program import caseledger

HEADER = "id,regime,jurisdiction,received,events,due\n"
GOOD = "G,foi,england-and-wales,2026-03-03,,2026-04-01\n"


def clock(folder, text, code=1, *options):
    """The rows that are printed, and the lines of what is said."""
    path = folder / "cases.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    run = caseledger("clock", "--cases", path, *options, code=code)
    rows = csv.DictReader(io.StringIO(run.stdout.decode(errors="replace"), newline=""))
    return list(rows), run.stderr.decode().splitlines()


FAULTS = [
    ("B,foj,scotland,2026-03-03,,", "there is no such regime; there are foi, foi-review"),
    ("B,FOI,scotland,2026-03-03,,", "there is no such regime"),
    ("B,,scotland,2026-03-03,,", "there is no such regime"),
    ("B,foi,wales,2026-03-03,,", "there is no such jurisdiction; there are england-and-wales"),
    ("B,foi,scotland,,,", "'received' is no day"),
    ("B,foi,scotland,3 March,,", "'received' is no day"),
    ("B,foi,scotland,2026-02-30,,", "'received' is no day"),
    ("B,foi,scotland,2025-02-29,,", "'received' is no day"),
    ("B,foi,scotland,2026-03-03T10:00:00,,", "'received' is no day"),
    ("B,foi,scotland,2026-03-03T25:00:00Z,,", "'received' is no day"),
    ("B,foi,scotland,2201-03-03,,", "outside the years 1900 to 2200"),
    ("B,foi,scotland,2026-03-03,mended@2026-03-04,", "an event is of no known kind"),
    ("B,foi,scotland,2026-03-03,fees-notice,", "the event fees-notice has no time"),
    ("B,foi,scotland,2026-03-03,fees-notice@,", "the event fees-notice has no time"),
    ("B,foi,scotland,2026-03-03,fees-notice@soon,", "the event fees-notice has no time"),
    ("B,foi,scotland,2026-03-03,fees-notice@2026-03-04;x@2026-03-05,", "of no known kind"),
    ("B,foi,scotland,2026-03-03,fees-notice@2026-03-02,", "fees-notice is before the day of"),
    ("B,gla-md-publication,,2026-03-03,deferred-until@2026-03-01,", "deferred-until is before"),
    ("B,svc-p1,scotland,2026-03-03,,", "a limit in hours needs the time of receipt"),
    ("B,foi,scotland,2026-03-03", "it has 4 fields, the header 6"),
    ("B,foi,scotland,2026-03-03,,,,", "it has 8 fields, the header 6"),
    ('"B",foi,scotland,2026-03-03,"a\nb",', "an event is of no known kind"),
]


@pytest.mark.parametrize("line, reason", FAULTS)
def test_a_faulty_row_is_named_and_the_others_are_computed(line, reason, tmp_path):
    rows, said = clock(tmp_path, f"{HEADER}{GOOD}{line}\n{GOOD}")
    assert [row["computed"] for row in (rows[0], rows[-1])] == ["2026-04-01"] * 2
    assert len(rows) == 3 and not rows[1]["computed"]
    assert len(said) == 2 and said[0].startswith("line 3 (B): ") and reason in said[0]
    assert said[1] == "Error: 1 of 3 rows could not be computed."


def test_all_faults_of_a_table_are_named_in_order(tmp_path):
    lines = "".join(f"{line.replace('B', f'B{number}', 1)}\n{GOOD}"
                    for number, (line, _) in enumerate(FAULTS))
    rows, said = clock(tmp_path, HEADER + lines)
    assert sum(row["computed"] == "2026-04-01" for row in rows) == len(FAULTS)
    assert [re.match(r"line \d+ \((\w+)\)", line).group(1) for line in said[:-1]] == [
        f"B{number}" for number in range(len(FAULTS))]
    assert said[-1] == f"Error: {len(FAULTS)} of {2 * len(FAULTS)} rows could not be computed."


def test_another_due_date_is_a_finding(tmp_path):
    rows, said = clock(tmp_path, HEADER + GOOD + GOOD.replace("04-01", "04-02"))
    assert [row["computed"] for row in rows] == ["2026-04-01"] * 2
    assert said == ["line 3 (G): due 2026-04-02, computed 2026-04-01",
                    "Error: 1 of 2 rows have another due date."]
    # No limit runs: a date is as wrong as a missing one elsewhere.
    held = "H,foi,,2026-03-03,clarification-requested@2026-03-04,"
    assert clock(tmp_path, f"{HEADER}{held}\n", 0)[0][0]["computed"] == ""
    assert clock(tmp_path, f"{HEADER}{held}2026-04-01\n")[1][-1].startswith("Error: 1 of 1 rows")
    assert clock(tmp_path, HEADER + GOOD.replace("2026-04-01", ""))[1][-1].startswith("Error: 1 of")


@pytest.mark.parametrize("text", [
    (HEADER + GOOD).replace("\n", "\r\n"), "\ufeff" + HEADER + GOOD, (HEADER + GOOD).rstrip(),
    HEADER + '"G","foi","england-and-wales","2026-03-03","","2026-04-01"\n',
    HEADER + "\n" + GOOD + "\n", "id,regime,received\nG,foi,2026-03-03\n",
    "due,note,received,regime,id\n2026-04-01,n,2026-03-03,foi,G\n",
], ids=["CRLF", "byte order mark", "no last line end", "quotes", "empty lines", "few columns",
        "columns in another order"])
def test_the_ways_of_writing_a_table_are_read(text, tmp_path):
    rows, said = clock(tmp_path, text, 0)
    assert [(row["id"], row["computed"]) for row in rows] == [("G", "2026-04-01")] and said == []


def test_what_is_passed_on_is_as_it_was(tmp_path):
    text = HEADER.replace("due", "note") + '"G ""1"", x",foi,,2026-03-03,,"two\nlines"\n'
    rows, _ = clock(tmp_path, text, 0)
    assert (rows[0]["id"], rows[0]["note"]) == ('G "1", x', "two\nlines")


@pytest.mark.parametrize("text, reason", [
    (GOOD, "The table has no column id, regime, received"),
    ((HEADER + GOOD).replace(",", ";"), "The table has no column id, regime, received"),
    ("id,received\nG,2026-03-03\n", "The table has no column regime"),
    (bytes(range(256)) * 20, "Line 1: there is a null byte"),
    ((HEADER + GOOD).encode("utf-16"), "Line 1: the file is UTF-16"),
    (b"\x89PNG\r\n\x1a\n" + b"\x9c" * 999, "Line 1"),
], ids=["no header", "semicolons", "no regime", "rubbish", "UTF-16", "a picture"])
def test_what_is_no_table_is_refused(text, reason, tmp_path):
    rows, said = clock(tmp_path, text)
    assert rows == [] and len(said) == 1 and said[0].startswith(f"Error: {reason}"), said


@pytest.mark.parametrize("line, reason", [
    (b'B"1,foi,,2026-03-03,,', "line 3: a quotation mark stands inside a field"),
    (b'"B,foi,,2026-03-03,,', "line 3: the quoted field that begins here is never closed"),
    (b"B\xe9,foi,,2026-03-03,,", "line 3: the text is not UTF-8"),
], ids=["a bare quotation mark", "an open one", "Latin 1"])
def test_what_is_no_csv_is_said_with_its_line(line, reason, tmp_path):
    rows, said = clock(tmp_path, (HEADER + GOOD).encode() + line + b"\n" + GOOD.encode())
    assert rows[0]["computed"] == "2026-04-01"
    assert any(reason in one for one in said), said


def test_a_table_without_rows_is_a_table(tmp_path):
    assert clock(tmp_path, HEADER, 0) == ([], [])


def test_an_empty_file_is_no_table(tmp_path):
    _, said = clock(tmp_path, "")
    assert len(said) == 1 and said[0].startswith("Error: ")


def test_a_line_that_is_no_csv_keeps_no_other_from_being_computed(tmp_path):
    rows, said = clock(tmp_path, (HEADER + GOOD).encode() + b"B\xe9,foi,,2026-03-03,,\n"
                       + GOOD.encode())
    assert rows[-1]["computed"] == "2026-04-01" and len(rows) == 3 and "line 3" in said[0]


def test_a_row_without_an_id_says_so(tmp_path):
    _, said = clock(tmp_path, HEADER + ",foi,,soon,,\n")
    assert said[0].startswith("line 2 (without an id): ")


def test_a_quotation_mark_too_many_takes_no_other_row_with_it(tmp_path):
    quoted = GOOD.replace("england-and-wales", '"england-and-wales"')
    broken = quoted.replace('wales"', "wales").replace("G,", "B,", 1)
    rows, said = clock(tmp_path, HEADER + GOOD + broken + GOOD + quoted + GOOD)
    assert [row["computed"] for row in rows] == ["2026-04-01", "", *["2026-04-01"] * 3]
    assert said[0].startswith("line 3: ") and said[1] == "Error: 1 of 5 rows could not be computed."
    # Nor where no later mark ends it, and the field grows beyond what one may have.
    many = HEADER + GOOD + broken + GOOD * 30_000
    rows, said = clock(tmp_path, many)
    assert len(rows) == 30_002 and said[-1] == "Error: 1 of 30002 rows could not be computed."
    # A table of nothing else ends as well.
    rows, said = clock(tmp_path, HEADER + GOOD + broken * 3_000)
    assert said[-1].endswith("rows could not be computed.")


def test_the_computed_date_stands_in_its_own_column(tmp_path):
    rows, _ = clock(tmp_path, HEADER + "A,foi,scotland\nB,foi,scotland,2026-03-03,,,extra\n" + GOOD)
    assert [row["id"] for row in rows] == ["A", "B", "G"]
    assert [row["computed"] for row in rows] == ["", "", "2026-04-01"]
    assert all(None not in row for row in rows)


def test_a_time_with_another_offset_is_the_same_due_time(tmp_path):
    row = "S,svc-p1,england-and-wales,2026-06-01T11:00:00+01:00,,2026-06-01T12:00:00Z\n"
    rows, _ = clock(tmp_path, HEADER + row, 0)
    assert rows[0]["computed"] == "2026-06-01T13:00:00+01:00"
    assert "computed 2026" in clock(tmp_path, HEADER + row.replace("T12:00", "T12:01"))[1][0]


def test_provisional_dates_are_counted(tmp_path):
    late = "P,foi,england-and-wales,2028-12-20,,2029-01-23\n"
    rows, said = clock(tmp_path, HEADER + GOOD + late, 0)
    assert rows[1]["computed"] == "2029-01-23"
    assert len(said) == 1 and said[0].startswith("1 of 2 dates are provisional: ")


def test_a_column_that_is_there_twice_is_refused(tmp_path):
    rows, said = clock(tmp_path, "id,regime,received,due,due\nG,foi,2026-03-03,,\n")
    assert rows == [] and said == ["Error: The table has two columns due; leave one of them."]
