"""splits.py ENGINE SIZE FILE -- COMMAND...: cuts a file at every SIZE bytes as an engine does, gives
each part to a process of its own, and writes what all of them give, in order.

lines         Hadoop's TextInputFormat, Spark's textFile: a part begins after the first line end at or
              behind its place, and takes the line that crosses its end
bundle        the same with textinputformat.record.delimiter=\\nFILE\\040: the delimiter is lost, and
              each record is written with a line feed behind it
spark-bundle  the same in Spark, where FILE is put back before it is piped
parallel, parallel-bundle  parallel --pipepart, with --recend '\\n' and --recstart 'FILE '
Hadoop writes a tab behind a line without one: it is taken for a key. It is put there, and cut off
again only where what is before it is JSON."""
import json
import subprocess
import sys

engine, size, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
command = sys.argv[5:]
data = open(path, "rb").read()


def records(delimiter):
    """[(place, record)] in the order of the file, without the delimiter."""
    found, at = [], 0
    while at < len(data):
        end = data.find(delimiter, at)
        end = len(data) if end < 0 else end
        found.append((at, data[at:end]))
        at = end + len(delimiter)
    return found


def hadoop(delimiter):
    """A split reads the records that begin in (start, end], the first one those from its start."""
    parts = {}
    for at, record in records(delimiter):
        parts.setdefault(max(0, at - 1) // size if at else 0, []).append(record)
    return [parts[key] for key in sorted(parts)]


def parallel(mark, back):
    """A block begins where the mark is found, `back` bytes of it belonging to the block before."""
    cuts, at = [0], size
    while (at := data.find(mark, at)) >= 0:
        if at + back < len(data):
            cuts.append(at + back)
        at = max(at + 1, cuts[-1] + size)
    return [data[a:b] for a, b in zip(cuts, cuts[1:] + [len(data)])]


inputs = {
    "lines": lambda: [b"".join(r + b"\n" for r in part) for part in hadoop(b"\n")],
    "bundle": lambda: [b"".join(r + b"\n" for r in part) for part in hadoop(b"\nFILE ")],
    "spark-bundle": lambda: [b"".join((r if r.startswith(b"FILE ") else b"FILE " + r) + b"\n" for r in part)
                             for part in hadoop(b"\nFILE ")],
    "parallel": lambda: parallel(b"\n", 1),
    "parallel-bundle": lambda: parallel(b"\nFILE ", 1),
}
status = 0
for part in inputs[engine]():
    run = subprocess.run(command, input=part, stdout=subprocess.PIPE)
    status = max(status, run.returncode)
    for line in run.stdout.splitlines():
        written = line + b"\t" if b"\t" not in line else line
        json.loads(written)
        print(written.rstrip(b"\t").decode())
sys.exit(status)
