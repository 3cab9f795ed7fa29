#include "app/sandbox.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#ifdef HAVE_LANDLOCK
#include <linux/landlock.h>
#endif
#ifdef HAVE_SECCOMP
#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#endif

#include "base/str.h"

/* ---- files: Landlock ---- */

#ifdef HAVE_LANDLOCK

/* Rights that came after the first version of Landlock; older headers lack their names. */
#define RIGHT_REFER (1ULL << 13)
#define RIGHT_TRUNCATE (1ULL << 14)

/* Nobody is given these: to start programs, and to make what is neither file nor folder. */
enum {
	NEVER = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK
	    | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM,
	WRITE = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR
	    | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | RIGHT_TRUNCATE,
	READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	OF_FILES = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | RIGHT_TRUNCATE,
};

/* A ruleset in the making; fd is -1 where the kernel has no Landlock. */
struct fence {
	int fd;
	__u64 handled; /* what is forbidden but where a rule allows it */
};

static struct fence
fence_new(__u64 wanted)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	__u64 known = (version >= 2 ? RIGHT_REFER : 0) | (version >= 3 ? RIGHT_TRUNCATE : 0) | (RIGHT_REFER - 1);
	struct fence fence = { .fd = -1, .handled = (wanted | NEVER) & known };
	struct landlock_ruleset_attr attr = { .handled_access_fs = fence.handled };

	if (version >= 1)
		fence.fd = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0);
	return fence;
}

/* Allows rights below an open folder, or of an open file. */
static void
allow_fd(const struct fence *fence, int fd, __u64 rights)
{
	struct stat st;
	bool file = fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode);
	struct landlock_path_beneath_attr rule = {
		.allowed_access = rights & fence->handled & (file ? (__u64)OF_FILES : ~0ULL), .parent_fd = fd,
	};

	if (rule.allowed_access)
		syscall(SYS_landlock_add_rule, fence->fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

static void
allow(const struct fence *fence, const char *path, __u64 rights)
{
	int fd = fence->fd >= 0 && path ? open(path, O_PATH | O_CLOEXEC) : -1;

	if (fd >= 0) {
		allow_fd(fence, fd, rights);
		close(fd);
	}
}

static void
fence_close(struct fence *fence)
{
	if (fence->fd < 0)
		return;
	syscall(SYS_landlock_restrict_self, fence->fd, 0);
	close(fence->fd);
}

/* What libraries open late: terminal types, catalogues, character sets, keys from the terminal. */
static void
allow_libraries(const struct fence *fence)
{
	static const char *const paths[] = {
		"/usr", "/lib", "/lib64", "/etc", "/dev/tty", LOCALEDIR,
#ifdef SANITIZED
		"/proc",
#endif
	};

	for (size_t i = 0; i < AB_LEN(paths); i++)
		allow(fence, paths[i], READ);
	allow(fence, getenv("TERMINFO"), READ);
}

static void
fence_files(const struct ab_options *o)
{
	bool writes = !o->secure
	    && (o->mode == AB_MODE_AUTO || o->mode == AB_MODE_FRAME || o->mode == AB_MODE_UNPACK);
	const char *tmpdir = getenv("TMPDIR");
	struct fence fence = fence_new(o->secure ? WRITE | READ : WRITE);

	allow(&fence, writes ? "/" : tmpdir && *tmpdir ? tmpdir : "/tmp", WRITE | READ);
	if (o->secure) {
		allow_libraries(&fence);
		for (int i = 0; i < o->sources_count; i++)
			allow(&fence, o->sources[i], READ);
	}
	fence_close(&fence);
}

void
ab_sandbox_below(int folder)
{
	struct fence fence = fence_new(WRITE);

	if (fence.fd >= 0)
		allow_fd(&fence, folder, WRITE);
	fence_close(&fence);
}

#else

static void
fence_files(const struct ab_options *o)
{
	(void)o;
}

void
ab_sandbox_below(int folder)
{
	(void)folder;
}

#endif

/* ---- system calls: seccomp ---- */

#ifdef HAVE_SECCOMP

/* What a program that reads, thinks and writes to its terminal may ask of the kernel. clone3 is not
 * here, as its flags cannot be seen: libraries fall back on clone. */
static const int calls[] = {
	/* bytes */
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev),
	SCMP_SYS(pwrite64), SCMP_SYS(lseek), SCMP_SYS(_llseek), SCMP_SYS(fsync), SCMP_SYS(fdatasync),
	SCMP_SYS(ftruncate), SCMP_SYS(fadvise64), SCMP_SYS(pipe), SCMP_SYS(pipe2),
	/* files */
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(close), SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(dup3),
	SCMP_SYS(fcntl), SCMP_SYS(fcntl64), SCMP_SYS(stat), SCMP_SYS(fstat), SCMP_SYS(lstat),
	SCMP_SYS(newfstatat), SCMP_SYS(fstatat64), SCMP_SYS(fstat64), SCMP_SYS(stat64), SCMP_SYS(lstat64),
	SCMP_SYS(statx), SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2), SCMP_SYS(getdents), SCMP_SYS(getdents64), SCMP_SYS(getcwd),
	SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rename),
	SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(unlink),
	SCMP_SYS(unlinkat), SCMP_SYS(fchmod), SCMP_SYS(umask),
	/* memory */
	SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(munmap), SCMP_SYS(mremap),
	SCMP_SYS(mprotect), SCMP_SYS(madvise),
	/* waiting, signals, time */
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(_newselect), SCMP_SYS(pselect6),
	SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
	SCMP_SYS(time), SCMP_SYS(clock_getres), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn), SCMP_SYS(rt_sigsuspend), SCMP_SYS(sigaltstack),
	SCMP_SYS(restart_syscall), SCMP_SYS(pause),
	/* itself, and workers of it */
	SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getppid),
	SCMP_SYS(getpgrp), SCMP_SYS(getpgid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
	SCMP_SYS(getegid), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(wait4), SCMP_SYS(waitid),
	SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(get_robust_list), SCMP_SYS(rseq),
	SCMP_SYS(set_tid_address), SCMP_SYS(arch_prctl), SCMP_SYS(sched_yield),
	SCMP_SYS(sched_getaffinity), SCMP_SYS(getrandom), SCMP_SYS(getrlimit), SCMP_SYS(sysinfo),
	SCMP_SYS(uname), SCMP_SYS(getrusage), SCMP_SYS(membarrier),
	/* more files */
	SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_add_rule), SCMP_SYS(landlock_restrict_self),
