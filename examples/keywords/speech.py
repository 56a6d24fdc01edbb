# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Synthetic speech for train.py: words in many voices, rooms and noises."""

import subprocess

import numpy as np

RATE = 16000
CLIP = RATE  # samples of a clip

KEYWORDS = ["yes", "no", "up", "down", "left", "right", "stop", "go"]

# Words that are no keywords, many of them close to one but none
# that sounds the same.
OTHER_WORDS = """
    yet yesterday guess chess dress less mess yell yellow you young
    low snow so show toe note nose known nobody none nor now new
    cup pup but bus cut hut us uncle upper under of off
    town brown clown noun gown dawn dance tower done doubt
    lift loft let laughed theft cleft lend leg last
    ripe ride rhyme light night bright rice rate root wide
    top step stock stuff shop start stoop stack spot still stay
    goat gold glow ghost grow goal girl good gone get
    one two three four five six seven eight nine ten zero
    bed bird cat dog happy house marvin tree wow computer music
    window water table please thanks hello open close play pause
    """.split()
# Spoken only in the test, to see whether "unknown" holds for any word.
TEST_WORDS = """
    visual learn follow forward backward sheila winter coffee garden
    mother father paper river summer orange purple morning evening door
    question answer kitchen telephone battery volume minute
    """.split()

ACCENTS = ["en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-gb-x-gbclan",
           "en-gb-x-gbcwmd", "en-029", "en-us-nyc"]


def variants():
    """The names of espeak-ng's voice variants, in a stable order."""
    listing = subprocess.run(["espeak-ng", "--voices=variant"], check=True,
                             capture_output=True, text=True).stdout
    names = [field[3:] for line in listing.splitlines()
             for field in line.split() if field.startswith("!v/")]
    # "fast" alters the speed and nothing else: it is not a voice of its own.
    return sorted(set(names) - {"fast"})


def resample(samples, rate):
    """To RATE, by cutting or padding the spectrum."""
    count = round(len(samples) * RATE / rate)
    spectrum = np.fft.rfft(samples)
    resized = np.zeros(count // 2 + 1, complex)
    kept = min(len(spectrum), len(resized))
    resized[:kept] = spectrum[:kept]
    return np.fft.irfft(resized, count) * (count / len(samples))


def speak(job):
    """One utterance without the silence around it, or None if too long."""
    word, accent, variant, speed, pitch = job
    out = subprocess.run(
        ["espeak-ng", "-v", f"{accent}+{variant}", "-s", str(speed), "-p",
         str(pitch), "--stdout", word], capture_output=True).stdout
    # The sizes in the header are wrong when espeak-ng writes to a pipe.
    header, rate = 44, int.from_bytes(out[24:28], "little")
    if len(out) <= header + 1:
        return None
    sound = np.frombuffer(out[header:len(out) & ~1], np.int16).astype(float)
    if not np.any(sound):
        return None
    sound = resample(sound, rate)
    loud = np.flatnonzero(np.abs(sound) > 0.02 * np.max(np.abs(sound)))
    sound = sound[loud[0]:loud[-1] + 1]
    if len(sound) > CLIP - 800:
        return None
    return (sound / np.max(np.abs(sound))).astype(np.float32)


def utterances(voices, words, takes, rng, pool):
    """Speaks each word so many times in each variant, in random accents."""
    jobs, labels = [], []
    for variant in voices:
        for word, label in words:
            for _ in range(takes):
                jobs.append((word, ACCENTS[rng.integers(len(ACCENTS))],
                             variant, int(rng.integers(120, 221)),
                             int(rng.integers(20, 81))))
                labels.append(label)
    sounds = pool.map(speak, jobs, chunksize=8)
    return [(sound, label, job) for sound, label, job
            in zip(sounds, labels, jobs) if sound is not None]


def noise(rng):
    """A second of noise of a random colour, with a mains hum or a whistle."""
    frequency = np.maximum(np.fft.rfftfreq(CLIP, 1 / RATE), 20)
    slope = rng.uniform(-1.2, 0.3)  # from brown to slightly blue
    phases = rng.normal(size=(2, len(frequency)))
    spectrum = (phases[0] + 1j * phases[1]) * frequency ** slope
    sound = np.fft.irfft(spectrum, CLIP)
    sound /= np.std(sound)
    kind = rng.random()
    seconds = np.arange(CLIP) / RATE
    if kind < 0.2:
        hum = rng.choice([50, 60]) * np.arange(1, 8)[:, None]
        tones = np.sin(2 * np.pi * hum * seconds) / np.arange(1, 8)[:, None]
        sound += rng.uniform(0.2, 3) * tones.sum(axis=0)
    elif kind < 0.3:
        sound += rng.uniform(0.2, 2) * np.sin(
            2 * np.pi * rng.uniform(100, 6000) * seconds + rng.uniform(0, 6))
    elif kind < 0.5:  # comes and goes
        sound *= 0.2 + np.abs(np.sin(np.pi * rng.uniform(0.3, 4) * seconds +
                                     rng.uniform(0, 3)))
    elif kind < 0.6:  # a click
        at = rng.integers(CLIP - 400)
        sound[at:at + 400] += (rng.uniform(3, 20) * rng.normal(size=400) *
                               np.exp(-np.arange(400) / rng.uniform(10, 90)))
    return sound / np.std(sound)


def in_a_room(sound, rng):
    """Tilts the spectrum as a microphone does and adds a short echo."""
    count = len(sound) + 2400
    spectrum = np.fft.rfft(sound, count)
    frequency = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 60)
    spectrum *= (frequency / 1000) ** rng.uniform(-0.35, 0.35)
    if rng.random() < 0.5:
        tail = rng.normal(size=2400) * np.exp(
            -np.arange(2400) / rng.uniform(100, 700))
        tail *= rng.uniform(0.02, 0.12)
        tail[0] = 1
        spectrum *= np.fft.rfft(tail, count)
    sound = np.fft.irfft(spectrum, count)
    return sound / np.max(np.abs(sound))


def clip_of(sound, rng):
    """An int16 clip: the sound (None: nothing) somewhere in noise."""
    clip = np.zeros(CLIP)
    peak = 32767 * 10 ** rng.uniform(-1.6, 0)
    if sound is None:
        if rng.random() < 0.05:
            return clip.astype(np.int16)
        clip = noise(rng) * peak * 10 ** rng.uniform(-2.5, -0.5)
    else:
        room = in_a_room(sound, rng)[:CLIP]
        spare = CLIP - len(sound)
        start = rng.integers(spare)
        clip[start:start + len(room)] = room[:CLIP - start]
        level = np.sqrt(np.mean(sound ** 2))
        clip += noise(rng) * level * 10 ** rng.uniform(-2.5, -0.35)
        clip *= peak
    return np.clip(np.round(clip), -32768, 32767).astype(np.int16)


def clip_task(task):
    sound, seed = task
    return clip_of(sound, np.random.default_rng(seed))


def clips_of(sounds, seed, pool):
    tasks = ((sound, (seed, i)) for i, sound in enumerate(sounds))
    return np.stack(list(pool.imap(clip_task, tasks, chunksize=64)))
