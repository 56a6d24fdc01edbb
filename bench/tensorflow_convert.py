#!/usr/bin/env python3
# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""tensorflow_convert.py SAVED_MODEL SAMPLES.npz MODE OUT.tflite: converts with
TensorFlow's converter, for bench/converter to measure. MODE is none, int8 or
int16x8. Needs Python with TensorFlow 2."""
import sys

import numpy as np
import tensorflow as tf

folder, samples, mode, out = sys.argv[1:]
converter = tf.lite.TFLiteConverter.from_saved_model(folder)
if mode != 'none':
    x = np.load(samples)['x']
    sets = tf.lite.OpsSet
    kind = {'int8': tf.int8, 'int16x8': tf.int16}[mode]
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([s[None]] for s in x)
    converter.target_spec.supported_ops = [{
        'int8': sets.TFLITE_BUILTINS_INT8,
        'int16x8': sets.
        EXPERIMENTAL_TFLITE_BUILTINS_ACTIVATIONS_INT16_WEIGHTS_INT8}[mode]]
    converter.inference_input_type = converter.inference_output_type = kind
with open(out, 'wb') as file:
    file.write(converter.convert())
