#!/usr/bin/env python3
"""Bytes of strangers: whatever is read, abreast ends by itself with status 0, 1 or 2, in time and
in little memory, and nothing that steers a terminal comes out of it.

usage: hostile.py PROGRAM SCRATCH [all]     all: also what takes minutes and gigabytes
"""
import gzip, io, json, os, pty, re, select, signal, stat, struct, subprocess, sys, tarfile, threading, time, zipfile

program, scratch = os.path.abspath(sys.argv[1]), sys.argv[2]
everything = sys.argv[3:] == ["all"]
os.chdir(scratch)
# A sanitizer takes its share of time and memory; what counts in this build is what it finds.
sanitized = b"__asan_init" in open(program, "rb").read()
failed = count = 0

# C0 but the tab and the newline, DEL, C1, marks of direction, separators, annotations, tags.
STEERS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
                    "\ufff9-\ufffb\U000e0000-\U000e007f]")
# What a terminal would obey, and what only looks odd. No NUL: it would make a binary file of most.
NASTY = ("\x1b[2J\x1b]0;owned\x07\x1bP1$r\x1b\\\x9b31m\x9d0;x\x9c\x90q\x08\x08\x7f\r\x0e\x0f\u202e"
         "\u2066\u2069\U000e0041\u2028\u061c\u200f end")


def say(what, why):
    global failed
    failed += 1
    print(f"{what}: {why}")


def run(what, args, give=None, seconds=60, steers=True, lines=True, **more):
    """Runs it and checks what holds of every run; returns (status, out, err)."""
    global count
    count += 1
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
           "XDG_CONFIG_HOME": scratch + "/none", "XDG_STATE_HOME": scratch + "/none", "TMPDIR": scratch}
    env["XDG_CONFIG_HOME"] = more.pop("config", env["XDG_CONFIG_HOME"])
    env.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
    began = time.time()
    child = subprocess.Popen([program] + args, env=env, stdin=subprocess.PIPE if give is not None
                             else subprocess.DEVNULL, stdout=more.pop("stdout", subprocess.PIPE),
                             stderr=subprocess.PIPE, **more)
    clock = threading.Timer(seconds * (10 if sanitized else 1), child.kill)
    clock.start()
    try:
        out, err = child.communicate(give)
    finally:
        clock.cancel()
    out = out or b""
    if child.returncode not in (0, 1, 2):
        say(what, f"status {child.returncode} after {time.time() - began:.1f} s: {err[-300:]!r}")
    if steers:
        for stream, got in ("standard output", out), ("standard error", err):
            found = STEERS.search(got.decode("utf-8", "surrogateescape"))
            if found:
                say(what, f"{found.group()!r} on {stream}: {got[max(0, found.start() - 40):][:100]!r}")
            elif re.search("[\udc80-\udcff]", got.decode("utf-8", "surrogateescape")):
                say(what, f"what is no UTF-8 on {stream}")
    if lines and any(not line.startswith(b"abreast: ") for line in err.splitlines()):
        say(what, f"standard error: {err[:300]!r}")
    return child.returncode, out, err


