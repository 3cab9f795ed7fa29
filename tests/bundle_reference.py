"""bundle_reference.py RECORDS N: N made-up bundles, read by refbundle.py and by RECORDS."""
import os
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.environ["REFERENCE"])
import refbundle

NAMES = [b"a.txt", b"b.txt", b"a", b"two words", b"two words.txt", b'"quoted name"', b"PHOTO: a bridge", b"- In this May 3 photo",
         b"\xe2\x80\x93 In this photo", b"x---", b"===", b":", b"1", b"a/b", b"=", b"<x>", b"e.toolongasuffix", b"FILE", b"END", b"",
         b"a\rb", b"\xff\xfe.txt", b'"', b'""', b"N", b"D E", b"a.txt >", b"-", b"a_--", b"x --=", b"y\x0b.z", b"\xa0.q"]
RUNS = [b"", b"", b"", b"=", b"==", b"---", b"***", b"###", b"___", b"~~~", b"+++", b"<<<", b">>>", b"=-=", b"=" * 80, b"=" * 81, b"-" * 97]
GAPS = [b"", b" ", b" ", b"\t", b"  ", b"\r", b"\x0b", b" " * 99]
TEXT = [b"", b"", b" ", b"\t\r", b"\x0c", b"The bridge was opened.", b"  indented", b"> FILE x.txt", b">END", b"ENDING", b"FILES", b"Ends", b"FILE",
        b"END", b"END", b"\x00", b"- END of the matter", b"%abreast-bundle 1", b"END a.txt", b"END E", b"END_", b"END__", b"\xef\xbb\xbf", b"BEGIN FILE",
        b"BEGIN_FILE a.txt", b"x" * 300, b"FILE " + b"y" * 69996, b"FILE " + b"y.y" * 23331 + b"yy", b"FILE " + b"y.y" * 23331 + b"yyy"]


def opening(r, name):
    run = r.choice(RUNS)
    word = r.choice([b"FILE", b"FILE", b"FILE", b"BEGIN FILE", b"BEGIN_FILE"]) + r.choice([b" ", b" ", b": ", b" : ", b":", b"\t", b""])
    return run + r.choice(GAPS) * bool(run) + word + name + r.choice(GAPS) + r.choice([b"", run, run, r.choice(RUNS)])


def closing(r, name):
    run = r.choice(RUNS)
    word = r.choice([b"END", b"END", b"END", b"END FILE", b"END OF FILE", b"END_FILE", b"END_OF_FILE", b"END OF"])
    tail = r.choice([b"", b"", b" " + name, b": " + name, b" :" + name, b" FILE " + name])
    return run + r.choice(GAPS) * bool(run) + word + tail + r.choice(GAPS) + r.choice([b"", run, run, r.choice(RUNS)])


def wild(r):
    names = [r.choice(NAMES) for _ in range(3)]
    lines = []
    for _ in range(r.randrange(14)):
        k = r.randrange(3)
        lines.append(opening(r, r.choice(names)) if k == 0 else closing(r, r.choice(names)) if k == 1 else r.choice(TEXT))
    return lines


def tame(r):
    run = r.choice(RUNS[:12])
    named = r.random() < 0.5
    lines = []
    for i in range(r.randrange(1, 6)):
        name = b"%d.txt" % i if r.random() < 0.8 else r.choice(NAMES)
        lines.append(run + b"FILE " + name + run)
        lines += [r.choice(TEXT) for _ in range(r.randrange(4))]
        if r.random() < 0.9:
            lines.append(run + (b"END " + name if named ^ (r.random() < 0.1) else b"END") + run)
        lines += [r.choice(TEXT)] * (r.random() < 0.2)
    return lines


def exact(r):
    items = [(r.choice(NAMES), b"\n".join(r.choice(TEXT) for _ in range(r.randrange(4)))) for _ in range(r.randrange(5))]
    data = refbundle.pack(items)
    if r.random() < 0.4 and len(data) > 30:                                     # damaged
        at = r.randrange(17, len(data))
        data = r.choice([data[:at], data[:at] + b"\n" + data[at:], data[:at] + data[at + 1:], data + b"\n", data + b"x"])
    return data


def bundle(r):
    if r.random() < 0.15:
        return exact(r)
    sep = r.choice([b"\n", b"\n", b"\n", b"\r\n", b"\r"])
    data = sep.join((tame if r.random() < 0.5 else wild)(r)) + r.choice([b"", sep, sep + sep])
    if r.random() < 0.1:
        data += b"\nlate line feed"
    k = r.random()
    if k < 0.05:
        return b"\xef\xbb\xbf" + data
    if k < 0.15:
        bom, codec = r.choice([(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be")])
        return bom + data.decode("latin-1").encode(codec) + r.choice([b"", b"", b"x"])
    return data


def want(data):
    got = refbundle.read(data)
    if got == [(None, b"", [])] and not data.startswith(b"\xef\xbb\xbf"):
        return []                                                               # nothing to read is no record
    return [(n or b"", b, "; ".join(notes).encode()) for n, b, notes in got]


def main(program, n):
    r = random.Random(int(os.environ.get("SEED", "11")))
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, n, 250):
            cases = {}
            for i in range(start, min(n, start + 250)):
                data = bundle(r)
                path = os.path.join(folder, "%d" % i)
                with open(path, "wb") as f:
                    f.write(data)
                cases[path] = data
            for block in ("1048576", r.choice(["1", "2", "7", "64", "4096"])):
                by_format = {"bundle": [], "exact": []}
                for path, data in cases.items():
                    by_format["exact" if data.startswith(refbundle.MAGIC + b"\n") else "bundle"].append(path)
                for form, paths in by_format.items():
                    out = subprocess.run([program, form, block] + paths, stdout=subprocess.PIPE, check=True).stdout.decode()
                    for part in out.split("source ")[1:]:
                        path, _, rest = part.partition("\n")
                        data = cases[path]
                        got = [tuple(bytes.fromhex(x) for x in line.split(" ")) for line in rest.splitlines() if not line.startswith("error")]
                        wanted = want(data)
                        if len(wanted) == 1 and wanted[0][0] == b"" and wanted[0][2] == b"" and len(got) == 1:
                            got = [(b"", wanted[0][1] if got[0][1] == data else got[0][1], b"")]   # a plain text is kept byte for byte
                        if got != wanted:
                            bad += 1
                            if bad <= 3:
                                print("block %s: %r\n  want %r\n  got  %r" % (block, data[:2000], wanted, got))
            for path in cases:
                os.unlink(path)
    print("%d bundles, %d read otherwise than the reference does" % (n, bad))
    return bad != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