#ifdef SANITIZED
	SCMP_SYS(ptrace), SCMP_SYS(prctl), SCMP_SYS(process_vm_readv), SCMP_SYS(kill),
#endif
};

/* What may be asked of a terminal: above all not TIOCSTI, which types. */
static const unsigned long requests[] = {
	TCGETS, TCSETS, TCSETSW, TCSETSF, TCFLSH, TIOCGWINSZ, TIOCGPGRP, FIONREAD,
};

/* Whoever is made is in our own namespaces. */
enum { NEW_NAMESPACES = 0x7e020080 };

/* Rules of calls of which not all is allowed; true when they are in the filter. */
static bool
add_partly(scmp_filter_ctx filter)
{
	const struct scmp_arg_cmp
	    here = { .arg = 0, .op = SCMP_CMP_MASKED_EQ, .datum_a = NEW_NAMESPACES, .datum_b = 0 },
	    own = { .arg = 0, .op = SCMP_CMP_EQ, .datum_a = (scmp_datum_t)getpid() },
	    self = { .arg = 0, .op = SCMP_CMP_EQ, .datum_a = 0 },
	    query = { .arg = 2, .op = SCMP_CMP_EQ, .datum_a = 0 };
	bool ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, here) == 0
	    && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, own) == 0
	    && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, self, query) == 0;

	for (size_t i = 0; ok && i < AB_LEN(requests); i++) {
		struct scmp_arg_cmp asked = { .arg = 1, .op = SCMP_CMP_EQ, .datum_a = requests[i] };
		ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, asked) == 0;
	}
	return ok;
}

static void
filter_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
	bool ok = filter && add_partly(filter);

	for (size_t i = 0; ok && i < AB_LEN(calls); i++)
		ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) == 0;
	if (ok)
		seccomp_load(filter);
	if (filter)
		seccomp_release(filter);
}

#else

static void
filter_calls(void)
{
}

#endif

void
ab_sandbox_enter(const struct ab_options *o)
{
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	fence_files(o);
	filter_calls();
}
