// SPDX-License-Identifier: Apache-2.0
#include "CSQLiteGuard.h"
#include <sqlite3.h>
#include <string.h>

static int decide(void *unused, int action, const char *first, const char *second,
                  const char *schema, const char *trigger) {
    (void)unused, (void)first, (void)schema, (void)trigger;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION: // GRDB reads inside one; on a read-only file it changes nothing.
        return SQLITE_OK;
    case SQLITE_FUNCTION: // The name of the function is the second text.
        return second && strcmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

int cl_sqlite_select_only(void *connection) {
    return sqlite3_set_authorizer(connection, decide, 0);
}
