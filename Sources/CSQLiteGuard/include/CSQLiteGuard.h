// SPDX-License-Identifier: Apache-2.0
#ifndef CASELEDGER_CSQLITEGUARD_H
#define CASELEDGER_CSQLITEGUARD_H
/// Makes the connection (a `sqlite3 *`) refuse, when a statement is compiled, everything but
/// SELECT: no write, no ATTACH, no PRAGMA, no extension. Returns SQLite's result code.
int cl_sqlite_select_only(void *connection);
#endif
