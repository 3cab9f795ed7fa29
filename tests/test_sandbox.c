/* What the kernel refuses a process that went in, and what it still lets it do. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/sandbox.h"

static char folder[] = "/tmp/abreast-sandbox-XXXXXX";

/* ---- what is tried: each true when it was possible ---- */

static bool
can_start(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return false; /* /bin/true ends with 0, as one that could */
}

static bool
can_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0 || socket(AF_INET, SOCK_DGRAM, 0) >= 0;
}

static bool
can_signal(void)
{
	return kill(getppid(), 0) == 0 || syscall(SYS_tgkill, getppid(), getppid(), 0) == 0;
}

static bool
can_trace(void)
{
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static bool
can_type(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	return ioctl(master, TIOCSTI, "x") == 0 || errno != ENOSYS;
}

static bool
can_unshare(void)
{
	return unshare(CLONE_NEWUSER) == 0;
}

static bool
can_write_here(void)
{
	int fd = open("sandbox.txt", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	unlink("sandbox.txt");
	return fd >= 0;
}

static bool
can_write_below(void)
{
	char path[100];

	snprintf(path, sizeof(path), "%s/written", folder);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	return fd >= 0 && write(fd, "x", 1) == 1 && unlink(path) == 0;
}

static bool
can_link(void)
{
	char path[100];

	snprintf(path, sizeof(path), "%s/link", folder);
	return symlink("/etc/passwd", path) == 0 && unlink(path) == 0;
}

static bool
can_make_special(void)
{
	char path[100];

	snprintf(path, sizeof(path), "%s/special", folder);
	return (mkfifo(path, 0600) == 0 || mknod(path, S_IFCHR | 0600, makedev(1, 3)) == 0)
	    && unlink(path) == 0;
}

static bool
can_read_others(void)
{
	return open("/dev/zero", O_RDONLY | O_CLOEXEC) >= 0;
}

static bool
can_read_libraries(void)
{
	return open("/usr/bin/env", O_RDONLY | O_CLOEXEC) >= 0;
}

static void *
nothing(void *given)
{
	return given;
}

static bool
can_work(void)
{
	pthread_t thread;
	void *result = NULL;
	int status = -1;
	pid_t pid = fork();

	if (pid == 0)
		_exit(7);
	return waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 7
	    && pthread_create(&thread, NULL, nothing, folder) == 0
	    && pthread_join(thread, &result) == 0 && result == folder;
}

/* What a process gives up, those that it makes do not have either. */
static bool
can_start_as_child(void)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0)
		_exit(can_start() ? 0 : 1);
	return waitpid(pid, &status, 0) == pid && status == 0;
}

static void *
socket_here(void *given)
{
	return can_socket() ? given : NULL;
}

static bool
can_socket_as_thread(void)
{
	pthread_t thread;
	void *result = NULL;

	return pthread_create(&thread, NULL, socket_here, folder) == 0
	    && pthread_join(thread, &result) == 0 && result == folder;
}

/* ---- who tries it ---- */

enum { READER, DUMP, SECURE, UNPACKED, WHO };
static const char *const who[] = { "reader", "dump", "secure", "unpacked" };
enum { FILES = 1, CALLS = 2 }; /* barred by Landlock, by seccomp */

static const struct {
	const char *what;
	bool (*can)(void);
	int by;
	bool allowed[WHO];
} rows[] = {
	{ "start a program", can_start, CALLS, { 0 } },
	{ "start a program as a child", can_start_as_child, CALLS, { 0 } },
	{ "open a socket", can_socket, CALLS, { 0 } },
	{ "open a socket in a thread", can_socket_as_thread, CALLS, { 0 } },
	{ "signal another process", can_signal, CALLS, { 0 } },
	{ "trace", can_trace, CALLS, { 0 } },
	{ "type into the terminal", can_type, CALLS, { 0 } },
	{ "make a namespace", can_unshare, CALLS, { 0 } },
	{ "make a symbolic link", can_link, FILES | CALLS, { 0 } },
	{ "make a device or a FIFO", can_make_special, FILES | CALLS, { 0 } },
	{ "write here", can_write_here, FILES, { [READER] = true } },
	{ "write into a folder", can_write_below, FILES, { true, true, true, true } },
	{ "read other files", can_read_others, FILES,
	    { [READER] = true, [DUMP] = true, [UNPACKED] = true } },
	{ "read files of the system", can_read_libraries, FILES, { true, true, true, true } },
	{ "have workers", can_work, 0, { true, true, true, true } },
};

static void
enter(int as)
{
	struct ab_options o = {
		.mode = as == READER ? AB_MODE_AUTO : as == UNPACKED ? AB_MODE_UNPACK
		    : AB_MODE_TEXT,
		.secure = as == SECURE,
	};

	ab_sandbox_enter(&o);
	if (as == UNPACKED)
		ab_sandbox_below(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

/* In a process of its own, which cannot come out again. */
static bool
try(int as, bool (*can)(void))
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		enter(as);
		_exit(can() ? 0 : 1);
	}
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert(WIFEXITED(status), "%s: status %x", who[as], status);
	return WEXITSTATUS(status) == 0;
}

static int
there(void)
{
	int there = 0;

#ifdef HAVE_LANDLOCK
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) >= 1)
		there |= FILES;
#endif
#if defined(HAVE_SECCOMP) && !defined(SANITIZED)
	if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0)
		there |= CALLS;
#endif
	return there;
}

Test(sandbox, what_can_be_done_within, .timeout = 60)
{
	cr_assert(mkdtemp(folder));
	setenv("TMPDIR", folder, 1);
	for (int as = 0; as < WHO; as++)
		for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
			bool barred = rows[i].by & there();
			if (barred || rows[i].allowed[as])
				cr_expect_eq(try(as, rows[i].can), rows[i].allowed[as], "%s: %s",
				    who[as], rows[i].what);
		}
	rmdir(folder);
}
