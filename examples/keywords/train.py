#!/usr/bin/env python3
# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Trains the keyword model on synthetic speech.

espeak-ng speaks every word in many voices. The clips are mixed with noise and
go through features.cc itself, compiled for this machine, so the model sees in
training exactly what it will see on the chip. Voices that the model is tested
on are never trained on. Writes keywords.tflite, labels.txt, expected.json and
wav/ into the output folder.
"""

import argparse
import contextlib
import ctypes
import importlib.util
import io
import json
import multiprocessing
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import wave
import zlib


def needs():
    """Ends here if something is missing, saying what."""
    missing = [f"the Python package {name}" for name in ("numpy", "tensorflow")
               if not importlib.util.find_spec(name)]
    if not shutil.which("espeak-ng"):
        missing.append("the program espeak-ng (with its voices)")
    if not shutil.which(os.environ.get("CXX", "c++")):
        missing.append("a C++17 compiler (c++, or name one in $CXX)")
    if missing:
        sys.exit("train.py needs " + " and ".join(missing) +
                 ". Packages: espeak-ng and g++ of the system, numpy and "
                 "tensorflow (or tensorflow-cpu) of Python.")


needs()
import numpy as np  # noqa: E402
import speech  # noqa: E402

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

LABELS = ["silence", "unknown"] + speech.KEYWORDS
SILENCE, UNKNOWN = 0, 1

TEST_SHARE = 5  # one voice of so many is held out

FRAMES, BANDS = 49, 32  # as in features.h
INPUT_STEP = 1 / 128  # what one step of an int8 feature is to the float model


def say(*words):
    print(*words, flush=True)


SHIM = """
#include "examples/keywords/features.h"
static_assert(keywords::kClipSamples == %d, "clip");
static_assert(keywords::kFrames == %d && keywords::kBands == %d, "shape");
extern "C" void extract(const int16_t* samples, int8_t* features, int clips) {
  keywords::Scratch scratch;
  for (int i = 0; i < clips; ++i) {
    keywords::extract(samples + i * keywords::kClipSamples,
                      features + i * keywords::kFeatures, &scratch);
  }
}
""" % (speech.CLIP, FRAMES, BANDS)


class FrontEnd:
    """features.cc as a function from clips to feature matrices."""

    def __init__(self):
        with tempfile.TemporaryDirectory() as folder:
            shim = pathlib.Path(folder) / "shim.cc"
            library = pathlib.Path(folder) / "features.so"
            shim.write_text(SHIM)
            subprocess.run(
                [os.environ.get("CXX", "c++"), "-std=c++17", "-O2", "-shared",
                 "-fPIC", f"-I{ROOT}", str(shim), str(HERE / "features.cc"),
                 "-o", str(library)], check=True)
            self.extract = ctypes.CDLL(str(library)).extract

    def __call__(self, clips):
        clips = np.ascontiguousarray(clips, np.int16).reshape(-1, speech.CLIP)
        features = np.empty((len(clips), FRAMES, BANDS, 1), np.int8)
        self.extract(clips.ctypes.data_as(ctypes.c_void_p),
                     features.ctypes.data_as(ctypes.c_void_p),
                     ctypes.c_int(len(clips)))
        return features


class Set:
    """Clips, their features and labels, and who spoke what."""

    def __init__(self, spoken, copies, silent, front_end, seed, pool):
        spoken = spoken * copies + [(None, SILENCE, None)] * silent
        self.clips = speech.clips_of([s for s, _, _ in spoken], seed, pool)
        self.labels = np.array([label for _, label, _ in spoken])
        self.jobs = [job for _, _, job in spoken]
        self.features = front_end(self.clips)


def make_sets(options, front_end, pool):
    rng = np.random.default_rng(options.seed)
    voices = speech.variants()
    if options.voices:
        voices = voices[:options.voices]
    rng.shuffle(voices)
    held_out = voices[:max(1, len(voices) // TEST_SHARE)]
    learned = voices[len(held_out):]
    say(f"{len(learned)} voices to learn from, {len(held_out)} held out: "
        + " ".join(sorted(held_out)))

    keywords = [(w, LABELS.index(w)) for w in speech.KEYWORDS]
    others = [(w, UNKNOWN) for w in speech.OTHER_WORDS]
    strangers = [(w, UNKNOWN) for w in speech.TEST_WORDS]
    train = speech.utterances(learned, keywords, options.takes, rng, pool)
    # A part of the other words for each voice: they come to about two classes.
    for voice in learned:
        some = rng.choice(len(others), 2 * options.takes, replace=False)
        train += speech.utterances([voice], [others[i] for i in some], 1, rng,
                                   pool)
    test = speech.utterances(held_out, keywords, 4, rng, pool)
    for voice in held_out:
        some = rng.choice(len(strangers), 4, replace=False)
        test += speech.utterances([voice], [strangers[i] for i in some], 1,
                                  rng, pool)
    say(f"spoke {len(train)} + {len(test)} words")

    train = Set(train, options.copies, len(train) * options.copies // 12,
                front_end, options.seed + 1, pool)
    test = Set(test, 1, len(test) // 9, front_end, options.seed + 2, pool)
    say(f"{len(train.clips)} clips to learn from, {len(test.clips)} to test")
    return train, test


def build(batch=None, training=True):
    """A depthwise separable network; dropout only where it is trained."""
    import tensorflow as tf
    layers = tf.keras.layers

    def normalized(x):
        return layers.ReLU()(layers.BatchNormalization(momentum=0.95)(x))

    def separable(x, channels, stride):
        x = normalized(layers.DepthwiseConv2D(
            3, stride, padding="same", use_bias=False)(x))
        return normalized(layers.Conv2D(channels, 1, use_bias=False)(x))

    inputs = tf.keras.Input((FRAMES, BANDS, 1), batch_size=batch)
    x = normalized(layers.Conv2D(32, (8, 4), 2, padding="same",
                                 use_bias=False)(inputs))
    x = separable(x, 32, 1)
    x = separable(x, 64, 2)
    x = separable(x, 64, 1)
    x = separable(x, 64, 1)
    x = layers.AveragePooling2D((x.shape[1], x.shape[2]))(x)
    x = layers.Reshape((x.shape[3],))(x)
    if training:
        x = layers.Dropout(0.2)(x)
    outputs = layers.Dense(len(LABELS), activation="softmax")(x)
    return tf.keras.Model(inputs, outputs)


def as_floats(features):
    return features.astype(np.float32) * np.float32(INPUT_STEP)


def masked(features, label):
    """Hides a few frames and a few bands, so that no single cue decides."""
    import tensorflow as tf

    def keep(size, widest):
        width = tf.random.uniform((), 0, widest + 1, tf.int32)
        start = tf.random.uniform((), 0, size, tf.int32)
        at = tf.range(size)
        return tf.cast((at < start) | (at >= start + width), tf.float32)

    mask = keep(FRAMES, 5)[:, None, None] * keep(BANDS, 4)[None, :, None]
    return features * mask - (1 - mask), label


def fit(train, test, options):
    import tensorflow as tf
    tf.keras.utils.set_random_seed(options.seed)
    tf.config.threading.set_intra_op_parallelism_threads(options.jobs)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    model = build()
    batch = 64
    steps = options.epochs * (len(train.labels) // batch)
    model.compile(
        tf.keras.optimizers.Adam(
            tf.keras.optimizers.schedules.CosineDecay(3e-3, steps)),
        loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    data = tf.data.Dataset.from_tensor_slices(
        (as_floats(train.features), train.labels))
    data = data.shuffle(len(train.labels), seed=options.seed)
    data = data.map(masked).batch(batch, drop_remainder=True).prefetch(2)
    model.fit(data, epochs=options.epochs, verbose=2,
              validation_data=(as_floats(test.features), test.labels))
    return model


def convert(model, train, rng):
    """Full int8, with the features themselves as the input."""
    import tensorflow as tf
    fixed = build(batch=1, training=False)
    fixed.set_weights(model.get_weights())
    count = min(500, len(train.features))
    chosen = rng.choice(len(train.features), count, replace=False)
    samples = train.features[chosen].copy()
    # Both ends of the range occur, hence a scale of 1/128 and no offset.
    samples[0].flat[:2] = [-128, 127]

    def representative():
        for sample in as_floats(samples):
            yield [sample[np.newaxis]]

    converter = tf.lite.TFLiteConverter.from_keras_model(fixed)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = representative
    converter.target_spec.supported_ops = [
        tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = tf.int8
    converter.inference_output_type = tf.int8
    with contextlib.redirect_stdout(io.StringIO()):  # a page of signatures
        return converter.convert()


def interpreter_of(content):
    """The reference kernels: expected.json must not depend on this machine."""
    try:
        from ai_edge_litert.interpreter import Interpreter, OpResolverType
    except ImportError:
        import tensorflow as tf
        Interpreter = tf.lite.Interpreter
        OpResolverType = tf.lite.experimental.OpResolverType
    interpreter = Interpreter(
        model_content=content,
        experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    interpreter.allocate_tensors()
    return interpreter


def scores_of(interpreter, features):
    given = interpreter.get_input_details()[0]["index"]
    wanted = interpreter.get_output_details()[0]["index"]
    scores = []
    for matrix in features:
        interpreter.set_tensor(given, matrix[np.newaxis])
        interpreter.invoke()
        scores.append(interpreter.get_tensor(wanted)[0].copy())
    return np.array(scores)


def check_input(interpreter):
    given = interpreter.get_input_details()[0]
    if given["quantization"] != (INPUT_STEP, 0):
        sys.exit("the model's input is not the features themselves: "
                 f"{given['quantization']}")


def report(labels, scores):
    said = scores.argmax(axis=1)
    say(f"{'':10}" + "".join(f"{label:>9}" for label in LABELS))
    for label, name in enumerate(LABELS):
        row = np.bincount(said[labels == label], minlength=len(LABELS))
        say(f"{name:10}" + "".join(f"{count:9}" for count in row))
    accuracy = np.mean(said == labels)
    say(f"int8 accuracy on held-out voices: {100 * accuracy:.1f} % "
        f"of {len(labels)} clips")
    return accuracy


def write_wav(path, clip):
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(speech.RATE)
        out.writeframes(clip.astype("<i2").tobytes())


def choose_examples(test, scores):
    """For each label, a clip that is well understood; each another voice."""
    used = set()
    for label in range(len(LABELS)):
        # From the sure ones the least sure: not all of them plain.
        order = sorted(
            (i for i in range(len(scores))
             if test.labels[i] == label and scores[i].argmax() == label),
            key=lambda i: (scores[i][label] < 100, scores[i][label], i))
        for i in order:
            job = test.jobs[i]
            variant = job[2] if job else None
            if variant is None and not test.clips[i].any():
                continue
            if variant is None or variant not in used:
                used.add(variant)
                yield i
                break


def write_outputs(out, content, test, scores):
    folder = out / "wav"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.wav"):
        old.unlink()
    (out / "keywords.tflite").write_bytes(content)
    (out / "labels.txt").write_text("\n".join(LABELS) + "\n")
    clips = []
    for i in choose_examples(test, scores):
        label = LABELS[test.labels[i]]
        job = test.jobs[i]
        name = f"{label}_{job[1]}+{job[2]}.wav" if job else "silence_noise.wav"
        write_wav(folder / name, test.clips[i])
        clips.append({
            "wav": name,
            "label": label,
            "features_crc32":
                f"{zlib.crc32(test.features[i].tobytes()):08x}",
            "scores": scores[i].tolist(),
        })
        if label == "unknown":
            clips[-1]["word"] = job[0]
    lines = ",\n".join("  " + json.dumps(clip) for clip in clips)
    (out / "expected.json").write_text(
        "{\n"
        f' "model_crc32": "{zlib.crc32(content):08x}",\n'
        f' "labels": {json.dumps(LABELS)},\n'
        f' "clips": [\n{lines}\n ]\n'
        "}\n")
    say(f"wrote {len(content)} bytes of model and {len(clips)} clips to {out}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, default=HERE,
                        help="folder to write to (default: beside this file)")
    parser.add_argument("--epochs", type=int, default=20,
                        help="passes over the data (default: 20)")
    parser.add_argument("--takes", type=int, default=16, help="times that "
                        "each voice says each keyword (default: 16)")
    parser.add_argument("--copies", type=int, default=2, help="noisy clips "
                        "made of each of them (default: 2)")
    parser.add_argument("--voices", type=int, default=0,
                        help="use so many voices only, for a quick try")
    parser.add_argument("--seed", type=int, default=1,
                        help="of every random choice (default: 1)")
    parser.add_argument("--jobs", type=int, default=2,
                        help="processes and threads (default: 2)")
    options = parser.parse_args()
    begin = time.time()
    front_end = FrontEnd()
    with multiprocessing.Pool(options.jobs) as pool:
        train, test = make_sets(options, front_end, pool)
    say(f"data after {time.time() - begin:.0f} s")
    model = fit(train, test, options)
    say(f"trained after {time.time() - begin:.0f} s, "
        f"{model.count_params()} parameters")
    content = convert(model, train, np.random.default_rng(options.seed))
    interpreter = interpreter_of(content)
    check_input(interpreter)
    scores = scores_of(interpreter, test.features)
    report(test.labels, scores)
    write_outputs(options.out, content, test, scores)


if __name__ == "__main__":
    main()
