"""What a command takes: seconds, processor time, peak memory, by way of mps_peak, which says why."""
import os
import pathlib
import subprocess
import tempfile
import time


class Taken:
    def __init__(self, code, out, error, wall, cpu, peak_mb):
        self.code, self.out, self.error, self.wall, self.cpu, self.peak_mb = code, out, error, wall, cpu, peak_mb


def run(build, command, keep=1 << 20):
    """Runs the command; of its output the last `keep` octets are kept."""
    with tempfile.TemporaryDirectory() as scratch:
        note, complaint = pathlib.Path(scratch) / "note", pathlib.Path(scratch) / "error"
        start = time.perf_counter()
        with open(complaint, "wb") as error:
            process = subprocess.Popen([str(pathlib.Path(build) / "bench/mps_peak"), str(note), *map(str, command)], stdout=subprocess.PIPE, stderr=error)
            out = b""
            while block := os.read(process.stdout.fileno(), 1 << 20):
                out = (out + block)[-keep:]
            process.stdout.close()
            code = process.wait()
        wall = time.perf_counter() - start
        user, system, kilobytes = note.read_text().split() if note.exists() else ("0", "0", "0")
        return Taken(code, out.decode(), complaint.read_text(errors="replace"), wall, float(user) + float(system), int(kilobytes) / 1024)
