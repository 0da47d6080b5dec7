/*
 * What the kernel alone takes of a PUT: makes the calls of one on many threads, and nothing else.
 *
 *     cc -O2 -pthread -o put-calls bench/put-calls.c
 *     ./put-calls DIRECTORY THREADS SECONDS LAYOUT relaxed|strict
 *
 * Each PUT makes a new object of 4 KiB in one of 100 directories below DIRECTORY. LAYOUT is one of
 *
 *     careful    two files, as the server makes them where a file system may reorder what it is told: each is synced, and the
 *                directory after each move
 *     ordered    two files, as the server makes them where renames reach the disk in order: both files are handed to the
 *                disk, then synced, then both are moved, and the directory is synced once
 *     waiting    as ordered, but waits until the bytes of both files are with the disk where that syncs the files
 *     attribute  one file, whose metadata is an extended attribute of it
 *     original   two files, of which the sidecar is not synced, as the original in Go makes them with -fsync
 *     uring      as ordered, with what needs no answer submitted in one chain of io_uring
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <linux/openat2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#define DIRECTORIES 100
#define STAGING 64

static char bytes[4096];
static const char metadata[] = "{\"size\":4096,\"lastModified\":\"2026-11-30T00:00:00.000000000Z\",\"etag\":\"0123456789abcdef0123456789abcdef\","
                               "\"mtime\":1796066336662553000,\"v\":1}";
static int strict;
static int root;
static int staging[STAGING];
static atomic_long names;
static atomic_long done;
static atomic_int ended;
static void (*put)(int dir, const char *name, const char *staged, int place, void *ring);

static void check(long answer, const char *what) {
    if (answer < 0) {
        perror(what);
        exit(1);
    }
}

static int open_below(int dir, const char *path, uint64_t flags, uint64_t mode) {
    struct open_how how = {
        .flags = flags | O_CLOEXEC,
        .mode = mode,
        .resolve = RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH,
    };
    int fd = (int) syscall(SYS_openat2, dir, path, &how, sizeof how);
    check(fd, path);
    return fd;
}

static void look(int dir, const char *path) {
    struct statx stat;
    syscall(SYS_statx, dir, path, *path ? AT_SYMLINK_NOFOLLOW : AT_EMPTY_PATH, STATX_BASIC_STATS | STATX_BTIME, &stat);
}

static int make(int place, const char *name, const void *content, size_t length) {
    int fd = open_below(staging[place], name, O_WRONLY | O_CREAT | O_EXCL, 0600);
    check(write(fd, content, length), "write");
    struct timespec times[2] = {{0, UTIME_OMIT}, {1796066336, atomic_fetch_add(&names, 1) % 1000000000}};
    check(futimens(fd, times), "futimens");
    look(fd, "");
    return fd;
}

static void force(int fd) {
    if (strict) {
        check(fsync(fd), "fsync");
    }
}

static void hand_over(int fd) {
    if (strict) {
        sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
    }
}

static void move(int fd, int place, const char *staged, int dir, const char *name) {
    check(fchmod(fd, 0644), "fchmod");
    check(syscall(SYS_renameat2, staging[place], staged, dir, name, 0), "rename");
}

static void sidecar(char *to, const char *name) {
    snprintf(to, 64, "%s.metadata.json", name);
}

static void careful(int dir, const char *name, const char *staged, int place, void *ring) {
    char other[64], side[64];
    snprintf(other, sizeof other, "s%s", staged);
    sidecar(side, name);
    int data = make(place, staged, bytes, sizeof bytes);
    look(dir, name);
    look(dir, side);
    force(data);
    int text = make(place, other, metadata, sizeof metadata - 1);
    force(text);
    move(text, place, other, dir, side);
    force(dir);
    move(data, place, staged, dir, name);
    force(dir);
    close(text);
    close(data);
}

static void later(int fd) {}

static void wait_for_bytes(int fd) {
    if (strict) {
        check(sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER),
              "sync_file_range");
    }
}

/* Both files reach the disk, each in the way that is given, before both are moved. */
static void before_moves(int dir, const char *name, const char *staged, int place, void (*begin)(int), void (*reach)(int)) {
    char other[64], side[64];
    snprintf(other, sizeof other, "s%s", staged);
    sidecar(side, name);
    int data = make(place, staged, bytes, sizeof bytes);
    begin(data);
    look(dir, name);
    look(dir, side);
    int text = make(place, other, metadata, sizeof metadata - 1);
    hand_over(text);
    reach(data);
    reach(text);
    move(text, place, other, dir, side);
    move(data, place, staged, dir, name);
    force(dir);
    close(text);
    close(data);
}

