-- SPDX-License-Identifier: Apache-2.0
-- How many open cases each officer has, and the oldest of them.
SELECT coalesce(officer, 'nobody') AS officer, count(*) AS open_cases, min(opened) AS oldest
FROM cases WHERE state = 'open' GROUP BY officer ORDER BY open_cases DESC;
