"""A zip file is read in memory, bounded, and whatever it names nothing outside the directory is touched."""

import io
import stat
import zipfile

import pytest

from samverk.formats.facts import archive
from samverk.formats.facts.archive import MOST_FILES, pack, unpack

FILES = {"forbund.toml": b"namn = 1", "insatser.toml": b"", "text/mal.md": "Mål".encode(), "bokforing-2024.se": b"#SIE"}


def zipped(entries: dict[str, bytes], **kinds: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **kinds) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return buffer.getvalue()


def refused(data: bytes) -> str:
    files, problems = unpack(data)
    assert files is None
    assert [problem.code for problem in problems] == ["FA-ZIP"]
    return problems[0].message


@pytest.mark.parametrize("folder", ["", "lund-2024", "a/b/c"])
def test_what_is_packed_comes_out_the_same_in_whatever_folder(folder):
    assert unpack(pack(FILES, folder)) == (FILES, [])


def test_the_same_files_give_the_same_bytes():
    assert pack(FILES) == pack(dict(FILES))


def test_files_that_can_be_no_facts_are_left_alone():
    others = {
        "forbund.toml": b"1",
        "LASMIG.txt": b"x",
        "schema/forbund.schema.json": b"{}",
        "ut/text/mal.md": b"x",
        "text/djupt/mal.md": b"x",
        "__MACOSX/._forbund.toml": b"x",
    }
    assert unpack(zipped(others)) == ({"forbund.toml": b"1"}, [])


@pytest.mark.parametrize(
    "name", ["../forbund.toml", "../../etc/forbund.toml", "/etc/forbund.toml", "text/../../x.toml", "..\\..\\x.toml"]
)
def test_a_name_that_points_out_of_the_archive_is_only_a_name(name):
    files, _ = unpack(zipped({"forbund.toml": b"egen", name: b"ond"}))
    assert files == {"forbund.toml": b"egen"}


def test_names_with_the_slashes_of_windows_are_read():
    assert unpack(zipped({"lund\\forbund.toml": b"1", "lund\\text\\mal.md": b"2"}))[0] == {
        "forbund.toml": b"1",
        "text/mal.md": b"2",
    }


def test_a_link_is_no_way_out():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        link = zipfile.ZipInfo("forbund.toml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    assert unpack(buffer.getvalue())[0] == {"forbund.toml": b"/etc/passwd"}  # its words, never what they point to


def test_a_bomb_stops_at_the_limit(monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    assert "större än" in refused(zipped({"forbund.toml": b"0" * 50_000_000}))
    many = {f"text/a{number}.md": b"0" * 300_000 for number in range(4)}
    assert "större än" in refused(zipped({"forbund.toml": b"", **many}))


def test_a_size_that_lies_is_not_believed(monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000)
    bomb = zipped({"forbund.toml": b"0" * 100_000})
    lying = bomb.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bomb
    files, problems = unpack(lying)
    assert files is None or len(files["forbund.toml"]) <= 1_000
    assert files is not None or problems[0].code == "FA-ZIP"


def test_too_many_files_are_refused():
    assert f"högst {MOST_FILES}" in refused(zipped({f"a{number}": b"" for number in range(MOST_FILES + 1)}))


def test_a_locked_archive_is_told():
    data = bytearray(zipped({"forbund.toml": b"1"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert "lösenord" in refused(bytes(data))


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_the_same_name_twice_is_told():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("forbund.toml", "1")
        made.writestr("forbund.toml", "2")
    assert "finns två gånger" in refused(buffer.getvalue())


@pytest.mark.parametrize(
    "data", [b"", b"namn = 1", b"%PDF-1.7", pack(FILES)[:80], pack(FILES)[40:], b"PK\x05\x06" + b"\0" * 10]
)
def test_what_is_no_zip_file_is_told_with_what_to_do(data):
    assert "ingen hel zip-fil" in refused(data)


def test_a_broken_file_inside_is_told():
    data = bytearray(zipped({"forbund.toml": b"abc" * 100}))
    data[45] ^= 0xFF
    assert "ingen hel zip-fil" in refused(bytes(data))
