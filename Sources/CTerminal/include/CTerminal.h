// SPDX-License-Identifier: Apache-2.0
// What only a C function with variable arguments tells: the size of a terminal.
#ifndef CASELEDGER_CTERMINAL_H
#define CASELEDGER_CTERMINAL_H

/// The columns of the terminal that `fd` is open on; 0 where it is none or does not say.
int cl_terminal_columns(int fd);
#endif
