# SPDX-License-Identifier: Apache-2.0
"""What the command line refuses: for each command, lines and the exit code of each."""

LONG_NAME = "x" * 201
UUID = "0198c000-0000-7000-8000-000000000000"

MAP = """source: register
rows: cases
key: No
type: complaint
opened: {column: Received, form: DD/MM/YYYY}
rest: sealed
"""

# What is refused: exit code and line. `d` is a data folder, `bare` one whose read model is not
# built, `empty` a folder, `file` a file; `no` is not there, and nor is a wrapping key in `keyless`.
LINES = {
    "caseledger": [
        (2, "caseledger inti"), (2, "caseledger --versio"), (2, "caseledger frobnicate --data d"),
        (2, "caseledger import cvs file"), (2, "caseledger user lst"),
        (2, "caseledger --generate-completion-script tcsh"), (0, "caseledger --version"),
    ],
    "init": [
        (1, "caseledger init --data d"), (1, "caseledger init --data=-d --organisation X"),
        (2, "caseledger init"), (2, "caseledger init --data ''"),
        (2, "caseledger init --data new --organisation ''"),
        (2, f"caseledger init --data new --organisation {LONG_NAME}"),
        (2, "caseledger init --data new --jurisdiction wales"),
        (2, "caseledger init --data new --administrator ' '"),
        (2, "caseledger init --dta new"), (3, "caseledger init --data file"),
        (3, "caseledger init --data file/below"),
    ],
    "up": [
        (1, "caseledger up --data busy --port 0"), (2, "caseledger up"),
        (2, "caseledger up --data d --port 65536"), (2, "caseledger up --data d --port x"),
        (2, "caseledger up --data d now"), (3, "caseledger up --data no"),
        (3, "caseledger up --data empty"), (3, "caseledger up --data keyless --port 0"),
    ],
    "serve": [
        (1, "caseledger serve --data d --port TAKEN"), (2, "caseledger serve"),
        (2, "caseledger serve --data d --port=-1"), (3, "caseledger serve --data no"),
        (3, "caseledger serve --data keyless --port 0"),
    ],
    "project": [
        (1, "caseledger project queues --data busy --once"), (2, "caseledger project"),
        (2, "caseledger project queus --data d"), (2, "caseledger project ../queues --data d"),
        (2, "caseledger project queues --data d --json"), (2, "caseledger project queues"),
        (3, "caseledger project queues --data 'no such folder' --once"),
    ],
    "import": [
        (1, "caseledger import xes no.xes --data d"), (1, "caseledger import xes file --data d"),
        (1, "caseledger import xes file --data d --json"),
        (1, "caseledger import xes file --data busy"), (2, "caseledger import xes --data d"),
        (2, "caseledger import xes file"), (2, "caseledger import xes '' --data d"),
        (2, "caseledger import xes file --log '' --data d"),
        (2, "caseledger import xes file --plain '' --data d"),
        (2, "caseledger import xes -x.xes --data d"), (1, "caseledger import xes --data d -- -x.xes"),
        (3, "caseledger import xes file --data empty"),
        (3, "caseledger import xes file --data keyless"),
    ],
    "import csv": [
        (1, "caseledger import csv --map map.yaml no.csv --data d"),
        (1, "caseledger import csv --map map.yaml file --data d"),
        (1, "caseledger import csv --map map.yaml file --data d --check"),
        (1, "caseledger import csv --map map.yaml file --data busy"),
        (2, "caseledger import csv file --data d"), (2, "caseledger import csv --map no file --data d"),
        (2, "caseledger import csv --map file file --data d"),
        (2, "caseledger import csv --map map.yaml --data d"),
        (3, "caseledger import csv --map map.yaml file --data empty"),
        (3, "caseledger import csv --map map.yaml file --data keyless"),
    ],
    "clock": [
        (1, "caseledger clock --cases no.csv"), (1, "caseledger clock --cases file"),
        (2, "caseledger clock"), (2, "caseledger clock --cases"),
        (2, "caseledger clock --cases file more"),
        (2, "caseledger clock --cases file --as-of soon"),
        (2, "caseledger clock --cases file --known-at 2026-02-30"),
        (2, "caseledger clock explain"), (2, "caseledger clock explain --regime foi"),
        (2, "caseledger clock explain --received 2026-03-03"),
        (2, "caseledger clock explain --regime foj --received 2026-03-03"),
        (2, "caseledger clock explain --regime foi --received soon"),
        (2, "caseledger clock explain --regime foi --received 2026-03-03 --jurisdiction wales"),
        (2, "caseledger clock explain --regime svc-p1 --received 2026-03-03"),
        (2, "caseledger clock explain --regime foi --received 2026-03-03 --event paid@2026-03-04"),
        (2, "caseledger clock explain --regime foi --received 2026-03-03 --event fee-paid"),
        (2, "caseledger clock explain --regime foi --received 2026-03-03 --event fee-paid@2026-03-02"),
        (2, "caseledger clock explain --regime foi --received 2026-03-03 --known-at soon"),
    ],
    "replay": [
        (1, "caseledger replay ENQ-2026-000001 --data d"), (2, "caseledger replay '' --data d"),
        (2, "caseledger replay"), (2, "caseledger replay ENQ-2026-000001"),
        (2, "caseledger replay ENQ-2026-000001 --data d --as-of soon"),
        (2, "caseledger replay ENQ-2026-000001 --data d --known-at 2026-02-30"),
        (2, "caseledger replay ENQ-2026-000001 --data d --diff 2026-03-03"),
        (2, "caseledger replay ENQ-2026-000001 --data d --by recorded"),
        (2, "caseledger replay ENQ-2026-000001 --data d --as-of 2026-03-03 --diff 2026-03-03 2026-03-04"),
        (3, "caseledger replay ENQ-2026-000001 --data no"),
    ],
    "export": [
        (1, "caseledger export xes --case FOI-2026-000009 --data d"),
        (1, "caseledger export jsonl --data d --out no/x"),
        (1, "caseledger export jsonl --data d --out empty"), (2, "caseledger export --data d"),
        (2, "caseledger export xls --data d"), (2, "caseledger export xes"),
        (2, "caseledger export xes --data d --json"), (2, "caseledger export xes --data d --out ''"),
        (2, "caseledger export xes --data d --out -"), (2, "caseledger export xes --data d --case ''"),
        (2, "caseledger export checkpoint --data d --case ENQ-2026-000001"),
        (3, "caseledger export jsonl --data empty"), (3, "caseledger export xes --data keyless"),
    ],
    "prove": [
        (1, "caseledger prove FOI-2026-000009 --data d --out x"),
        (2, "caseledger prove '' --data d --out x"),
        (1, "caseledger prove --old file --new file --data d --out x"),
        (1, "caseledger prove --old no --new no --data d --out x"),
        (2, "caseledger prove --data d --out x"), (2, "caseledger prove FOI-2026-000009 --data d"),
        (2, "caseledger prove FOI-2026-000009 --data d --out ''"),
        (2, "caseledger prove FOI-2026-000009 --data d --out -"),
        (2, "caseledger prove FOI-2026-000009 --out x"),
        (2, "caseledger prove FOI-2026-000009 --old file --new file --data d --out x"),
        (2, "caseledger prove --old file --data d --out x"),
        (2, "caseledger prove --old file --new file --disclose 7 --data d --out x"),
        (2, "caseledger prove FOI-2026-000009 --disclose seven --data d --out x"),
        (3, "caseledger prove FOI-2026-000009 --data no --out x"),
        (3, "caseledger prove FOI-2026-000009 --data keyless --out x"),
    ],
    "verify": [
        (2, "caseledger verify"), (2, "caseledger verify d"), (3, "caseledger verify --data no"),
        (3, "caseledger verify --data keyless"), (3, "caseledger verify --data=-x"),
        (2, "caseledger verify --data d --checkpoint no"), (2, "caseledger verify --data d --key x"),
        (2, "caseledger verify --data d --checkpoint file"),
    ],
    "status": [
        (2, "caseledger status"), (2, "caseledger status --data"), (2, "caseledger status -x"),
        (3, "caseledger status --data file"), (3, "caseledger status --data \"Siân's\""),
    ],
    "query": [
        (1, "caseledger query queues 'SELECT 1' --data bare"),
        (1, "caseledger query queues 'SELECT * FROM casse' --data d"),
        (1, "caseledger query queues 'DELETE FROM case_rows' --data d"),
        (1, "caseledger query queues 'SELECT 1; SELECT 2' --data d"),
        (2, "caseledger query queues --data d"), (2, "caseledger query queues ' ' --data d"),
        (2, "caseledger query queues - --data d"),
        (2, "caseledger query queus 'SELECT 1' --data d"),
        (2, "caseledger query queues 'SELECT 1' --data d --format xml"),
        (2, "caseledger query queues 'SELECT 1'"), (3, "caseledger query queues 'SELECT 1' --data no"),
    ],
    "simulate": [
        (1, "caseledger simulate --data d --cases 1 --seed 1"),
        (1, "caseledger simulate --data new --cases 1 --seed 1 --until 9999-01-01"),
        (2, "caseledger simulate --cases 1 --seed 1"), (2, "caseledger simulate --data new --seed 1"),
        (2, "caseledger simulate --data new --cases 0 --seed 1"),
        (2, "caseledger simulate --data new --cases 1 --seed 1 --until soon"),
        (3, "caseledger simulate --data file --cases 1 --seed 1"),
    ],
    "signing-key": [
        (2, "caseledger signing-key show"), (2, "caseledger signing-key change --data d"),
        (2, "caseledger signing-key replace --data d now"),
        (3, "caseledger signing-key show --data no"),
        (3, "caseledger signing-key replace --data empty"),
        (3, "caseledger signing-key replace --data d --without-old-key"),
    ],
    "witness": [
        (1, "caseledger witness --state w --show-key --name w.example/2"),
        (2, "caseledger witness"), (2, "caseledger witness --state w"),
        (2, "caseledger witness --state new --show-key"),
        (2, "caseledger witness --state new --show-key --name 'a witness'"),
        (2, "caseledger witness --state w --log file"), (2, "caseledger witness --state w --log no"),
        (2, "caseledger witness --state w --log file --port 70000"),
        (3, "caseledger witness --state file --show-key --name w.example/1"),
    ],
    "user": [
        (1, f"caseledger user link --for staff/{UUID} --data d"),
        (1, f"caseledger user token --for {UUID} --data d"), (2, "caseledger user add --data d"),
        (2, "caseledger user add --name '' --data d"),
        (2, f"caseledger user add --name {LONG_NAME} --data d"),
        (2, "caseledger user link --for Administrator --data d"),
        (2, "caseledger user token --for '' --data d"), (2, "caseledger user token"),
        (2, "caseledger user list"), (3, "caseledger user list --data no"),
        (3, "caseledger user add --name Q --data keyless"),
        (3, "caseledger user link --data empty"), (3, "caseledger user token --data empty"),
    ],
}
