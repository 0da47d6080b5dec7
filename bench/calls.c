/*
 * What the kernel alone takes of a request: makes the calls that the server makes for it, on one thread, and nothing else.
 *
 *     cc -O2 -o calls bench/calls.c
 *     ./calls DATA_DIRECTORY BUCKET KEYS DIRECTORIES SECONDS get|head|page known|unknown
 *
 * The objects are those of geckos3-bench run get --keys KEYS --directories DIRECTORIES. "known" are sidecars that the server
 * has in its memory, so that it only looks whether they are the same still; "unknown" are all others, which it reads. All
 * files have to be in the system's memory, or it is the disk that is measured: let it run twice.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define PAGE 1000
#define OBJECT 4096
#define LOOK (O_PATH | O_NOFOLLOW)
#define READ (O_RDONLY | O_NOCTTY | O_NONBLOCK)

struct names {
    char dir[128];
    char file[32];
    char sidecar[64];
};

static char bytes[OBJECT];

static void check(long answer, const char *what) {
    if (answer < 0) {
        perror(what);
        exit(1);
    }
}

/* With RESOLVE_CACHED where the server must not wait for the disk, and without where it may. */
static int open_below(int dir, const char *path, uint64_t flags, uint64_t cached) {
    struct open_how how = {
        .flags = flags | O_CLOEXEC,
        .resolve = RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH | cached,
    };
    int fd = (int) syscall(SYS_openat2, dir, path, &how, sizeof how);
    if (fd < 0 && errno == EAGAIN && cached) {
        return open_below(dir, path, flags, 0);
    }
    check(fd, path);
    return fd;
}

static void look(int dir, const char *path) {
    struct statx stat;
    unsigned wanted = STATX_TYPE | STATX_MODE | STATX_MTIME | STATX_CTIME | STATX_INO | STATX_SIZE | STATX_BTIME;
    check(syscall(SYS_statx, dir, path, *path ? AT_SYMLINK_NOFOLLOW : AT_EMPTY_PATH, wanted, &stat), path);
}

static void read_waiting(int fd) {
    check(pread(fd, bytes, sizeof bytes, 0), "pread");
}

static void read_at_once(int fd) {
    struct iovec into = {bytes, sizeof bytes};
    if (syscall(SYS_preadv2, fd, &into, 1, 0, 0, RWF_NOWAIT) < 0) {
        read_waiting(fd);
    }
}

static void look_at_once(int dir, const char *name) {
    int held = open_below(dir, name, LOOK, RESOLVE_CACHED);
    look(held, "");
    close(held);
}

static int open_at_once(int dir, const char *name) {
    int held = open_below(dir, name, LOOK, RESOLVE_CACHED);
    look(held, "");
    int fd = open_below(dir, name, READ, RESOLVE_CACHED);
    look(fd, "");
    close(held);
    return fd;
}

static int open_waiting(int dir, const char *name) {
    look(dir, name);
    int fd = open_below(dir, name, READ, 0);
    look(fd, "");
    return fd;
}

static void sidecar_at_once(int dir, const char *name) {
    int fd = open_at_once(dir, name);
    read_at_once(fd);
    close(fd);
}

static void get(int dir, const struct names *names, int known) {
    int fd = known ? open_waiting(dir, names->file) : open_at_once(dir, names->file);
    if (known) {
        look(dir, names->sidecar);
    } else {
        sidecar_at_once(dir, names->sidecar);
    }
    close(dir);
    read_at_once(fd);
    look(fd, "");
    close(fd);
}

static void head(int dir, const struct names *names, int known) {
    if (known) {
        look(dir, names->file);
        look(dir, names->sidecar);
    } else {
        look_at_once(dir, names->file);
        sidecar_at_once(dir, names->sidecar);
    }
    close(dir);
}

static void name(struct names *names, long number) {
    snprintf(names->file, sizeof names->file, "%09ld", number);
    snprintf(names->sidecar, sizeof names->sidecar, "%s.metadata.json", names->file);
}

/* Pages are read on threads that may wait. */
static void page(int dir, struct names *names, int known) {
    for (long number = 0; number < PAGE; number++) {
        name(names, number);
        look(dir, names->file);
        if (known) {
            look(dir, names->sidecar);
        } else {
            int fd = open_waiting(dir, names->sidecar);
            read_waiting(fd);
            close(fd);
        }
    }
    close(dir);
}

static double seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 8) {
        fprintf(stderr, "calls DATA_DIRECTORY BUCKET KEYS DIRECTORIES SECONDS get|head|page known|unknown\n");
        return 2;
    }
    int root = open(arguments[1], O_RDONLY | O_DIRECTORY);
    check(root, arguments[1]);
    long keys = atol(arguments[3]);
    long directories = atol(arguments[4]);
    double limit = atof(arguments[5]);
    if (*arguments[6] == 'p' && keys / directories < PAGE) {
        fprintf(stderr, "page: a directory has %ld objects, but a page %d\n", keys / directories, PAGE);
        return 2;
    }
    int known = !strcmp(arguments[7], "known");
    struct names names;
    uint64_t random = 88172645463325252u;
    long done = 0;
    double begin = seconds(CLOCK_MONOTONIC);
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    while (seconds(CLOCK_MONOTONIC) - begin < limit) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        long number = (long) (random % (uint64_t) keys);
        snprintf(names.dir, sizeof names.dir, "%s/get-%ld-%ld/%05ld", arguments[2], keys, directories, number % directories);
        name(&names, number / directories);
        int dir = open_below(root, names.dir, O_RDONLY | O_DIRECTORY, RESOLVE_CACHED);
        switch (*arguments[6]) {
            case 'g': get(dir, &names, known); break;
            case 'h': head(dir, &names, known); break;
            default: page(dir, &names, known);
        }
        done++;
    }
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    printf("%s %s %s: %ld, %.1f us of processor time each\n", arguments[2], arguments[6], arguments[7], done, cpu * 1e6 / (double) done);
    return 0;
}
