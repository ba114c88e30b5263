from datetime import date

import pytest

from samverk.cli.main import samverk
from samverk.cli.swedish import run


def new(*arguments: object) -> int:
    return run(samverk, ["new", *map(str, arguments)])


def test_a_pack_is_written_and_told(tmp_path, capsys):
    assert new(tmp_path / "nytt", "--year", 2024, "--name", "Finsam Prov") == 0
    assert 'namn = "Finsam Prov"' in (tmp_path / "nytt" / "forbund.toml").read_text(encoding="utf-8")
    assert (tmp_path / "nytt" / "text" / "mal.md").exists()
    assert "bokforing-2024.se" in capsys.readouterr().out


class February(date):
    @classmethod
    def today(cls):
        return cls(2025, 2, 3)


def test_without_a_year_it_is_last_year(tmp_path, monkeypatch):
    monkeypatch.setattr("samverk.cli.new.date", February)
    assert new(tmp_path) == 0
    assert (tmp_path / "budget-2024.toml").exists()


def test_the_example_brings_books(tmp_path, capsys):
    assert new(tmp_path, "--year", 2024, "--exempel") == 0
    assert (tmp_path / "bokforing-2023.se").read_bytes().startswith(b"#FLAGGA")
    assert "samverk report" in capsys.readouterr().out


def test_nothing_is_ever_overwritten(tmp_path, capsys):
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "mal.md").write_text("mitt", encoding="utf-8")
    assert new(tmp_path, "--year", 2024) == 2
    assert "har redan text/mal.md. Ingenting skrevs över." in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["text"]
    assert (tmp_path / "text" / "mal.md").read_text(encoding="utf-8") == "mitt"


def test_other_files_may_lie_there(tmp_path):
    (tmp_path / "anteckning.txt").write_text("x", encoding="utf-8")
    assert new(tmp_path, "--year", 2024) == 0


def test_a_file_is_no_directory(tmp_path, capsys):
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    assert new(tmp_path / "fil") == 2
    assert "är en fil" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a\x07b", "x" * 201])
def test_a_name_that_cannot_be_used_is_refused(tmp_path, capsys, name):
    assert new(tmp_path / "nytt", "--name", name) == 2
    assert "Namnet går inte att använda" in capsys.readouterr().err
    assert not (tmp_path / "nytt").exists()


@pytest.mark.parametrize("year", ["12", "tjugo"])
def test_a_year_that_is_none_is_refused_in_swedish(tmp_path, capsys, year):
    assert new(tmp_path, "--year", year) == 2
    assert "heltal" in capsys.readouterr().err
