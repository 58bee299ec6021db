// SPDX-License-Identifier: Apache-2.0
#include "CTerminal.h"
#include <sys/ioctl.h>

int cl_terminal_columns(int fd) {
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
