from pathlib import Path

import pytest

from corpuskit.files.frames import HEAD, frame, read_frames


@pytest.mark.parametrize("pieces", [[], [b""], [b"ab", b"", b"\0" * 300]])
def test_pieces_come_back_as_they_were(tmp_path: Path, pieces: list[bytes]) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"".join(map(frame, pieces)))
    assert list(read_frames(path)) == pieces


def test_a_piece_stands_behind_its_head() -> None:
    assert frame(b"ab")[HEAD:] == b"ab"