def put(name, content):
    with open(name, "wb") as f:
        f.write(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return name


WAYS = [["--dump=text"], ["--dump=jsonl"], ["--list"], ["--frame=80x24"], ["--dump=text", "--clean=off"],
        ["--frame=1x1"], ["--pack"]]


def every_way(what, *args, **more):
    for way in WAYS:
        got = run(f"{what}, {' '.join(way)}", way + list(args), steers=way != ["--pack"], **more)
        if way == ["--dump=jsonl"]:
            for line in got[1].splitlines():
                check_record(what, json.loads(line))


def check_record(what, record):
    """Offsets are of code points, in range and in order; the lines tile the text."""
    text, at = record["text"], 0
    for line in record["lines"]:
        if line["start"] != at or line["end"] < at or "\n" in text[line["start"]:line["end"]]:
            return say(what, f"lines do not tile the text at {at}")
        at = line["end"] + 1
    if record["lines"] and not len(text) <= at <= len(text) + 1 and text[at - 1:] != "\n":
        say(what, "lines do not tile the text at its end")
    for key in "chrome", "entities", "dates":
        at = 0
        for it in record[key]:
            if not at <= it["start"] < it["end"] <= len(text):
                return say(what, f"{key} out of range or of order")
            if "text" in it and it["text"] != text[it["start"]:it["end"]]:
                return say(what, f"{key}: the text is another")
            at = it["end"]


# ---- what is read ----

def texts():
    yield "nothing but controls", NASTY
    yield "controls and NULs", "FILE a.txt\n" + (NASTY + "\0") * 9 + "\nEND\n"
    yield "controls in prose", f"A headline {NASTY} here\n\nOn 3 May 2031 Ada {NASTY} Quill said so in {NASTY}.\n" * 5
    yield "controls in a name", f"FILE {NASTY.replace(chr(13), '')}.txt\nOne line of prose is here.\nEND\n" * 3
    yield "a name of another line", "FILE a.txt\nOne.\nEND \x1b[1mb\x1b[0m\nFILE b\x1b.txt\n"
    yield "controls in JSON", "".join(json.dumps({"name": NASTY, "title": NASTY, "text": NASTY, "url": NASTY,
                                                  "outlet": NASTY, "published": NASTY}) + "\n" for i in range(3))
    yield "controls where JSON is broken", '{"text": "' + NASTY + '"}\n{"text":"\x1b" \x1b}\n'
    yield "controls in CSV", f'id,title,text\n"{NASTY}","{NASTY}","{NASTY}"\n{NASTY},a\n'
    yield "controls in HTML", f"<!doctype html><title>{NASTY}</title><p>{NASTY}&#27;[2J&#155;&#8238;<p>x"
    yield "controls in a letter", "From a@b Tue Sep 17 08:00:00 2024\nSubject: =?utf-8?q?=1B[2J=9B?=\nFrom: \x1b\n\n\x1b[2J\n"
    yield "a NUL every second byte", "a\0b\0c\0\n\0" * 1000
    yield "UTF-16 without a mark", "Nobody said so. ".encode("utf-16-le") * 200
    yield "half a surrogate pair", b"\xff\xfe\x3d\xd8" * 9
    yield "overlong and surrogate UTF-8", b"\xc0\xae\xc0\xaf \xe0\x80\x80 \xed\xa0\x80 \xf4\x90\x80\x80 \xf8\x88\x80\x80\x80 \xfe\xff caf\xc3\xa9\n" * 20
    yield "cut UTF-8", b"caf\xc3"
    yield "nothing but continuation bytes", b"\x80" * 5000
    yield "all bytes", bytes(range(256)) * 20
    yield "one carriage return a line", "One line.\rTwo lines.\r" * 100
    yield "a flood of marks", "Z" + "\u0301\u0489" * 20000 + "algo\n" + "a\u200d" * 5000 + "\u200b" * 5000
    yield "nested and missing END", "FILE a\nFILE b\nEND a\nEND\nEND b\nFILE c\nFILE c\nEND c\n" * 50
    yield "END only", "END\n" * 1000
    yield "the same name again", "FILE a.txt\nx\nEND a.txt\n" * 2000
    yield "deep names", "FILE " + "d/" * 5000 + "a.txt\nx\nEND\n"
    yield "JSON of depth 10^5", '{"text": ' + "[" * 100000 + "]" * 100000 + "}\n"
    yield "JSON of depth 10^5, without end", '{"text":"a"}\n{"a":' * 3 + '{"a":' * 100000
    yield "an array of depth 10^5", "[" * 100000 + "]" * 100000
    yield "JSON with endless numbers", '{"text": "a", "id": ' + "9" * 100000 + "}\n{\"text\":\"a\",\"id\":1e999999}\n"
    for length in "9223372036854775808", "18446744073709551615", "-1", "1e99", "99999999999999999999999":
        yield f"WARC of {length} bytes", ("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
                                          f"Content-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>x</p>\r\n\r\n") * 3
    yield "chunks of endless length", ("WARC/1.0\nWARC-Type: response\nContent-Type: application/http\nContent-Length: 90\n\n"
                                       "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nffffffffffffffff\n<p>one</p>\n0\n\n")
    yield "HTML without end", "<html><body>" + "<div><table><tr><td>" * 20000 + "x"
    yield "one tag without end", "<!doctype html><a " + "b='c' " * 50000
    yield "entities", "<!doctype html><p>" + "&#xffffffffff;&#0;&#55296;&amp" * 2000
    yield "parts of parts", ("From a 08:00 2024\nContent-Type: multipart/mixed; boundary=b\n\n"
                             + "--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 2000)
    yield "quotes without end", 'id,text\na,"' + "x,\n" * 20000
    yield "a thousand columns", ",".join(f"c{i}" for i in range(1000)) + ",text\n" + "," * 5000 + "\n"
    yield "nothing but signs", "(((((((((((((((((" * 2000 + "\n" + "-" * 50000 + "\n" + "| " * 20000
    yield "capitals and dots", "A. B. C. " * 10000
    yield "one word", "x" * 300000
    yield "one word of another script", "语" * 100000
    yield "dates without end", "on Monday 3 May 2031 at 10:00 " * 3000
    yield "digits", "1" * 100000 + " " + "1/2/3/4/" * 10000
    yield "names without end", "Ada Quill of the Harbour Board of the Union of the " * 2000


def read_them():
    for what, content in texts():
        put("case", content)
        every_way(what, "case")
    put("case", NASTY)
    for n in subprocess.run([program, "--format=list"], capture_output=True, text=True).stdout.split("\n"):
        for content in NASTY, "x" * 5000, "\n" * 5000, b"\0\xff" * 500:
            if n and not n.startswith("own"):
                run(f"forced: {n}", ["--format=" + n.split()[0], "--dump=text", put("case", content)])
    run("standard input", ["--dump=text", "-"], NASTY.encode() * 100)


def say_them():
    """What is said of arguments, names of files, rules, patterns."""
    nasty = NASTY
    for option in "--open=", "--format=", "--rules=", "--frame=", "--date=", "--dump=", "--clean=", "--limits=", "--begin=(", "--end=[", "--unpack=", "--":
        run(f"argument {option}", ["--dump=text", option + nasty, "none"])
    run("an option", [nasty, "--" + nasty, "-\x1b", "-\x9b"])
    name = nasty.replace("/", "")
    os.makedirs("folder", exist_ok=True)
    for content in "Prose, and nothing else.\n", b"\0\1\2\xff" * 500, b"\x1f\x8b\x08broken", b"PK\3\4broken", b"{\x1b", "FILE a\n":
        put("folder/" + name, content)
        every_way("a folder with such a name", "folder")
        run("a file of such a name", ["--dump=text", "folder/" + name])
    put("rules", "chrome/" + nasty + "\t(" + nasty + "\n")
    run("a broken rule", ["--rules=rules", "--dump=text", put("case", "Prose.\n")])
    run("a broken rule is checked", ["--rules=rules", "--check-rules"])
    put("rules", "chrome/\x1b[2J\u202e\t(?i)prose\n+ Prose\n- \x1b\n+ \x1b]0;\x07\n")
    run("a rule's name", ["--rules=rules", "--dump=jsonl", "case"])
    run("a rule's example", ["--rules=rules", "--check-rules"])


def odd_files():
    """Files of a person's own that are no files, have no end, or are no text: refused in a sentence."""
    os.makedirs("config/abreast/rules.d", exist_ok=True)
    put("case", "One sentence of prose is here.\n")
    put("nul", b"chrome/a\t^a$\n\0chrome/b\t^b$\n")
    put("latin", b"chrome/a\t^caf\xe9$\n+ caf\xe9\n")
    os.makedirs("a-folder", exist_ok=True)
    if not os.path.exists("a-fifo"):
        os.mkfifo("a-fifo")
    with open("huge", "wb") as f:
        f.truncate(1 << 30)
    for odd in "a-fifo", "a-folder", "huge", "nul", "latin", "/dev/zero", "/dev/tty", "/dev/random", "/proc/self/mem", "none":
        for option in "--rules=", "--config=", "--learned=":
            began = time.time()
            status, _, err = run(f"{option}{odd}", [option + odd, "--dump=text", "case"], seconds=20, start_new_session=True)
            if len(err.splitlines()) > 3 or odd != "latin" and not err:
                say(f"{option}{odd}", f"said {err!r}")
        for name in "config", "keys", "rules.d/own.rules":
            at = "config/abreast/" + name
            os.symlink(os.path.abspath(odd) if odd[0] != "/" else odd, at)
            run(f"{odd} as {name}", ["--dump=text", "case"], seconds=20, config=scratch + "/config", start_new_session=True)
            os.unlink(at)
    os.remove("huge")
    r, w = os.pipe()
    os.write(w, b"chrome/mine\t^One sentence\n")
    os.close(w)
    put("case", "A title of it\n\nOne sentence of prose is here.\n\nAnother stands below it, and says more of the harbour.\n")
    out = run("rules from a pipe", [f"--rules=/dev/fd/{r}", "--dump=text", "case"], pass_fds=[r])[1]
    if b"One sentence" in out or b"Another" not in out:
        say("rules from a pipe", "are not used")
    os.close(r)


def told_once():
    """A rule that takes too many steps is told once, by its file and line, whoever met it."""
    os.makedirs("costly", exist_ok=True)
    for i in range(5):
        put(f"costly/{i}.txt", ("a" * 300 + "!\n") * 50 + "The end is one sentence of prose.\n")
    put("rules", "# mine\nchrome/bomb\t^(a+)+$\n")
    for way in ["--dump=text"], ["--dump=text", "--jobs=3"], ["--dump=jsonl", "--jobs=2"], ["--list"], ["--dump=html"], ["--plain"]:
        status, out, err = run(f"a costly rule, {way}", ["--rules=rules"] + way + ["costly"])
        if err.count(b"rules: line 2: 'chrome/bomb'") != 1 or len(err.splitlines()) != 1 or status:
            say(f"a costly rule, {way}", f"status {status}: {err!r}")
        if way[0] == "--dump=text" and b"one sentence of prose" not in out:
            say(f"a costly rule, {way}", "nothing is read any more")
    if b"line 2: 'chrome/bomb'" not in run("a costly rule, on a screen", ["--rules=rules", "--frame=100x10", "costly"])[1]:
        say("a costly rule, on a screen", "is not told")
    for pattern in "--begin=^(a+)+$", "--end=^(a+)+$":
        if run(f"a costly {pattern}", [pattern, "--dump=text", "costly/0.txt"])[2].count(b"too many steps") != 1:
            say(f"a costly {pattern}", "is not told once")


def explode():
    """Patterns that would take until the end of days."""
    put("case", ("a" * 300 + "!\n") * 200 + "The end is one sentence of prose.\n")
    for pattern in r"(a+)+$", r"(?:a|a)*$", r"(a*)*b", r"((a?){99}){99}$", r"(?:(?:a*)*)*\z(?<!.)", r"^(?:.?){200}.{200}x", r"(?R)?a*(?R)?z":
        put("rules", f"chrome/bomb\t{pattern}\n")
        run(f"rule {pattern}", ["--rules=rules", "--dump=text", "case"])
        run(f"--begin {pattern}", ["--begin=" + pattern, "--dump=text", "case"])
    for pattern in "(" * 5000, "[" * 5000, r"(?<part>" * 300, "a{65535}{65535}", "(?:" + "a|" * 100000 + "a)", "\\K" * 1000, "(?=a\\K)", "\\C":
        put("rules", f"chrome/bomb\t{pattern}\n")
        run(f"rule {pattern[:20]}", ["--rules=rules", "--dump=text", "case"])
        run(f"--end {pattern[:20]}", ["--end=" + pattern[:9999], "--dump=text", "case"])


# ---- archives ----

def tar_of(*members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        for name, kind, link, content in members:
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, link, len(content)
            info.devmajor, info.devminor = 1, 5
            t.addfile(info, io.BytesIO(content))
    return out.getvalue()


def zip_of(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, mode, content in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            z.writestr(info, content)
    return out.getvalue()


def tar_header(name, kind, size, extra=b""):
    """A header as GNU tar has it, with a size in base 256 that may be as large as one likes."""
    head = bytearray(name.ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + b"\x80" + size.to_bytes(11, "big")
                     + b"00000000000\0" + b" " * 8 + kind + b"\0" * 100 + b"ustar  \0")
    head = head.ljust(512, b"\0")
    head[345:345 + len(extra)] = extra
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head)


def tars_of_endless_members():
    block, much = b"Prose that is there.\n".ljust(512, b"x"), 1 << 60
    # GNU's map: atime, ctime, offset, long names, unused, four pairs (offset, length), more to come, real size
    sparse = b"\0" * 41 + b"00000000000\0" + b"00000001000\0" + b"\0" * 72 + b"\0" + b"\x80" + much.to_bytes(11, "big")
    pax = lambda *pairs: b"".join((lambda line: b"%d %s" % (len(line) + len(str(len(line))) + 1, line))(b"%s=%s\n" % it) for it in pairs)
    for what, content in (
            ("long name", tar_header(b"././@LongLink", b"L", much) + block),
            ("long link", tar_header(b"././@LongLink", b"K", much) + block),
            ("member", tar_header(b"a.txt", b"0", much) + block),
            ("sparse member", tar_header(b"a.txt", b"S", 512, sparse) + block),
            ("extended header", tar_header(b"x", b"x", much) + block),
            ("global header", tar_header(b"x", b"g", much) + block),
            ("member by its extended header", tar_header(b"x", b"x", 512) + pax((b"size", b"%d" % much)).ljust(512, b"\0")
             + tar_header(b"a.txt", b"0", 512) + block),
            ("sparse member by its extended header", tar_header(b"x", b"x", 512)
             + pax((b"GNU.sparse.major", b"1"), (b"GNU.sparse.minor", b"0"), (b"GNU.sparse.realsize", b"%d" % much)).ljust(512, b"\0")
             + tar_header(b"a.txt", b"0", 1024) + b"1\n0\n512\n".ljust(512, b"\0") + block)):
        yield f"tar, a {what} of 2^60 bytes", content + b"\0" * 1024
        yield f"tar, a {what} of 2^60 bytes after another member", tar_of(("first.txt", tarfile.REGTYPE, "", b"First.\n"))[:1024] + content


def archives():
    yield from tars_of_endless_members()
    yield "tar of links and devices", tar_of(
        ("/etc/absolute.txt", tarfile.REGTYPE, "", b"absolute"), ("../up.txt", tarfile.REGTYPE, "", b"up"),
        ("l", tarfile.SYMTYPE, "/etc", b""), ("l/through.txt", tarfile.REGTYPE, "", b"through"),
        ("h", tarfile.LNKTYPE, "/etc/passwd", b""), ("zero", tarfile.CHRTYPE, "", b""),
        ("disk", tarfile.BLKTYPE, "", b""), ("fifo", tarfile.FIFOTYPE, "", b""), ("d", tarfile.DIRTYPE, "", b""),
        ("\x1b[2J\u202e", tarfile.REGTYPE, "", b"\x1b[2J"), ("a\nb", tarfile.REGTYPE, "", b"a"))
    yield "zip of links", zip_of(
        ("/etc/absolute.txt", 0o644, "absolute"), ("../../up.txt", 0o644, "up"), ("c:\\x\\y.txt", 0o644, "drive"),
        ("l", stat.S_IFLNK | 0o777, "/etc"), ("l/through.txt", 0o644, "through"),
        ("\x1b[2J", 0o644, "\x1b[2J"), ("a.txt", 0o644, "first"), ("a.txt", 0o644, "second"))
    whole = gzip.compress(b"FILE a\nProse that is in an archive.\nEND\n" * 100)
    yield "gzip whose trailer lies", whole[:-8] + struct.pack("<II", 1, 2)
    yield "gzip cut off", whole[:len(whole) // 2]
    yield "gzip, and then something else", whole + b"\x1b[2Jjunk" * 10
    yield "gzip of gzip", gzip.compress(gzip.compress(gzip.compress(gzip.compress(whole))))
    yield "gzip of nothing", gzip.compress(b"")
    yield "zip cut off", zip_of(("a.txt", 0o644, "Prose. " * 1000))[:-40]
    yield "zip that lies about its sizes", zip_of(("a.txt", 0o644, "Prose. " * 1000)).replace(struct.pack("<I", 7000), struct.pack("<I", 0xfffffff0))
    yield "tar cut off", tar_of(("a.txt", tarfile.REGTYPE, "", b"Prose. " * 1000))[:3000]
    broken = bytearray(tar_of(("a.txt", tarfile.REGTYPE, "", b"x" * 600)) * 3)
    broken[124:135] = b"77777777777"
    yield "tar of a size that lies", bytes(broken)
    yield "many empty members", tar_of(*[(f"{i}.txt", tarfile.REGTYPE, "", b"") for i in range(3000)])
    yield "zip empty", zip_of()
    for magic in b"\x1f\x9d", b"BZh9", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"PK\5\6":
        yield f"nothing after {magic!r}", magic + b"\xff" * 500


def bomb(name, bytes_out):
    """A compressed file of so many bytes of text."""
    block = gzip.compress((b"a" * 63 + b"\n") * (1 << 14), 9)
    with open(name, "wb") as f:
        f.write(block * (bytes_out >> 20))
    return name


def nested_bomb():
    """Archives in archives, none of which is a bomb by itself: 12 GB of text in 13 KB."""
    inner = [("a.txt", ("a" * 63 + "\n") * (48 << 14))]
    for _ in range(3):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for name, content in inner:
                z.writestr(name, content)
        inner = [(f"{i}.zip", out.getvalue()) for i in range(16)]
    return out.getvalue()


def read_archives():
    if not sanitized:
        put("case", nested_bomb())
        _, out, err = run("archives that are a bomb together", ["--list", "case"], seconds=20)
        if err.count(b"--limits") != 1 or not out:
            say("archives that are a bomb together", f"{err!r}")
        _, out, err = run("a bomb of archives beside an archive", ["--list", "case", put("beside", zip_of(("b.txt", 0o644, "Prose.")))])
        if b"\tb.txt\t" not in out and b"b.txt" not in out:
            say("a bomb of archives beside an archive", f"{out!r}")
    if not sanitized and b"--limits" not in run("a bomb", ["--list", bomb("case", 512 << 20)])[2]:
        say("a bomb", "is unpacked")
    deep = "One sentence that lies deep.\n"
    for depth in range(1, 6):
        deep = zip_of(("a.zip" if depth > 1 else "a.txt", 0o644, deep))
        _, out, err = run(f"{depth} archives in each other", ["--dump=text", put("case", deep)])
        if (b"lies deep" in out) != (depth <= 3) or (b"--limits" in err) != (depth > 3):
            say(f"{depth} archives in each other", f"{out[:100]!r}, {err!r}")
    for what, content in tars_of_endless_members():
        _, out, err = run(what, ["--dump=text", put("case", content)])
        if "after" in what and b"First." not in out or not err:
            say(what, f"{out[:100]!r}, {err!r}")
    for what, content in archives():
        put("case", content)
        every_way(what, "case")
        run(what + ", piped", ["--dump=text", "-"], content)


# ---- unpacking ----

def tree(path):
    out = {}
    for folder, folders, files in os.walk(path):
        for f in files + folders:
            at = os.path.join(folder, f)
            st = os.lstat(at)
            out[os.path.relpath(at, path)] = os.readlink(at) if stat.S_ISLNK(st.st_mode) else (
                "dir" if stat.S_ISDIR(st.st_mode) else open(at, "rb").read())
    return out


def unpack():
    names = ["a.txt", "../up.txt", "/abs.txt", "d/../../up2.txt", "link/in.txt", "dlink", "d/e/f.txt", "a.txt", ".", "..", "",
             "d/", "//", "./x", "a\nb", "\x1b[2J", "x" * 300, "y/" * 300 + "z", "a.txt/below", "d", "nul\0name", "file-link",
             "dangling", "%2e%2e%2fup3.txt", "c:\\w.txt", "-rf", "con/../../../../../../../../tmp/hostile-was-here"]
    os.makedirs("outside", exist_ok=True)
    put("outside/kept", "as it was")
    os.makedirs("box/dir", exist_ok=True)
    for at, to in ("link", "../outside"), ("file-link", "../outside/kept"), ("dangling", "../outside/made"), ("dlink", "."):
        os.symlink(to, "box/dir/" + at)
    packed = b"%abreast-bundle 1\n"
    for n in names:
        label = "".join(c if c.isalnum() or c in "/._" else f"%{ord(c):02X}" for c in n) or "%"
        packed += f"FILE {label}\nbody of it\nEND {label}\n".encode()
    put("case", packed)
    before = tree("outside"), {k: v for k, v in tree("box").items() if not k.startswith("dir/")}
    here = set(os.listdir("."))
    for again in range(2):
        run("unpack", ["--unpack=box/dir", "case"])
        if (tree("outside"), {k: v for k, v in tree("box").items() if not k.startswith("dir/")}) != before:
            say("unpack", "something was written outside of the folder")
        if set(os.listdir(".")) != here or os.path.exists("/tmp/hostile-was-here"):
            say("unpack", f"something was written outside: {set(os.listdir('.')) - here}")
    if open("box/dir/a.txt").read() != "body of it\n"[:-1]:
        say("unpack", f"a.txt is {open('box/dir/a.txt').read()!r}")
    put("box/dir/a.txt", "mine")
    run("unpack again", ["--unpack=box/dir", "case"])
    if open("box/dir/a.txt").read() != "mine":
        say("unpack", "a file was overwritten")
    os.link("outside/kept", "box/dir/hard")
    packed += b"FILE hard\nbody of it\nEND hard\n"
    put("case", packed)
    before = tree("outside"), before[1]
    for again in range(2):
        run("unpack --force", ["--force", "--unpack=box/dir", "case"])
        if (tree("outside"), {k: v for k, v in tree("box").items() if not k.startswith("dir/")}) != before:
            say("unpack --force", "something was written outside of the folder")
    for name in "a.txt", "file-link", "dangling", "hard":
        if os.path.islink("box/dir/" + name) or open("box/dir/" + name).read() != "body of it":
            say("unpack --force", f"{name} was not replaced")
    if not os.path.islink("box/dir/link"):
        say("unpack --force", "a link that was a folder was replaced")
    if any(".abreast-" in at for at in tree("box")):
        say("unpack", "something was left behind")
    run("unpack into a file", ["--unpack=case", "case"])
    run("unpack through a link that leads nowhere", ["--unpack=box/dir/dangling", "case"])
    run("unpack an archive", ["--unpack=box2", put("t.tar", next(archives())[1])])


def unpack_while_others_write():
    """A folder that becomes a link, again and again, while files are written into it."""
    os.makedirs("race/d", exist_ok=True)
    os.makedirs("beyond", exist_ok=True)
    os.symlink("../beyond", "race/other")
    put("case", b"%abreast-bundle 1\n" + b"".join(b"FILE d/%d\nx\nEND d/%d\n" % (i, i) for i in range(3000)))
    stop = threading.Event()

    def swap():
        while not stop.is_set():
            for a, b in ("race/d", "race/spare"), ("race/other", "race/d"), ("race/d", "race/other"), ("race/spare", "race/d"):
                try:
                    os.rename(a, b)
                except OSError:
                    pass # it was made anew meanwhile

    swapping = threading.Thread(target=swap)
    swapping.start()
    for force in [], ["--force"]:
        run("unpack while others write", force + ["--unpack=race", "case"], lines=False)
    stop.set()
    swapping.join()
    if os.listdir("beyond"):
        say("unpack while others write", f"{len(os.listdir('beyond'))} files are beyond the folder")


def unpack_and_be_ended():
    """Whoever is told to end while it unpacks leaves whole files, and nothing else."""
    put("case", b"%abreast-bundle 1\n" + b"".join(b"FILE %d\nx\nEND %d\n" % (i, i) for i in range(20000)))
    for i in range(12):
        number = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[i % 3]
        child = subprocess.Popen([program, "--unpack=ended%d" % i, "case"], stderr=subprocess.PIPE,
                                 preexec_fn=lambda: [signal.signal(n, signal.SIG_DFL) for n in (1, 2, 15)])
        while not os.path.isdir("ended%d" % i) or len(os.listdir("ended%d" % i)) < 100 + 9 * i:
            pass
        child.send_signal(number)
        child.communicate()
        left = [n for n in os.listdir("ended%d" % i) if n.startswith(".") or os.path.getsize("ended%d/" % i + n) != 1]
        if child.returncode != -number or left:
            say("unpack, and be ended", f"status {child.returncode}, left: {left}")


# ---- files that are no files, or do not stay as they are ----

def places():
    os.makedirs("closed", exist_ok=True)
    put("closed/a.txt", "Prose.\n")
    os.chmod("closed", 0)
    for path in "closed", "closed/a.txt", "/dev/null", "/dev/tty", "nowhere", "", "/proc/self/mem", "/proc/self/environ", "/", "/dev":
        run(f"source {path}", ["--dump=text", path], steers=path != "/proc/self/environ")
    os.chmod("closed", 0o700)
    for path in "/dev/zero", "/dev/urandom":
        status, _, err = run(f"source {path}, which has no end", ["--dump=text", path], seconds=20)
        if status != 1 or b"binary" not in err:
            say(f"source {path}", f"status {status}, {err!r}")
    put("good", "One sentence of prose that can be read.\n")
    status, out, err = run("the good beside the bad", ["--dump=text", "nowhere", "good"])
    if b"can be read" not in out or status != 1:
        say("the good beside the bad", f"status {status}, {out!r}")
    run("standard input closed", ["--dump=text", "-"], preexec_fn=lambda: os.close(0))
    run("all closed", ["--dump=text", "good"], preexec_fn=lambda: os.closerange(0, 3))
    if os.path.exists("/dev/full"):
        for way in WAYS:
            with open("/dev/full", "wb") as full:
                status, _, err = run(f"a full disk, {way}", way + ["good"], stdout=full)
            if status != 1 or len(err.splitlines()) != 1:
                say(f"a full disk, {way}", f"status {status}, {err!r}")


def a_fifo_that_stalls():
    os.mkfifo("fifo")
    child = subprocess.Popen([program, "--dump=text", "fifo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.3)
    with open("fifo", "wb") as f:
        f.write(b"One sentence, and then nothing for a while.\n")
        f.flush()
        time.sleep(0.3)
        if child.poll() is not None:
            say("a FIFO that stalls", "did not wait")
    try:
        out, err = child.communicate(timeout=60)
        if child.returncode or b"for a while" not in out:
            say("a FIFO that stalls", f"status {child.returncode}, {out!r}, {err!r}")
    except subprocess.TimeoutExpired:
        child.kill()
        say("a FIFO that stalls", "did not end")


def on_a_terminal(what, args, typed, stdin=None, wait=0.5, seconds=60, pace=0.3, middle=None, most=1):
    """Runs it on a terminal, types after a while, and expects it to leave at once, with this status at most; the screen."""
    global count
    count += 1
    pid, fd = pty.fork()
    if pid == 0:
        if stdin is not None:
            os.dup2(stdin, 0)
        os.environ.update(TERM="xterm", LC_ALL="C.UTF-8", HOME="/nonexistent", TMPDIR=scratch, LINES="24", COLUMNS="80",
                          XDG_CONFIG_HOME=scratch + "/none", XDG_STATE_HOME=scratch + "/none")
        os.execv(program, [program] + args)
    screen, began, left = b"", time.time(), list(typed)
    due, ended = began + wait * (4 if sanitized else 1), None
    while time.time() < began + seconds and ended is None:
        if select.select([fd], [], [], 0.05)[0]:
            try:
                screen += os.read(fd, 65536)
            except OSError:
                pass
        if time.time() > due:
            if middle:
                middle()
                middle = None
            elif left:
                os.write(fd, left.pop(0).encode())
            due = time.time() + pace
        got, status = os.waitpid(pid, os.WNOHANG)
        ended = status if got else None
    if ended is None:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        say(what, "did not leave")
    elif not os.WIFEXITED(ended) or os.WEXITSTATUS(ended) > most:
        say(what, f"wait status {ended:#x}")
    os.close(fd)
    return screen


# What a screen is made of: sequences of cursor, colour, modes and questions, hyperlinks to plain addresses,
# the clipboard, and characters of which none steers.
OURS = re.compile(rb"\x1b\[[0-9;?<=>]*[A-Za-z@`]|\x1b\[\?[0-9]+\$p|\x1b[()][0B]|\x1b[=>HM78]|\x1b\]8;[a-z0-9=]*;[!-~]*\x1b\\"
                  rb"|\x1b\]52;c;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)|[\r\x08]")


def on_every_screen():
    """Whatever is looked at, typed and copied of it, what the terminal gets is ours."""
    address = "https://x.invalid/\x1b]8;;\x07\x1b\\" + NASTY
    flood = "Z" + "\u0301" * 300 + "\u200d" * 50
    text = "".join(f"Ada {NASTY} Quill said on 3 May 2031 in Velmark {flood} {n} so.\n\nShare this {NASTY}\n\n" for n in ("two", "three"))
    put("nasty.jsonl", "".join(json.dumps({"name": NASTY + str(i), "title": NASTY + flood, "text": text, "url": address,
                                           "outlet": NASTY, "published": NASTY}) + "\n" for i in range(3)))
    put("nasty.bundle", "".join(f"FILE {NASTY}{i}.txt\n".replace("\r", "") + text + "END\n" for i in range(3)))
    put("rules", "chrome/\x1b[2J\u202e\t(?i)share\n")
    typed = (["C", "=", "v", "c", "]", "\r", "y", "Y"], ["L", "s", "L", "q"], ["E", "s", "q", "T", "\r", "q", "O", "q"],
             ["/owned\u202e\u0301\x9b\r", "n", "aNote \u202e\u2066\r", "A", "q"], ["g/end\r", "q", "~", "q", "x", "\r", "q"],
             ["&said\u061c\r", ":\u202e\x9b\r", "\x1b[200~evil\x9b\x1b[201~", "\x1b"])
    for source in "nasty.jsonl", "nasty.bundle":
        for keys in typed:
            what = f"a screen of {source}, {keys}"
            screen = on_a_terminal(what, ["--rules=rules", "--hyperlinks=always", "--open=1,2", source], keys + ["q", "\x1b", "q", "q"], pace=0.12)
            rest = OURS.sub(b"", screen).decode("utf-8", "surrogateescape")
            found = STEERS.search(rest.replace("\u200e", "")) or re.search("[\udc80-\udcff]", rest)
            if found:
                say(what, f"{found.group()!r} in {rest[max(0, found.start() - 40):][:80]!r}")


def on_a_terminal_all_the_same():
    """What is for other programs, where a person sees it."""
    put("nasty.txt", "A headline " + NASTY + "\n\nProse " + NASTY + " that tells of it.\n")
    for way in "--dump=text", "--dump=jsonl", "--dump=html", "--list", "--pack":
        screen = on_a_terminal(f"{way} on a terminal", [way, "nasty.txt"], [], most=2)
        found = STEERS.search(screen.replace(b"\r\n", b"\n").decode("utf-8", "surrogateescape"))
        if found or b"headline" not in screen and way != "--pack":
            say(f"{way} on a terminal", f"{found} in {screen[:100]!r}")


def a_pipe_that_stalls():
    """The reader is alive all the same: q leaves, and an article that is there is shown."""
    os.mkfifo("silent")
    put("good", "One sentence of prose that can be read.\n")
    on_a_terminal("nobody writes to a FIFO", ["silent"], "jq")
    if b"can be read" not in on_a_terminal("an article beside a silent FIFO", ["good", "silent"], "jnGq"):
        say("an article beside a silent FIFO", "is not shown")
    r, w = os.pipe()
    os.write(w, b"FILE a\nA sentence that came.\nEND\nFILE b\nHalf a ")
    on_a_terminal("a pipe that stalls", ["-"], "j?qq", stdin=r)
    more = lambda: (os.write(w, b"sentence.\nEND\n"), os.close(w))
    r2, w2 = os.dup(r), None
    screen = on_a_terminal("a pipe that goes on", ["-"], ["\x0c", "q"], stdin=r2, middle=more)
    if not re.search(b"sentence", screen):
        say("a pipe that goes on", f"is not shown: {screen[-500:]!r}")
    for fd in r, r2:
        os.close(fd)
    put("bundle", "".join(f"FILE {i}\nSentence {i} is here.\nEND\n" for i in range(20000)))
    on_a_terminal("a file that becomes shorter", ["bundle"], "jGg/Sentence\nnnqqq", middle=lambda: os.truncate("bundle", 1000))
    put("bundle", "".join(f"FILE {i}\nSentence {i} is here.\nEND\n" for i in range(20000)))
    on_a_terminal("a file that is removed", ["bundle"], ["j", "\"9", "+", "L", "G", "\r", "q", "q"], middle=lambda: os.remove("bundle"))
    put("bundle", "".join(f"FILE {i}\nSentence {i} is here.\nEND\n" for i in range(20000)))
    on_a_terminal("a file that grows", ["bundle"], "jGgRqq", middle=lambda: open("bundle", "a").write("FILE x\n\x1b[2J" * 999))
    on_a_terminal("a file that is replaced", ["bundle"], ["G", "L", "G", "\r", "q", "q"],
                  middle=lambda: (put("other", b"\0\xff" * 9), os.replace("other", "bundle")))
    on_a_terminal("all keys of a keyboard", ["good"], [chr(c) for c in list(range(1, 3)) + list(range(4, 26)) + list(range(29, 127))
                                                       if c not in (0x1a, 0x11, 0x13)] + ["\x1b[200~", "\x1b[M   ", "\x1b[<0;999;999M", "\x1bOP", "q", "q", "\x1b", "q", ":q\r", "q"], pace=0.05)


def a_slow_pipe():
    """What comes slowly is told as what comes at once."""
    text = b"".join(b"FILE %d\nMenu of the harbour page\nSentence %d of prose is here.\nEND\n" % (i, i) for i in range(9))
    want = run("a fast pipe", ["--dump=jsonl", "-"], text)[1]
    r, w = os.pipe()
    child = subprocess.Popen([program, "--dump=jsonl", "-"], stdin=r, stdout=subprocess.PIPE,
                             env=dict(os.environ, LC_ALL="C.UTF-8", XDG_CONFIG_HOME=scratch + "/none"))
    os.close(r)
    for i in range(0, len(text), 100):
        os.write(w, text[i:i + 100])
        time.sleep(0.15)
    os.close(w)
    if child.communicate()[0] != want:
        say("a slow pipe", "another dump than of a fast one")


# ---- much ----

def measured(what, args, seconds, megabytes, source=None):
    """As run, in so much time and memory: no sanitizer keeps to it. What a shell's command prints is piped in."""
    if sanitized:
        return
    pipe = subprocess.Popen(["sh", "-c", source], stdout=subprocess.PIPE).stdout if source else None
    child = subprocess.Popen([program] + args, stdin=pipe, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             env=dict(os.environ, LC_ALL="C.UTF-8", TMPDIR=scratch))
    clock = threading.Timer(10 * seconds, child.kill) # others may be at work here
    clock.start()
    if pipe:
        pipe.close() # it is the child's
    err = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    clock.cancel()
    took = used.ru_utime + used.ru_stime
    print(f"  {what}: {took:.1f} s, {used.ru_maxrss >> 10} MB, status {os.waitstatus_to_exitcode(status)} {err[:200]!r}")
    if os.waitstatus_to_exitcode(status) not in (0, 1, 2) or took > seconds or used.ru_maxrss >> 10 > megabytes:
        say(what, f"status {status}, {took:.1f} s, {used.ru_maxrss >> 10} MB")


def tar_of_many(f, count):
    head = tarfile.TarInfo("0000000.txt")
    head.size = 20
    block = bytearray(head.tobuf() + b"One sentence of it.\n".ljust(512, b"\0"))
    base = sum(block[:148]) + 8 * 32 + sum(block[156:512]) - sum(b"0000000")
    for i in range(count):
        name = b"%07d" % i
        block[:7] = name
        block[148:156] = b"%06o\0 " % (base + sum(name))
        f.write(block)
    f.write(b"\0" * 1024)


def much():
    for what, make in (
            ("HTML of depth 10^6", lambda f: f.write(b"<!doctype html><body>" + b"<div>" * 1000000 + b"x")),
            ("HTML of depth 10^6 that ends", lambda f: f.write(b"<!doctype html><body>" + b"<b><p>" * 500000 + b"x" + b"</p></b>" * 500000)),
            ("an array of depth 10^6", lambda f: f.write(b"[" * 1000000 + b"]" * 1000000)),
            ("objects of depth 10^6", lambda f: f.write(b'{"text":"a","b":' * 1000000)),
            ("a tar of 10^6 members", lambda f: tar_of_many(f, 1000000)),
            ("a line of 100 MB", lambda f: f.write(b"word " * 20000000)),
            ("a word of 100 MB", lambda f: f.write(b"x" * 100000000)),
            ("NULs, 100 MB", lambda f: f.write(b"FILE a\n" + b"\0" * 100000000)),
            ("100 MB that are no UTF-8", lambda f: f.write(b"\x80\xc3\xa9" * 33000000)),
            ("a million empty articles", lambda f: f.write(b"".join(b"FILE %d\nEND\n" % i for i in range(1000000)))),
            ("a million of the same name", lambda f: f.write(b"FILE a\nx\nEND a\n" * 1000000)),
            ("a million FILE without END", lambda f: f.write(b"FILE a.txt\n" * 1000000)),
            ("ten million newlines", lambda f: f.write(b"\n" * 10000000)),
            ("JSON of depth 10^6", lambda f: f.write(b'{"text": ' + b"[" * 1000000 + b"]" * 1000000 + b"}\n")),
            ("an array of a million", lambda f: f.write(b"[" + b'{"text":"a"},' * 1000000 + b"1]"))):
        with open("case", "wb") as f:
            make(f)
        for way in ["--dump=text"], ["--list"], ["--frame=80x24"], ["--pack"], ["--dump=jsonl"]:
            measured(f"{what}, {way[0]}", way + ["case"], 120, 3000)
    measured("a field of CSV of 1 GB", ["--list", "-"], 120, 4000,
             "printf 'id,title,text\\n1,One,\"'; yes 'One sentence of it, and then \"\"another\"\".' | tr '\\n' ' ' | head -c 1000000000; printf '\"\\n2,Two,Last.\\n'")
    bomb("bomb.gz", 12 << 30)
    measured("12 GB out of one file", ["--frame=80x24", "bomb.gz"], 40, 1000)
    measured("12 GB out of one file", ["--list", "bomb.gz"], 40, 1000)
    os.remove("bomb.gz")


for part in [read_them, say_them, odd_files, told_once, explode, read_archives, unpack, unpack_while_others_write, unpack_and_be_ended, places, a_fifo_that_stalls, on_every_screen,
             on_a_terminal_all_the_same, a_pipe_that_stalls, a_slow_pipe] + [much] * everything:
    began = time.time()
    part()
    print(f"{part.__name__}: {time.time() - began:.1f} s")
print(f"{count} runs, {failed} failed")
sys.exit(failed > 0)
