// SPDX-License-Identifier: Apache-2.0
// One 32-bit word on a shared page of a file, on which processes wait (futex(2)), and the two
// process controls of Linux that Glibc's Swift overlay lacks.
#ifndef CASELEDGER_CFUTEX_H
#define CASELEDGER_CFUTEX_H
#include <stdint.h>

/// Maps the first 4096 bytes of `fd` shared for reading and writing; NULL with errno on failure.
uint32_t *cl_futex_map(int fd);
/// The word, read with acquire ordering.
uint32_t cl_futex_load(const uint32_t *word);
/// Adds one to the word with release ordering and wakes every waiter in every process.
void cl_futex_advance(uint32_t *word);
/// Sleeps until the word differs from `seen`, a wake-up arrives, or the time is up.
void cl_futex_wait(uint32_t *word, uint32_t seen, int64_t timeout_ms);
#endif
