# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Trains a network that names the shape of a wave, and exports it as ONNX.

Usage: train.py

Writes waves.onnx, calibration.npy (64 samples) and test/step0... (12 samples,
whose right answers are in expected.txt) beside itself. Needs Python with torch,
onnx and numpy; the same versions give the same files.
"""
import pathlib

import numpy as np
import torch
from torch import nn

HERE = pathlib.Path(__file__).parent
SAMPLES = 64
LABELS = ("sine", "square", "triangle", "noise")


def wave(rng, label):
    """64 points of a wave with a random pitch, phase and strength."""
    t = np.arange(SAMPLES) / SAMPLES * rng.uniform(2, 6) + rng.uniform()
    shapes = {
        "sine": lambda: np.sin(2 * np.pi * t),
        "square": lambda: np.sign(np.sin(2 * np.pi * t)),
        "triangle": lambda: 4 * np.abs(t % 1 - 0.5) - 1,
        "noise": lambda: rng.normal(0, 0.6, SAMPLES),
    }
    x = shapes[label]() * rng.uniform(0.5, 1.5) + rng.normal(0, 0.05, SAMPLES)
    return x.astype("float32").reshape(1, 1, SAMPLES)


def batch(rng, count):
    which = rng.integers(0, len(LABELS), count)
    return np.concatenate([wave(rng, LABELS[i]) for i in which]), which


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv1d(1, 8, 7, stride=2, padding=3, bias=False),
            nn.BatchNorm1d(8), nn.ReLU(),
            nn.Conv1d(8, 16, 5, padding=2, bias=False),
            nn.BatchNorm1d(16), nn.ReLU(), nn.MaxPool1d(2),
            nn.Conv1d(16, 16, 3, padding=1), nn.Hardswish(),
            nn.AdaptiveAvgPool1d(1))
        self.classes = nn.Linear(16, len(LABELS))

    def forward(self, x):
        x = self.features(x).flatten(1)
        return torch.softmax(self.classes(x), 1)


def main():
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    network = Network()
    optimizer = torch.optim.Adam(network.parameters(), 3e-3)
    for step in range(400):
        x, y = batch(rng, 64)
        likely = network(torch.from_numpy(x)).clamp_min(1e-7).log()
        loss = nn.functional.nll_loss(likely, torch.from_numpy(y))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    network.eval()
    np.save(HERE / "calibration.npy", batch(rng, 64)[0])
    x, y = batch(rng, 12)
    with torch.no_grad():
        made = network(torch.from_numpy(x)).numpy()
    print("right:", np.mean(made.argmax(1) == y))
    for i, sample in enumerate(x):
        step = HERE / "test" / f"step{i}"
        step.mkdir(parents=True, exist_ok=True)
        np.save(step / "in0.npy", sample[None])
    (HERE / "expected.txt").write_text("".join(f"{LABELS[i]}\n" for i in y))
    (HERE / "labels.txt").write_text("".join(f"{name}\n" for name in LABELS))
    torch.onnx.export(network, torch.from_numpy(x[:1]), HERE / "waves.onnx",
                      input_names=["wave"], output_names=["shape"],
                      opset_version=17, dynamo=False)


main()
