#!/usr/bin/env python3
# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Converts models with Mote and with TensorFlow's converter, and compares how
close to the float model each stays, on data that neither has seen.

peers.py make FOLDER [NAME...]: writes the models below, with random weights
  and normalization statistics, their samples, what TensorFlow's converter makes
  of them, and what Keras computes. Takes minutes.
peers.py compare FOLDER MOTE [OPTION...]: converts each with MOTE, runs all in
  LiteRT's reference kernels, prints signal to noise in decibels and file sizes.
  OPTIONs go to mote convert. Takes FOLDERs of any origin that hold NAME.keras,
  repr.npz, golden_float.npz (x, y) and NAME_MODE.tflite.

Needs Python with TensorFlow 2.
"""
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import tensorflow as tf

keras = tf.keras
layers = keras.layers
SAMPLES, HELD_OUT = 100, 32


def normalized(x, activation='relu'):
    x = layers.BatchNormalization()(x)
    return layers.Activation(activation)(x) if activation else x


def small_cnn(x):
    for width in (8, 16, 32):
        x = layers.Conv2D(width, 3, padding='same', activation='relu')(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(32, activation='relu')(x)
    return layers.Dense(10, activation='softmax')(x)


def separable(x):
    x = normalized(layers.Conv2D(16, 3, strides=2, padding='same')(x), 'relu6')
    for width, stride in ((24, 1), (32, 2), (48, 1), (64, 2)):
        x = normalized(layers.DepthwiseConv2D(3, strides=stride,
                                              padding='same')(x), 'relu6')
        x = normalized(layers.Conv2D(width, 1)(x), 'relu6')
    x = layers.GlobalAveragePooling2D()(x)
    return layers.Dense(10)(x)


def inverted_residual(x):
    x = normalized(layers.Conv2D(16, 3, strides=2, padding='same')(x), 'relu6')
    for width in (16, 24, 24):
        y = normalized(layers.Conv2D(4 * x.shape[-1], 1)(x), 'relu6')
        y = normalized(layers.DepthwiseConv2D(3, padding='same')(y), 'relu6')
        y = normalized(layers.Conv2D(width, 1)(y), None)
        x = layers.Add()([x, y]) if y.shape == x.shape else y
    x = layers.GlobalAveragePooling2D()(x)
    return layers.Dense(10, activation='softmax')(x)


def residual(x):
    x = normalized(layers.Conv2D(16, 3, padding='same')(x))
    for width, stride in ((16, 1), (32, 2), (48, 2)):
        y = normalized(layers.Conv2D(width, 3, strides=stride,
                                     padding='same')(x))
        y = normalized(layers.Conv2D(width, 3, padding='same')(y), None)
        if stride > 1:
            x = layers.Conv2D(width, 1, strides=stride)(x)
        x = layers.ReLU()(layers.Add()([x, y]))
    x = layers.AveragePooling2D(4)(x)
    return layers.Dense(10)(layers.Flatten()(x))


def squeeze_excite(x):
    x = normalized(layers.Conv2D(24, 3, strides=2, padding='same')(x),
                   'hard_swish')
    for _ in range(2):
        y = normalized(layers.DepthwiseConv2D(3, padding='same')(x),
                       'hard_swish')
        gate = layers.GlobalAveragePooling2D(keepdims=True)(y)
        gate = layers.Conv2D(8, 1, activation='relu')(gate)
        gate = layers.Conv2D(24, 1, activation='sigmoid')(gate)
        y = layers.Multiply()([y, gate])
        x = layers.Add()([x, normalized(layers.Conv2D(24, 1)(y), None)])
    return layers.Dense(8)(layers.GlobalAveragePooling2D()(x))


def branches(x):
    a = layers.Conv2D(8, 1, activation='relu')(x)
    b = layers.Conv2D(8, 3, padding='same', activation='tanh')(x)
    c = layers.Conv2D(8, 5, padding='same', activation='elu')(x)
    x = layers.Concatenate()([a, b, c])
    x = layers.AveragePooling2D(2)(x)
    x = layers.Conv2D(16, 3, activation='leaky_relu')(x)
    return layers.Dense(6, activation='softmax')(layers.Flatten()(x))


def autoencoder(x):
    for width in (96, 96, 8, 96, 96):
        x = normalized(layers.Dense(width)(x))
    return layers.Dense(256)(x)


def up_and_down(x):
    x = layers.Conv2D(12, 3, strides=2, padding='same', activation='relu')(x)
    y = layers.Conv2D(24, 3, strides=2, padding='same', activation='relu')(x)
    y = layers.Conv2DTranspose(12, 2, strides=2, activation='relu')(y)
    x = layers.Concatenate()([x, y])
    x = layers.UpSampling2D(interpolation='bilinear')(x)
    return layers.Conv2D(3, 3, padding='same', activation='sigmoid')(x)


def perceptron(x):
    x = layers.Dense(64, activation='sigmoid')(x)
    x = layers.Dense(64, activation='gelu')(x)
    x = layers.Dense(64, activation='swish')(x)
    return layers.Dense(12)(x)


def convolutions_1d(x):
    for width in (16, 24, 32):
        x = normalized(layers.Conv1D(width, 5, padding='same')(x))
        x = layers.MaxPooling1D()(x)
    x = layers.SeparableConv1D(32, 3, activation='relu')(x)
    return layers.Dense(5, activation='softmax')(
        layers.GlobalMaxPooling1D()(x))


def causal(x):
    for rate in (1, 2, 4):
        y = layers.Conv1D(16, 3, padding='causal', dilation_rate=rate,
                          activation='relu')(x)
        x = layers.Add()([layers.Conv1D(16, 1)(x), y])
    return layers.Dense(4)(layers.GlobalAveragePooling1D()(x))


def long_memory(x):
    x = layers.LSTM(24, return_sequences=True)(x)
    return layers.Dense(6, activation='softmax')(layers.LSTM(16)(x))


def gated_memory(x):
    return layers.Dense(6)(layers.GRU(24)(x))


def attention(x):
    x = layers.Dense(32)(x)
    y = layers.MultiHeadAttention(2, 16)(x, x)
    x = layers.LayerNormalization()(layers.Add()([x, y]))
    y = layers.Dense(32)(layers.Dense(64, activation='gelu')(x))
    x = layers.LayerNormalization()(layers.Add()([x, y]))
    return layers.Dense(6)(layers.GlobalAveragePooling1D()(x))


MODELS = {
    'small_cnn': ((28, 28, 1), small_cnn, 'unit'),
    'separable': ((48, 48, 3), separable, 'unit'),
    'inverted_residual': ((32, 32, 3), inverted_residual, 'signed'),
    'residual': ((32, 32, 3), residual, 'normal'),
    'squeeze_excite': ((32, 32, 3), squeeze_excite, 'signed'),
    'branches': ((20, 20, 3), branches, 'normal'),
    'autoencoder': ((256,), autoencoder, 'normal'),
    'up_and_down': ((24, 24, 3), up_and_down, 'unit'),
    'perceptron': ((40,), perceptron, 'normal'),
    'convolutions_1d': ((128, 4), convolutions_1d, 'normal'),
    'causal': ((64, 6), causal, 'tailed'),
    'long_memory': ((20, 12), long_memory, 'normal'),
    'gated_memory': ((20, 12), gated_memory, 'normal'),
    'attention': ((16, 12), attention, 'normal'),
}


def data(kind, shape, random):
    if kind == 'unit':
        return random.random(shape)
    if kind == 'signed':
        return 2 * random.random(shape) - 1
    if kind == 'tailed':
        return random.standard_t(4, shape)
    return random.standard_normal(shape)


def disturb(model, random):
    """Statistics as training leaves them, rather than 0 and 1."""
    for layer in model.layers:
        if isinstance(layer, layers.BatchNormalization):
            n = layer.gamma.shape
            layer.set_weights([
                random.uniform(0.5, 1.5, n), random.normal(0, 0.2, n),
                random.normal(0, 0.3, n), random.uniform(0.3, 2, n)])
        elif getattr(layer, 'bias', None) is not None:
            layer.bias.assign(random.normal(0, 0.05, layer.bias.shape))


def converter(model, mode, samples):
    made = tf.lite.TFLiteConverter.from_keras_model(model)
    if mode != 'float':
        made.optimizations = [tf.lite.Optimize.DEFAULT]
    if mode == 'f16':
        made.target_spec.supported_types = [tf.float16]
    if mode in ('int8', 'int16x8'):
        made.representative_dataset = lambda: ([s[None]] for s in samples)
        sets = tf.lite.OpsSet
        made.target_spec.supported_ops = [
            sets.TFLITE_BUILTINS_INT8 if mode == 'int8' else sets.
            EXPERIMENTAL_TFLITE_BUILTINS_ACTIVATIONS_INT16_WEIGHTS_INT8]
        kind = tf.int8 if mode == 'int8' else tf.int16
        made.inference_input_type = made.inference_output_type = kind
    return made


def make_one(folder, name):
    folder = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(sum(map(ord, name)))
    keras.utils.set_random_seed(sum(map(ord, name)))
    shape, build, kind = MODELS[name]
    inputs = keras.Input(shape, name='x')
    model = keras.Model(inputs, build(inputs))
    disturb(model, random)
    samples = data(kind, (SAMPLES,) + shape, random).astype(np.float32)
    x = data(kind, (HELD_OUT,) + shape, random).astype(np.float32)
    model.save(folder / f'{name}.keras')
    np.savez(folder / 'repr.npz', x=samples)
    np.savez(folder / 'golden_float.npz', x=x, y=model.predict(x, verbose=0))
    for mode in ('float', 'dyn', 'f16', 'int8', 'int16x8'):
        (folder / f'{name}_{mode}.tflite').write_bytes(
            converter(model, mode, samples).convert())


def make(folder, names):
    """A process a model: the converter dies on some."""
    for name in names or MODELS:
        done = subprocess.run([sys.executable, __file__, 'make_one',
                               str(folder), name],
                              capture_output=True, text=True)
        if done.returncode != 0:
            print(name, 'failed:', done.stderr.strip().split('\n')[-1])


def run(path, x):
    """Outputs as real numbers, sample by sample."""
    interpreter = tf.lite.Interpreter(
        str(path), experimental_op_resolver_type=tf.lite.experimental.
        OpResolverType.BUILTIN_REF)
    interpreter.allocate_tensors()
    given = interpreter.get_input_details()[0]
    made = interpreter.get_output_details()[0]
    outputs = []
    for sample in x:
        value = sample.reshape(given['shape'])
        scale, zero = given['quantization']
        if given['dtype'] != np.float32:
            limits = np.iinfo(given['dtype'])
            value = np.clip(np.round(value / scale) + zero, limits.min,
                            limits.max)
        interpreter.reset_all_variables()
        interpreter.set_tensor(given['index'], value.astype(given['dtype']))
        interpreter.invoke()
        y = interpreter.get_tensor(made['index']).astype(np.float64)
        scale, zero = made['quantization']
        outputs.append((y - zero) * scale if scale else y)
    return np.concatenate([y.ravel() for y in outputs])


def decibels(got, want):
    noise = ((got - want) ** 2).sum()
    return 10 * np.log10((want ** 2).sum() / max(noise, 1e-300))


def convert(mote, folder, name, mode, options):
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / 'model.tflite'
        words = [mote, 'convert', folder / f'{name}.keras', '-o', out,
                 '--quantize', {'dyn': 'dynamic', 'f16': 'float16',
                                'float': 'none'}.get(mode, mode)]
        if mode in ('int8', 'int16x8'):
            kind = mode.split('x')[0]
            words += ['--representative', folder / 'repr.npz',
                      '--input-type', kind, '--output-type', kind] + options
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode != 0:
            return None, done.stderr.strip()
        golden = np.load(folder / 'golden_float.npz')
        want = golden['y'].astype(np.float64).ravel()
        try:
            return (decibels(run(out, golden['x']), want),
                    out.stat().st_size), None
        except (RuntimeError, ValueError) as error:
            return None, str(error).split('\n')[0]


def compare(folder, mote, options):
    print(f'{"model":18}{"mode":9}{"mote":>7}{"peer":>7}{"more":>7}'
          f'{"bytes":>10}{"peer":>10}')
    gains = {}
    for path in sorted(p.parent for p in folder.glob('*/golden_float.npz')):
        golden = np.load(path / 'golden_float.npz')
        want = golden['y'].astype(np.float64).ravel()
        for mode in ('float', 'dyn', 'f16', 'int8', 'int16x8'):
            mine, error = convert(mote, path, path.name, mode, options)
            if error:
                print(f'{path.name:18}{mode:9} {error}')
                continue
            line = f'{path.name:18}{mode:9}{mine[0]:7.1f}'
            peer = path / f'{path.name}_{mode}.tflite'
            if not peer.exists():
                print(f'{line}{"-":>7}{"-":>7}{mine[1]:10}{"-":>10}')
                continue
            try:
                theirs = decibels(run(peer, golden['x']), want)
            except (RuntimeError, ValueError) as failure:
                print(line, 'peer:', str(failure).split('\n')[0])
                continue
            gains.setdefault(mode, []).append(mine[0] - theirs)
            print(f'{line}{theirs:7.1f}{mine[0] - theirs:7.2f}'
                  f'{mine[1]:10}{peer.stat().st_size:10}')
    for mode, all_of in gains.items():
        print(f'{mode}: {np.mean(all_of):+.2f} dB on average, '
              f'least {min(all_of):+.2f}')


def main():
    words = sys.argv[1:]
    if len(words) < 2:
        sys.exit(__doc__)
    folder = pathlib.Path(words[1])
    if words[0] == 'make':
        make(folder, words[2:])
    elif words[0] == 'compare' and len(words) > 2:
        compare(folder, words[2], words[3:])
    elif words[0] == 'make_one':
        make_one(folder, words[2])
    else:
        sys.exit(__doc__)


if __name__ == '__main__':
    main()
