"""Texts as vectors of meaning, by a small model that comes in a wheel (extra "embedding"); nothing is ever fetched."""

import shutil
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from wordllama import WordLlama, WordLlamaInference

SIZE = 256


@cache
def _model() -> WordLlamaInference:
    """The package looks for its tokenizer in a cache only, or on the internet; it lies in the package itself."""
    with (
        TemporaryDirectory() as folder,
        as_file(files("wordllama") / "tokenizers" / "l2_supercat_tokenizer_config.json") as tokenizer,
    ):
        (kept := Path(folder, "tokenizers")).mkdir()
        shutil.copy(tokenizer, kept)
        return WordLlama.load(cache_dir=Path(folder), disable_download=True)


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """One row of length 1 for each text, so that a product of two rows is their cosine; zeros for an empty text."""
    written = [place for place, text in enumerate(texts) if text.strip()]
    rows = np.zeros((len(texts), SIZE), dtype=np.float32)
    if written:
        rows[written] = _model().embed([texts[place] for place in written], norm=True)
    return rows
