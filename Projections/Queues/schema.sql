-- SPDX-License-Identifier: Apache-2.0
-- What is where and with whom. Times are UTC, ISO 8601; days are YYYY-MM-DD. No name, subject or
-- other sealed text is here: pages open those from the vault.

CREATE TABLE case_rows (
    id            TEXT PRIMARY KEY NOT NULL,  -- case/UUID
    reference     TEXT NOT NULL,              -- ENQ-2026-000123
    type          TEXT NOT NULL,              -- enquiry, request, complaint, foi, …
    state         TEXT NOT NULL,              -- open, on-hold, answered, under-review, closed, disposed
    stage         TEXT NOT NULL,              -- of its process; without one, its state
    channel       TEXT,                       -- phone, email, letter, counter, web, …
    team          TEXT,                       -- team/UUID
    officer       TEXT,                       -- staff/UUID; NULL: nobody has it
    correspondent TEXT,                       -- person/UUID
    log           TEXT,                       -- log/UUID of an imported case
    opened        TEXT,                       -- the day it came; NULL: nobody knows
    recorded_at   TEXT NOT NULL,              -- when the ledger recorded that
    active_at     TEXT,                       -- when something last happened; NULL: nobody knows
    activity      TEXT,                       -- the last activity of an imported case
    closed_at     TEXT,                       -- when its closing was recorded, or was elsewhere
    outcome       TEXT,                       -- answered, referred, withdrawn, …; unknown if imported
    contradictions INTEGER NOT NULL,          -- what an import found that cannot be so
    priority      TEXT,                       -- low, normal, high, urgent; NULL: nobody set one
    due           TEXT,                       -- the first day or instant by which one is due
    clocks        TEXT,                       -- of each clock that runs, as answer=2026-12-18
    process       TEXT,                       -- that handles it; NULL: none
    standing      TEXT NOT NULL,              -- what its state follows from, as open clarification
    version       INTEGER NOT NULL,           -- of its stream: how many events it has
    position      INTEGER NOT NULL            -- of its last event in the log
) WITHOUT ROWID;

CREATE TABLE staff_rows (
    id      TEXT PRIMARY KEY NOT NULL,  -- staff/UUID; the name is sealed
    since   TEXT NOT NULL,              -- when they were registered
    team    TEXT,                       -- team/UUID that they are in
    left_at TEXT                        -- when they were deactivated
) WITHOUT ROWID;

CREATE TABLE team_rows (
    id   TEXT PRIMARY KEY NOT NULL,  -- team/UUID
    name TEXT NOT NULL               -- as the authority publishes it
) WITHOUT ROWID;

CREATE VIEW cases AS
SELECT reference, type, state, stage, channel,
       team_rows.name AS team,  -- its team's name
       officer,
       priority,
       opened,
       due,
       process, recorded_at, active_at, closed_at, outcome, contradictions, correspondent, version,
       case_rows.id
FROM case_rows LEFT JOIN team_rows ON team_rows.id = case_rows.team;
