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
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#endif

#include "base/arena.h"

/* ---- files: Landlock ---- */

#ifdef HAVE_LANDLOCK

/* Rights that came after the first version of Landlock; older headers lack their names. */
#define RIGHT_REFER (1ULL << 13)
#define RIGHT_TRUNCATE (1ULL << 14)

/* Nobody is given these: to start programs, and to make what is neither file nor folder. */
enum {
	NEVER = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR
	    | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SOCK
	    | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM,
	WRITE = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG
	    | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE
	    | LANDLOCK_ACCESS_FS_REMOVE_DIR | RIGHT_TRUNCATE,
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
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	__u64 known = (version >= 2 ? RIGHT_REFER : 0) | (version >= 3 ? RIGHT_TRUNCATE : 0)
	    | (RIGHT_REFER - 1);
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
		.allowed_access = rights & fence->handled & (file ? (__u64)OF_FILES : ~0ULL),
		.parent_fd = fd,
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

/* Where what is learned gets its name. */
static void
allow_folder_of(const struct fence *fence, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct ab_arena arena = { 0 };

	allow(fence, slash == path ? "/" : slash
	    ? ab_format(&arena, "%.*s", (int)(slash - path), path).ptr : ".", WRITE | READ);
	ab_arena_free(&arena);
}

static void
fence_files(const struct ab_options *o)
{
	bool writes = !o->secure
	    && (o->mode == AB_MODE_AUTO || o->mode == AB_MODE_FRAME || o->mode == AB_MODE_UNPACK);
	const char *tmpdir = getenv("TMPDIR");
	struct fence fence = fence_new(o->secure ? WRITE | READ : WRITE);

	allow(&fence, writes ? "/" : tmpdir && *tmpdir ? tmpdir : "/tmp", WRITE | READ);
	if (o->mode == AB_MODE_LEARN && !o->secure)
		allow_folder_of(&fence, o->learn);
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
	SCMP_SYS(pwrite64), SCMP_SYS(lseek), SCMP_SYS(_llseek), SCMP_SYS(fsync),
	SCMP_SYS(fdatasync), SCMP_SYS(ftruncate), SCMP_SYS(fadvise64), SCMP_SYS(pipe),
	SCMP_SYS(pipe2),
	/* files */
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(close), SCMP_SYS(dup), SCMP_SYS(dup2),
	SCMP_SYS(dup3), SCMP_SYS(fcntl), SCMP_SYS(fcntl64), SCMP_SYS(stat), SCMP_SYS(fstat),
	SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(fstatat64), SCMP_SYS(fstat64),
	SCMP_SYS(stat64), SCMP_SYS(lstat64), SCMP_SYS(statx), SCMP_SYS(statfs), SCMP_SYS(fstatfs),
	SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(getdents),
	SCMP_SYS(getdents64), SCMP_SYS(getcwd), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
	SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rename), SCMP_SYS(renameat),
	SCMP_SYS(renameat2), SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(unlink), SCMP_SYS(unlinkat),
	SCMP_SYS(fchmod), SCMP_SYS(umask),
	/* memory */
	SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(munmap), SCMP_SYS(mremap),
	SCMP_SYS(mprotect), SCMP_SYS(madvise),
	/* waiting, signals, time */
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(_newselect), SCMP_SYS(pselect6),
	SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep), SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(clock_getres), SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn),
	SCMP_SYS(rt_sigsuspend), SCMP_SYS(sigaltstack),
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
	SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_add_rule),
	SCMP_SYS(landlock_restrict_self),
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

/* The filter is laid out here and not by libseccomp, which knows the numbers: it does not look at
 * every allocation, and where one fails it makes another filter than it was asked for. Each call
 * that may be asked for is two instructions: is it this one, then it may. */
struct program {
	size_t count;
	struct sock_filter at[2 * AB_LEN(calls) + 2 * AB_LEN(requests) + 32];
};

static const unsigned refused = SECCOMP_RET_ERRNO | ENOSYS;

static void
put(struct program *p, unsigned code, unsigned k, size_t if_so, size_t if_not)
{
	p->at[p->count++] = (struct sock_filter){ (uint16_t)code, (uint8_t)if_so,
		(uint8_t)if_not, k };
}

static void
put_load(struct program *p, size_t offset)
{
	put(p, BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0);
}

/* What was loaded is looked at: if it is that number, the next `then`
 * instructions are gone through. */
static void
put_if(struct program *p, unsigned number, size_t then)
{
	put(p, BPF_JMP | BPF_JEQ | BPF_K, number, 0, then);
}

static void
put_return(struct program *p, unsigned what)
{
	put(p, BPF_RET | BPF_K, what, 0, 0);
}

/* Arguments have 64 bits, of which an instruction sees half. */
static size_t
low_half(size_t arg)
{
	const uint16_t one = 1;

	return offsetof(struct seccomp_data, args) + 8 * arg
	    + (*(const unsigned char *)&one ? 0 : 4);
}

/* Calls of which not all is allowed: nothing is known of the call afterwards, so each ends here. */
static void
put_partly(struct program *p)
{
	put_if(p, SCMP_SYS(clone), 4);
	put_load(p, low_half(0));
	put(p, BPF_JMP | BPF_JSET | BPF_K, NEW_NAMESPACES, 1, 0);
	put_return(p, SECCOMP_RET_ALLOW);
	put_return(p, refused);
	put_if(p, SCMP_SYS(tgkill), 4);
	put_load(p, low_half(0));
	put_if(p, (unsigned)getpid(), 1);
	put_return(p, SECCOMP_RET_ALLOW);
	put_return(p, refused);
	put_if(p, SCMP_SYS(prlimit64), 8); /* one's own limits, not changed */
	for (size_t arg = 0; arg <= 2; arg += 2) {
		put_load(p, low_half(arg));
		put_if(p, 0, arg ? 3 : 5);
	}
	put_load(p, low_half(2) ^ 4);
	put_if(p, 0, 1);
	put_return(p, SECCOMP_RET_ALLOW);
	put_return(p, refused);
	put_if(p, SCMP_SYS(ioctl), 2 * AB_LEN(requests) + 2);
	put_load(p, low_half(1));
	for (size_t i = 0; i < AB_LEN(requests); i++) {
		put_if(p, (unsigned)requests[i], 1);
		put_return(p, SECCOMP_RET_ALLOW);
	}
	put_return(p, refused);
}

static void
filter_calls(void)
{
	struct program p = { 0 };

	put_load(&p, offsetof(struct seccomp_data, arch));
	put(&p, BPF_JMP | BPF_JEQ | BPF_K, seccomp_arch_native(), 1, 0);
	put_return(&p, refused);
	put_load(&p, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < AB_LEN(calls); i++)
		if (calls[i] >= 0) { /* this machine has it */
			put_if(&p, (unsigned)calls[i], 1);
			put_return(&p, SECCOMP_RET_ALLOW);
		}
	put_partly(&p);
	put_return(&p, refused);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER,
	    &(struct sock_fprog){ (unsigned short)p.count, p.at });
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
