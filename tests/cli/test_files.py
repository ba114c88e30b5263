"""Files are written whole or not at all."""

import errno
import os

import pytest

from samverk.cli.files import write_all
from samverk.formats.refusals import reason


def test_writes_every_file_and_leaves_no_temporary_name(tmp_path):
    paths = write_all(tmp_path / "ny" / "katalog", {"a.txt": b"a", "b.txt": b"b"})
    assert [path.read_bytes() for path in paths] == [b"a", b"b"]
    assert sorted(os.listdir(tmp_path / "ny" / "katalog")) == ["a.txt", "b.txt"]


def test_when_one_file_cannot_be_written_the_old_ones_stand(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"gammal")
    (tmp_path / "b.txt").write_bytes(b"gammal")
    calls = 0

    def full_disk(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        write_all(tmp_path, {"a.txt": b"ny", "b.txt": b"ny"})
    assert (tmp_path / "a.txt").read_bytes() == b"gammal"
    assert (tmp_path / "b.txt").read_bytes() == b"gammal"
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "disken är full"), (errno.EACCES, "saknar rätt"), (errno.EEXIST, "redan en fil")],
)
def test_why_a_file_could_not_be_written_is_told_in_swedish(number, said):
    assert said in reason(OSError(number, os.strerror(number)))


def test_a_reason_we_have_no_words_for_keeps_the_systems_own():
    assert reason(OSError(errno.EIO, "Input/output error")) == "Input/output error"
