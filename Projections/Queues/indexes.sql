-- SPDX-License-Identifier: Apache-2.0
-- Made once a generation has caught up: one sorted pass is cheaper than an insert for each row.

CREATE UNIQUE INDEX IF NOT EXISTS case_by_reference ON case_rows (reference);
CREATE INDEX IF NOT EXISTS case_by_opened ON case_rows (state, opened, reference);
CREATE INDEX IF NOT EXISTS case_by_due ON case_rows (state, due, reference);
CREATE INDEX IF NOT EXISTS case_by_activity ON case_rows (state, active_at, reference);
CREATE INDEX IF NOT EXISTS case_by_team ON case_rows (team, state, opened);
CREATE INDEX IF NOT EXISTS case_by_officer ON case_rows (officer, state, opened);