static void ordered(int dir, const char *name, const char *staged, int place, void *ring) {
    before_moves(dir, name, staged, place, later, force);
}

static void waiting(int dir, const char *name, const char *staged, int place, void *ring) {
    before_moves(dir, name, staged, place, hand_over, wait_for_bytes);
}

static void attribute(int dir, const char *name, const char *staged, int place, void *ring) {
    int data = make(place, staged, bytes, sizeof bytes);
    check(fsetxattr(data, "user.geckos3", metadata, sizeof metadata - 1, 0), "fsetxattr");
    look(dir, name);
    force(data);
    move(data, place, staged, dir, name);
    force(dir);
    close(data);
}

static void original(int dir, const char *name, const char *staged, int place, void *ring) {
    char other[64], side[64];
    snprintf(other, sizeof other, "s%s", staged);
    sidecar(side, name);
    int data = open_below(staging[place], staged, O_RDWR | O_CREAT | O_EXCL, 0600);
    check(write(data, bytes, sizeof bytes), "write");
    force(data);
    close(data);
    look(dir, name);
    check(syscall(SYS_renameat2, staging[place], staged, dir, name, 0), "rename");
    force(dir);
    int text = open_below(dir, other, O_RDWR | O_CREAT | O_EXCL, 0600);
    check(write(text, metadata, sizeof metadata - 1), "write");
    close(text);
    look(dir, side);
    check(syscall(SYS_renameat2, dir, other, dir, side, 0), "rename");
}

/* A ring of a thread's own: eight entries are more than a chain has. */
struct ring {
    int fd;
    unsigned *tail, *mask, *array, *head, *done_tail, *done_mask;
    struct io_uring_sqe *entries;
    struct io_uring_cqe *done;
};

static void *ring_of_thread(void) {
    struct io_uring_params p = {0};
    struct ring *ring = malloc(sizeof *ring);
    ring->fd = (int) syscall(SYS_io_uring_setup, 8, &p);
    check(ring->fd, "io_uring_setup");
    char *sq = mmap(0, p.sq_off.array + p.sq_entries * 4, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, IORING_OFF_SQ_RING);
    char *cq = mmap(0, p.cq_off.cqes + p.cq_entries * sizeof *ring->done, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd,
                    IORING_OFF_CQ_RING);
    ring->entries = mmap(0, p.sq_entries * sizeof *ring->entries, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, IORING_OFF_SQES);
    ring->tail = (unsigned *) (sq + p.sq_off.tail);
    ring->mask = (unsigned *) (sq + p.sq_off.ring_mask);
    ring->array = (unsigned *) (sq + p.sq_off.array);
    ring->head = (unsigned *) (cq + p.cq_off.head);
    ring->done_tail = (unsigned *) (cq + p.cq_off.tail);
    ring->done_mask = (unsigned *) (cq + p.cq_off.ring_mask);
    ring->done = (struct io_uring_cqe *) (cq + p.cq_off.cqes);
    return ring;
}

static struct io_uring_sqe *next(struct ring *ring, unsigned *count, unsigned flags) {
    unsigned at = (*ring->tail + (*count)++) & *ring->mask;
    ring->array[at] = at;
    struct io_uring_sqe *entry = &ring->entries[at];
    memset(entry, 0, sizeof *entry);
    entry->flags = (unsigned char) flags;
    return entry;
}

static void sync_entry(struct ring *ring, unsigned *count, int fd, unsigned flags) {
    struct io_uring_sqe *entry = next(ring, count, flags);
    entry->opcode = IORING_OP_FSYNC;
    entry->fd = fd;
}

static void move_entry(struct ring *ring, unsigned *count, int from, const char *old, int to, const char *name, unsigned flags) {
    struct io_uring_sqe *entry = next(ring, count, flags);
    entry->opcode = IORING_OP_RENAMEAT;
    entry->fd = from;
    entry->addr = (uint64_t) (uintptr_t) old;
    entry->len = (unsigned) to;
    entry->addr2 = (uint64_t) (uintptr_t) name;
}

