/* SPDX-License-Identifier: Apache-2.0
 * The limit that appends are held against: LMDB alone, with the same tables and about the same
 * bytes, and nothing decided, hashed or compressed.
 *
 * Usage: raw-append FOLDER COUNT EVENTS-PER-COMMIT BYTES
 * Prints the median microseconds of a commit and the events a second. */
#include <lmdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void check(int code) {
    if (code) {
        fprintf(stderr, "%s\n", mdb_strerror(code));
        exit(1);
    }
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static void big(uint8_t *to, uint64_t number) {
    for (int i = 0; i < 8; i++) to[i] = number >> (56 - 8 * i);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

int main(int count, char **arguments) {
    if (count != 5) return 2;
    int events = atoi(arguments[2]), batch = atoi(arguments[3]), bytes = atoi(arguments[4]);
    MDB_env *environment;
    check(mdb_env_create(&environment));
    check(mdb_env_set_maxdbs(environment, 16));
    check(mdb_env_set_mapsize(environment, (size_t)1 << 40));
    check(mdb_env_open(environment, arguments[1], MDB_NOTLS | MDB_NORDAHEAD, 0600));
    MDB_txn *transaction;
    MDB_dbi log, streams, meta;
    check(mdb_txn_begin(environment, NULL, 0, &transaction));
    check(mdb_dbi_open(transaction, "events", MDB_CREATE, &log));
    check(mdb_dbi_open(transaction, "streams", MDB_CREATE, &streams));
    check(mdb_dbi_open(transaction, "meta", MDB_CREATE, &meta));
    check(mdb_txn_commit(transaction));
    uint8_t *value = malloc(bytes), chunk[1024], position[8], head[48] = {0};
    double *times = malloc(sizeof(double) * (events / batch + 1));
    uint64_t random = 88172645463325252u;
    int commits = 0, done = 0;
    double start = now();
    while (done < events) {
        double begin = now();
        check(mdb_txn_begin(environment, NULL, 0, &transaction));
        for (int i = 0; i < batch; i++) {
            done++;
            for (int j = 0; j < bytes; j += 8) {
                random ^= random << 13, random ^= random >> 7, random ^= random << 17;
                memcpy(value + j, &random, bytes - j < 8 ? bytes - j : 8);
            }
            big(position, done);
            MDB_val key = {8, position}, data = {bytes, value};
            check(mdb_put(transaction, log, &key, &data, MDB_APPEND));
            char name[64];
            key.mv_size = snprintf(name, sizeof name, "case/0198c0de-0000-7000-8000-%012d",
                                   (int)(random % 100000)) + 5;
            key.mv_data = name;
            MDB_val old;
            size_t known = 0;
            if (mdb_get(transaction, streams, &key, &old) == 0 && old.mv_size <= 1016) {
                memcpy(chunk, old.mv_data, known = old.mv_size);
            }
            memcpy(chunk + known, position, 8);
            data.mv_size = known + 8, data.mv_data = chunk;
            check(mdb_put(transaction, streams, &key, &data, 0));
        }
        MDB_val key = {4, "head"}, data = {sizeof head, head};
        check(mdb_put(transaction, meta, &key, &data, 0));
        check(mdb_txn_commit(transaction));
        times[commits++] = now() - begin;
    }
    double seconds = (now() - start) / 1e6;
    qsort(times, commits, sizeof *times, ascending);
    printf("%.1f %.0f\n", times[commits / 2], done / seconds);
    return 0;
}
