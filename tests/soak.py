#!/usr/bin/env python3
"""A hundred thousand random keys on hostile bundles, on one terminal: it lives, leaves when asked, and
does not grow.

usage: soak.py PROGRAM SCRATCH [KEYS [SEED]]
"""
import fcntl, os, pty, random, re, select, struct, sys, termios, time

program, scratch = os.path.abspath(sys.argv[1]), sys.argv[2]
keys, seed = int(sys.argv[3]) if len(sys.argv) > 3 else 100000, int(sys.argv[4]) if len(sys.argv) > 4 else 1
chance = random.Random(seed)
os.chdir(scratch)

# Not q, Q, Z and : (that leave), W (that writes where the keys say), ^Z, ^S and ^Q, ^\.
KEYS = [chr(c) for c in range(32, 127) if chr(c) not in "qQZW:"] + list("jjjjkkdduuGg") + [
    "\r", "\t", "\x1b", "\x1b", "\x03", "\x0c", "\x7f", "\x05", "\x0f", "\x10", "\x06", "\x02", "\x04", "\x15",
    "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[Z", "\x1bOP", "\x1b[<64;5;5M", "\x1b[<0;9;3M",
    "\u05d0", "\u00e9", "\U0001f600", "\u202e"]
NASTY = ["\x1b[2J", "\x1b]0;x\x07", "\u202e", "\u2066", "\u0301" * 200, "\u200d" * 50, "\x9b31m", "\0", "\r", "\x08",
         "\u05d0\u05d1 \u05d2", "\u0645\u0631\u062d", "\u8a9e" * 60, "x" * 3000, "(" * 500, "on 3 May 2031 ", "1/2/2031 " * 40]
WORDS = "the harbour board said on Monday that Ada Quill would meet two hundred dockers in Velmark last week".split()


def bundle(name, articles):
    with open(name, "w", encoding="utf-8") as f:
        for i in range(articles):
            f.write(f"FILE {chance.choice(NASTY[:5])}{i}.txt\n".replace("\r", ""))
            for _ in range(chance.randrange(40)):
                words = [chance.choice(NASTY) if chance.random() < .05 else chance.choice(WORDS)
                         for _ in range(chance.randrange(30))]
                f.write(" ".join(words) + chance.choice(["\n", "\n\n", ".\n\n"]))
            f.write(chance.choice(["END\n", "END\n", "\n"]))


def resident(pid):
    return int(re.search(r"VmRSS:\s*(\d+)", open(f"/proc/{pid}/status").read())[1])


bundle("a", 12)
bundle("b", 60)
pid, fd = pty.fork()
if pid == 0:
    os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", HOME="/nonexistent", TMPDIR=scratch,
                      XDG_CONFIG_HOME=scratch + "/config", XDG_STATE_HOME=scratch + "/state")
    os.execv(program, [program, "--mouse", "a", "b"])
os.set_blocking(fd, False)
began, sizes = time.time(), []


def take(seconds):
    while select.select([fd], [], [], seconds)[0]:
        try:
            if not os.read(fd, 1 << 16):
                return
        except OSError: # it is gone, or about to be: what it holds takes a while to be given back
            return time.sleep(seconds)


def ended():
    got, status = os.waitpid(pid, os.WNOHANG)
    if got:
        print(f"ended by itself: {status:#x}")
        sys.exit(1)


def give(keys):
    """Types, and reads meanwhile: a terminal that takes nothing is not asked for more."""
    while keys:
        readable, writable, _ = select.select([fd], [fd], [], 60)
        if readable:
            try:
                os.read(fd, 1 << 16)
            except OSError: # it is gone
                time.sleep(0.5)
                return ended()
        elif writable:
            keys = keys[os.write(fd, keys):]
        else:
            sys.exit("takes no keys and says nothing for a minute")


take(1)
for typed in range(0, keys, 20):
    give("".join(chance.choice(KEYS) for _ in range(20)).encode())
    take(0.01)
    if typed % 2000 == 0:
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", chance.randrange(1, 80), chance.randrange(1, 250), 0, 0))
        ended()
    if typed % (keys // 10) < 20:
        ended()
        take(0.2)
        sizes.append(resident(pid))
        print(f"{typed} keys, {time.time() - began:.0f} s: {sizes[-1]} KiB", flush=True)
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
take(0.5)
sizes.append(resident(pid))
got = status = 0
for _ in range(100):
    os.write(fd, b"\x1b\x1bZZ")
    take(0.2)
    got, status = os.waitpid(pid, os.WNOHANG)
    if got:
        break
early, late = max(sizes[1:5]), min(sizes[-2:])
print(f"{keys} keys, seed {seed}: {early} KiB in the first half, {late} KiB at the end")
left = got and os.WIFEXITED(status) and os.WEXITSTATUS(status) <= 1 # 1: some END is missing
if not left:
    print(f"did not leave: {status:#x}" if got else "did not leave")
sys.exit(not left or late > early * 1.2 + 4096)
