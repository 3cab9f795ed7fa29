/*
 * fault - a library that is loaded before the C library (LD_PRELOAD) and lets its calls go wrong.
 *
 *	FAULT=alloc:N    the N-th allocation fails
 *	FAULT=read:N     the N-th read of bytes fails with EIO; FAULT=write:N a write with ENOSPC;
 *	                 FAULT=keep:N one to a file, and not to a standard stream
 *	FAULT=sync:N     the N-th fsync fails with EIO; FAULT=open:N an open with EMFILE
 *	FAULT=kill:N     SIGKILL before the N-th call that changes a file or a folder
 *	FAULT=short      reads and writes move at most 7 bytes; each second one is interrupted first,
 *	                 but for those of a key, in which no signal comes (app/signals.h)
 *	FAULT_COUNT=FILE at the end, how many calls there were of the kind, when none went wrong
 *
 * Its own calls go to the kernel by syscall, so that nothing is counted twice.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

enum { NEAR = 7 };
static const char *kind;
static long wanted, count;
static bool interrupt;

static void __attribute__((constructor))
learn(void)
{
	const char *fault = getenv("FAULT"), *colon = fault ? strchr(fault, ':') : NULL;

	wanted = colon ? atol(colon + 1) : 0;
	count = 0;
	kind = fault ? fault : "";
}

static void __attribute__((destructor))
tell(void)
{
	const char *path = getenv("FAULT_COUNT");
	char text[30];
	int len = snprintf(text, sizeof(text), "%ld\n", count);
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;

	if (fd >= 0 && syscall(SYS_write, fd, text, (size_t)len) < 0)
		close(fd);
}

static bool
is(const char *what)
{
	return kind && strncmp(kind, what, strlen(what)) == 0;
}

/* Is this the call that is to go wrong? */
static bool
now(const char *what)
{
	return is(what) && ++count == wanted;
}

static bool
fails(const char *what, int why)
{
	if (!now(what))
		return false;
	errno = why;
	return true;
}

static void
step(void)
{
	if (now("kill"))
		raise(SIGKILL);
}

void *
malloc(size_t size)
{
	return fails("alloc", ENOMEM) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	return fails("alloc", ENOMEM) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *old, size_t size)
{
	return fails("alloc", ENOMEM) ? NULL : __libc_realloc(old, size);
}

/* How many of the bytes are moved; -1: none, it is interrupted. */
static ssize_t
moved(size_t len)
{
	if (!is("short"))
		return (ssize_t)len;
	interrupt = !interrupt;
	if (interrupt)
		errno = EINTR;
	return interrupt ? -1 : len > NEAR ? NEAR : (ssize_t)len;
}

ssize_t
read(int fd, void *to, size_t len)
{
	ssize_t n = fails("read", EIO) ? -1 : isatty(fd) ? (ssize_t)len : moved(len);

	return n < 0 ? -1 : syscall(SYS_read, fd, to, (size_t)n);
}

ssize_t
pread(int fd, void *to, size_t len, off_t at)
{
	ssize_t n = fails("read", EIO) ? -1 : moved(len);

	return n < 0 ? -1 : syscall(SYS_pread64, fd, to, (size_t)n, at);
}

ssize_t
pread64(int fd, void *to, size_t len, off_t at)
{
	return pread(fd, to, len, at);
}

ssize_t
write(int fd, const void *from, size_t len)
{
	if (fd > STDERR_FILENO)
		step();
	bool full = fails("write", ENOSPC) || (fd > STDERR_FILENO && fails("keep", ENOSPC));
	ssize_t n = full ? -1 : moved(len);
	return n < 0 ? -1 : syscall(SYS_write, fd, from, (size_t)n);
}

ssize_t
pwrite(int fd, const void *from, size_t len, off_t at)
{
	ssize_t n = fails("write", ENOSPC) ? -1 : moved(len);

	return n < 0 ? -1 : syscall(SYS_pwrite64, fd, from, (size_t)n, at);
}

ssize_t
pwrite64(int fd, const void *from, size_t len, off_t at)
{
	return pwrite(fd, from, len, at);
}

int
fsync(int fd)
{
	step();
	return fails("sync", EIO) ? -1 : (int)syscall(SYS_fsync, fd);
}

static int
open_it(int at, const char *path, int how, mode_t mode)
{
	if (how & (O_WRONLY | O_RDWR))
		step();
	return fails("open", EMFILE) ? -1 : (int)syscall(SYS_openat, at, path, how, mode);
}

int
open(const char *path, int how, ...)
{
	va_list ap;

	va_start(ap, how);
	mode_t mode = how & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return open_it(AT_FDCWD, path, how, mode);
}

int
openat(int at, const char *path, int how, ...)
{
	va_list ap;

	va_start(ap, how);
	mode_t mode = how & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return open_it(at, path, how, mode);
}

int
open64(const char *path, int how, ...)
{
	return open_it(AT_FDCWD, path, how, 0600);
}

int
openat64(int at, const char *path, int how, ...)
{
	return open_it(at, path, how, 0600);
}

/* What clang calls where the C library checks sizes (_FORTIFY_SOURCE). */
int
__open_2(const char *path, int how)
{
	return open_it(AT_FDCWD, path, how, 0);
}

int
__openat_2(int at, const char *path, int how)
{
	return open_it(at, path, how, 0);
}

ssize_t
__read_chk(int fd, void *to, size_t len, size_t room)
{
	return len > room ? abort(), -1 : read(fd, to, len);
}

int
renameat(int from_at, const char *from, int to_at, const char *to)
{
	step();
	return (int)syscall(SYS_renameat2, from_at, from, to_at, to, 0);
}

int
rename(const char *from, const char *to)
{
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int
link(const char *from, const char *to)
{
	step();
	return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
unlinkat(int at, const char *path, int how)
{
	step();
	return (int)syscall(SYS_unlinkat, at, path, how);
}

int
unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}