static void uring(int dir, const char *name, const char *staged, int place, void *of_thread) {
    struct ring *ring = of_thread;
    char other[64], side[64];
    snprintf(other, sizeof other, "s%s", staged);
    sidecar(side, name);
    int data = make(place, staged, bytes, sizeof bytes);
    look(dir, name);
    look(dir, side);
    int text = make(place, other, metadata, sizeof metadata - 1);
    hand_over(text);
    check(fchmod(text, 0644), "fchmod");
    check(fchmod(data, 0644), "fchmod");
    unsigned count = 0;
    if (strict) {
        sync_entry(ring, &count, data, IOSQE_IO_LINK);
        sync_entry(ring, &count, text, IOSQE_IO_LINK);
    }
    move_entry(ring, &count, staging[place], other, dir, side, IOSQE_IO_LINK);
    move_entry(ring, &count, staging[place], staged, dir, name, strict ? IOSQE_IO_LINK : 0);
    if (strict) {
        sync_entry(ring, &count, dir, 0);
    }
    __atomic_store_n(ring->tail, *ring->tail + count, __ATOMIC_RELEASE);
    check(syscall(SYS_io_uring_enter, ring->fd, count, count, IORING_ENTER_GETEVENTS, 0, 0), "io_uring_enter");
    for (unsigned i = 0; i < count; i++) {
        check(ring->done[(*ring->head + i) & *ring->done_mask].res, "chain");
    }
    __atomic_store_n(ring->head, *ring->head + count, __ATOMIC_RELEASE);
    close(text);
    close(data);
}

static void *run(void *unused) {
    void *ring = put == uring ? ring_of_thread() : NULL;
    while (!ended) {
        long number = atomic_fetch_add(&names, 1);
        char path[32], name[32], staged[32];
        snprintf(path, sizeof path, "bucket/%05ld", number % DIRECTORIES);
        snprintf(name, sizeof name, "%09ld", number);
        snprintf(staged, sizeof staged, "%016lx", number);
        int dir = open_below(root, path, O_RDONLY | O_DIRECTORY, 0);
        put(dir, name, staged, (int) (number % STAGING), ring);
        close(dir);
        atomic_fetch_add(&done, 1);
    }
    return NULL;
}

static double seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void make_directories(void) {
    char path[64];
    mkdirat(root, "bucket", 0755);
    mkdirat(root, "staging", 0700);
    for (int i = 0; i < DIRECTORIES; i++) {
        snprintf(path, sizeof path, "bucket/%05d", i);
        mkdirat(root, path, 0755);
    }
    for (int i = 0; i < STAGING; i++) {
        snprintf(path, sizeof path, "staging/%02x", i);
        mkdirat(root, path, 0700);
        staging[i] = open_below(root, path, O_RDONLY | O_DIRECTORY, 0);
    }
    names = time(NULL) % 1000000 * 1000;
}

int main(int count, char **arguments) {
    static const struct {
        const char *name;
        void (*put)(int, const char *, const char *, int, void *);
    } layouts[] = {{"careful", careful},     {"ordered", ordered},   {"waiting", waiting},
                 {"attribute", attribute}, {"original", original}, {"uring", uring}};
    for (unsigned i = 0; count == 6 && i < sizeof layouts / sizeof *layouts; i++) {
        if (strcmp(arguments[4], layouts[i].name) == 0) {
            put = layouts[i].put;
        }
    }
    if (put == NULL) {
        fprintf(stderr, "usage: put-calls DIRECTORY THREADS SECONDS careful|ordered|waiting|attribute|original|uring relaxed|strict\n");
        return 2;
    }
    strict = strcmp(arguments[5], "strict") == 0;
    root = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    check(root, arguments[1]);
    make_directories();
    int threads = atoi(arguments[2]);
    pthread_t *all = calloc((size_t) threads, sizeof *all);
    double start = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (int i = 0; i < threads; i++) {
        check(-pthread_create(&all[i], NULL, run, NULL), "pthread_create");
    }
    sleep((unsigned) atoi(arguments[3]));
    ended = 1;
    for (int i = 0; i < threads; i++) {
        pthread_join(all[i], NULL);
    }
    double took = seconds(CLOCK_MONOTONIC) - start;
    printf("%-9s %s %3d threads: %.0f/s, CPU %.0f us\n", arguments[4], arguments[5], threads, (double) done / took,
           (seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (double) done * 1e6);
    return 0;
}
