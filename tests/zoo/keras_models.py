# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Small Keras models, one or more for each layer that .tflite can express.

models() gives their makers by name. Each maker returns a model; weights are
made random by make.py.
"""
import keras
from keras import layers as L
from keras import ops


def chain(shape, *rows, dtype=None):
    x = y = keras.Input(shape, dtype=dtype)
    for row in rows:
        y = row(y)
    return keras.Model(x, y)


def images():
    s = (12, 12, 3)
    yield "conv_same", chain(s, L.Conv2D(8, 3, padding="same", activation="relu"),
                             L.Conv2D(4, 3, strides=2, padding="same"))
    yield "conv_dilated", chain(s, L.Conv2D(8, 3, dilation_rate=2),
                                L.Conv2D(4, 3, dilation_rate=2, padding="same"))
    yield "conv_grouped", chain((12, 12, 4), L.Conv2D(8, 3, groups=2))
    yield "conv_nobias_bn", chain(s, L.Conv2D(8, 3, use_bias=False),
                                  L.BatchNormalization(), L.ReLU(max_value=6))
    yield "bn_plain", chain(s, L.BatchNormalization(scale=False), L.Conv2D(4, 3))
    yield "bn_axis", chain(s, L.Conv2D(6, 3), L.BatchNormalization(axis=1))
    yield "depthwise", chain(s, L.DepthwiseConv2D(3, depth_multiplier=2,
                                                  padding="same"),
                             L.BatchNormalization(), L.ReLU())
    yield "depthwise_stride", chain(s, L.DepthwiseConv2D(3, strides=2))
    yield "separable", chain(s, L.SeparableConv2D(8, 3, padding="same",
                                                  depth_multiplier=2,
                                                  activation="swish"))
    yield "transpose_same", chain(s, L.Conv2DTranspose(4, 3, strides=2,
                                                       padding="same",
                                                       activation="relu"))
    yield "transpose_valid", chain(s, L.Conv2DTranspose(4, 4, strides=2))
    yield "transpose_nobias_bn", chain(
        s, L.Conv2DTranspose(4, 2, strides=2, use_bias=False),
        L.BatchNormalization(), L.LeakyReLU())
    yield "transpose_output_padding", chain(
        s, L.Conv2DTranspose(4, 3, strides=2, padding="same", output_padding=1))
    yield "pools", chain(s, L.MaxPooling2D(2), L.AveragePooling2D(3, strides=1,
                                                                  padding="same"))
    yield "pool_same", chain(s, L.MaxPooling2D(3, strides=2, padding="same"))
    yield "global_average", chain(s, L.Conv2D(8, 3), L.GlobalAveragePooling2D())
    yield "global_max_keep", chain(s, L.Conv2D(8, 3),
                                   L.GlobalMaxPooling2D(keepdims=True))
    yield "upsample_nearest", chain(s, L.UpSampling2D(2), L.Conv2D(4, 3))
    yield "upsample_bilinear", chain(
        s, L.UpSampling2D((2, 3), interpolation="bilinear"), L.Conv2D(4, 3))
    yield "zero_padding", chain(s, L.ZeroPadding2D(((1, 2), (0, 1))),
                                L.Conv2D(4, 3))
    yield "cropping", chain(s, L.Cropping2D(((1, 2), (0, 1))), L.Conv2D(4, 3))
    yield "resizing", chain(s, L.Resizing(8, 10), L.Conv2D(4, 3))
    yield "resizing_nearest", chain(s, L.Resizing(24, 24, interpolation="nearest"),
                                    L.Conv2D(4, 3))
    yield "rescaling", chain(s, L.Rescaling(1 / 127.5, offset=-1), L.Conv2D(4, 3))
    yield "center_crop", chain(s, L.CenterCrop(8, 6), L.Conv2D(4, 3))
    norm = L.Normalization(mean=[0.1, 0.2, 0.3], variance=[1.0, 2.0, 0.5])
    yield "normalization", chain(s, norm, L.Conv2D(4, 3))
    yield "group_norm", chain((8, 8, 6), L.GroupNormalization(3), L.Conv2D(4, 3))
    yield "spatial_dropout", chain(s, L.Conv2D(4, 3), L.SpatialDropout2D(0.3),
                                   L.GaussianNoise(0.1))
    yield "prelu_shared", chain(s, L.Conv2D(6, 3), L.PReLU(shared_axes=[1, 2]))
    yield "prelu_full", chain(s, L.Conv2D(6, 3), L.PReLU())
    yield "flatten_dense", chain((6, 6, 3), L.Conv2D(4, 3), L.Flatten(),
                                 L.Dense(5, activation="softmax"))
    yield "permute", chain(s, L.Permute((3, 1, 2)), L.Dense(7))
    yield "pixel_shuffle", chain(
        (6, 6, 8), L.Lambda(lambda x: x) if False else L.Conv2D(8, 3, padding="same"),
        L.Reshape((6, 6, 2, 2, 2)), L.Permute((1, 3, 2, 4, 5)),
        L.Reshape((12, 12, 2)))
    x = keras.Input(s)
    y = L.Conv2D(8, 3, padding="same", use_bias=False)(x)
    y = L.BatchNormalization()(y)
    y = L.Activation("relu")(y)
    z = L.Conv2D(8, 1, padding="same")(x)
    y = L.Add()([y, z])
    g = L.GlobalAveragePooling2D()(y)
    g = L.Reshape((1, 1, 8))(g)
    g = L.Dense(2, activation="relu")(g)
    g = L.Dense(8, activation="hard_sigmoid")(g)
    y = L.Multiply()([y, g])
    y = L.GlobalAveragePooling2D()(y)
    yield "squeeze_excite", keras.Model(x, L.Dense(4)(y))
    x = keras.Input((16, 16, 3))
    a = L.Conv2D(6, 3, padding="same", activation="relu")(x)
    p = L.MaxPooling2D()(a)
    b = L.Conv2D(8, 3, padding="same", activation="relu")(p)
    u = L.UpSampling2D()(b)
    c = L.Concatenate()([a, u])
    d = L.Conv2DTranspose(4, 3, strides=1, padding="same")(c)
    yield "unet", keras.Model(x, L.Conv2D(2, 1, activation="sigmoid")(d))
    x = keras.Input((16, 16, 8))
    y = L.Conv2D(24, 1, use_bias=False)(x)
    y = L.BatchNormalization()(y)
    y = L.Activation("hard_swish")(y)
    y = L.ZeroPadding2D(((0, 1), (0, 1)))(y)
    y = L.DepthwiseConv2D(3, strides=2, use_bias=False)(y)
    y = L.BatchNormalization()(y)
    y = L.Activation("relu6")(y)
    y = L.Conv2D(8, 1, use_bias=False)(y)
    y = L.BatchNormalization()(y)
    yield "mobile_block", keras.Model(x, y)
    yield "conv3d", chain((6, 8, 8, 2), L.Conv3D(4, 3, padding="same",
                                                 activation="relu"))
    yield "pool3d", chain((6, 8, 8, 2), L.MaxPooling3D(2))
    yield "avgpool3d", chain((6, 8, 8, 2), L.AveragePooling3D(2))
    yield "global3d", chain((6, 8, 8, 2), L.Conv3D(4, 3),
                            L.GlobalAveragePooling3D())
    yield "globalmax3d", chain((6, 8, 8, 2), L.GlobalMaxPooling3D())
    yield "pad3d", chain((4, 5, 6, 2), L.ZeroPadding3D(1))
    yield "crop3d", chain((4, 5, 6, 2), L.Cropping3D(1))
    yield "upsample3d", chain((3, 4, 4, 2), L.UpSampling3D(2))
    yield "transpose3d", chain((3, 4, 4, 2), L.Conv3DTranspose(3, 2, strides=2))


def sequences():
    s = (20, 6)
    yield "conv1d_causal", chain(s, L.Conv1D(8, 3, padding="causal",
                                             dilation_rate=2, activation="relu"))
    yield "conv1d_dilated", chain(s, L.Conv1D(8, 3, dilation_rate=3,
                                              padding="same"))
    yield "conv1d_stride", chain(s, L.Conv1D(8, 5, strides=2, padding="same"),
                                 L.BatchNormalization(), L.ReLU())
    yield "conv1d_transpose", chain(s, L.Conv1DTranspose(4, 3, strides=2,
                                                         padding="same"))
    yield "depthwise1d", chain(s, L.DepthwiseConv1D(3, padding="same"))
    yield "separable1d", chain(s, L.SeparableConv1D(8, 3))
    yield "pool1d", chain(s, L.MaxPooling1D(2), L.AveragePooling1D(2))
    yield "global_pool1d", chain(s, L.Conv1D(4, 3), L.GlobalMaxPooling1D())
    yield "upsample1d", chain(s, L.UpSampling1D(2))
    yield "pad_crop1d", chain(s, L.ZeroPadding1D((2, 1)), L.Cropping1D((1, 0)))
    yield "repeat", chain((6,), L.RepeatVector(4), L.Dense(3))
    yield "embedding", chain((7,), L.Embedding(11, 5), L.Flatten(), L.Dense(3),
                             dtype="int32")
    yield "embedding_float", chain((7,), L.Embedding(11, 5),
                                   L.GlobalAveragePooling1D(), L.Dense(3))
    yield "dense_sequence", chain(s, L.Dense(8, activation="gelu"), L.Dense(4))
    yield "timedist_dense", chain(s, L.TimeDistributed(L.Dense(4,
                                                               activation="relu")))
    yield "timedist_conv", chain((4, 8, 8, 3),
                                 L.TimeDistributed(L.Conv2D(4, 3)),
                                 L.TimeDistributed(L.GlobalAveragePooling2D()))
    yield "layer_norm", chain(s, L.LayerNormalization(), L.Dense(4))
    yield "layer_norm_axes", chain((4, 6), L.LayerNormalization(axis=(1, 2)))
    yield "rms_norm", chain(s, L.RMSNormalization(), L.Dense(4))
    yield "unit_norm", chain(s, L.UnitNormalization(), L.Dense(4))
    x = keras.Input((10, 16))
    y = L.MultiHeadAttention(2, 8)(x, x)
    y = L.Add()([x, y])
    y = L.LayerNormalization(epsilon=1e-6)(y)
    z = L.Dense(32, activation="gelu")(y)
    z = L.Dense(16)(z)
    y = L.LayerNormalization(epsilon=1e-6)(L.Add()([y, z]))
    yield "transformer", keras.Model(x, L.Dense(3, activation="softmax")(
        L.GlobalAveragePooling1D()(y)))
    q, k = keras.Input((5, 8)), keras.Input((7, 8))
    yield "attention", keras.Model([q, k], L.Attention()([q, k]))
    q, k = keras.Input((5, 8)), keras.Input((7, 8))
    yield "attention_scaled", keras.Model([q, k],
                                          L.Attention(use_scale=True)([q, k]))
    q, k = keras.Input((5, 8)), keras.Input((7, 8))
    yield "additive_attention", keras.Model([q, k],
                                            L.AdditiveAttention()([q, k]))
    q, k = keras.Input((5, 8)), keras.Input((7, 8))
    yield "cross_attention", keras.Model(
        [q, k], L.MultiHeadAttention(2, 4, value_dim=6)(q, k))
    x = keras.Input((6, 8))
    yield "causal_attention", keras.Model(
        x, L.MultiHeadAttention(2, 4)(x, x, use_causal_mask=True))
    x = keras.Input((6, 16))
    yield "grouped_attention", keras.Model(
        x, L.GroupQueryAttention(4, 4, 2)(x, x))


def recurrent():
    s = (9, 5)
    for name, layer in (("lstm", L.LSTM), ("gru", L.GRU), ("rnn", L.SimpleRNN)):
        yield name + "_last", chain(s, layer(6))
        yield name + "_sequence", chain(s, layer(6, return_sequences=True),
                                        L.Dense(3))
        yield name + "_stack", chain(s, layer(6, return_sequences=True), layer(4),
                                     L.Dense(3, activation="softmax"))
        yield name + "_backwards", chain(s, layer(6, go_backwards=True,
                                                  return_sequences=True))
        yield name + "_unroll", chain(s, layer(4, unroll=True))
        yield name + "_nobias", chain(s, layer(4, use_bias=False))
        yield name + "_bidirectional", chain(
            s, L.Bidirectional(layer(4, return_sequences=True)), L.Dense(2))
        yield name + "_bidirectional_last", chain(
            s, L.Bidirectional(layer(4), merge_mode="sum"))
        x = keras.Input(s)
        yield name + "_state", keras.Model(x, layer(4, return_state=True)(x))
        x, h = keras.Input(s), keras.Input((4,))
        states = [h, h] if name == "lstm" else h
        yield name + "_given_state", keras.Model(
            [x, h], layer(4)(x, initial_state=states))
        x = keras.Input(batch_shape=(1,) + s)
        yield name + "_stateful", keras.Model(x, layer(4, stateful=True)(x))
        yield name + "_masked", chain(s, L.Masking(0.0), layer(4))
        yield name + "_cell", chain(s, L.RNN(
            {"lstm": L.LSTMCell, "gru": L.GRUCell, "rnn": L.SimpleRNNCell}[name](4)))
    yield "gru_reset_before", chain(s, L.GRU(6, reset_after=False))
    yield "lstm_relu", chain(s, L.LSTM(6, activation="relu"))
    yield "lstm_hard", chain(s, L.LSTM(6, recurrent_activation="hard_sigmoid"))
    yield "rnn_relu", chain(s, L.SimpleRNN(6, activation="relu"))
    yield "conv_lstm2d", chain((4, 6, 6, 2), L.ConvLSTM2D(3, 3, padding="same"))
    yield "conv_lstm1d", chain((4, 6, 2), L.ConvLSTM1D(3, 3, return_sequences=True))
    yield "rnn_stacked_cells", chain(s, L.RNN([L.LSTMCell(4), L.LSTMCell(3)]))
    x = keras.Input((7,), dtype="int32")
    y = L.Embedding(20, 6, mask_zero=True)(x)
    yield "embedding_mask_lstm", keras.Model(x, L.Dense(2)(L.LSTM(5)(y)))
    x = keras.Input((10, 4))
    y, h, c = L.LSTM(5, return_state=True)(x)
    z = L.RepeatVector(6)(y)
    z = L.LSTM(5, return_sequences=True)(z, initial_state=[h, c])
    yield "seq2seq", keras.Model(x, L.TimeDistributed(L.Dense(4))(z))
    yield "conv_gru", chain((16, 6), L.Conv1D(8, 3, activation="relu"),
                            L.MaxPooling1D(2), L.GRU(8), L.Dense(3))


def pointwise():
    for name in ("relu", "relu6", "sigmoid", "tanh", "softmax", "elu", "selu",
                 "softplus", "softsign", "exponential", "log_softmax", "linear",
                 "gelu", "silu", "hard_sigmoid", "hard_silu", "leaky_relu",
                 "mish", "celu", "hard_tanh", "hard_shrink", "log_sigmoid",
                 "soft_shrink", "squareplus", "tanh_shrink", "sparse_plus",
                 "sparse_sigmoid"):
        yield "act_" + name, chain((6, 8), L.Dense(8), L.Activation(name),
                                   L.Dense(3))
    yield "layer_relu", chain((8,), L.Dense(8), L.ReLU(negative_slope=0.1,
                                                      max_value=2.0,
                                                      threshold=0.5))
    yield "layer_relu_slope", chain((8,), L.Dense(8), L.ReLU(negative_slope=0.1))
    yield "layer_leaky", chain((8,), L.Dense(8), L.LeakyReLU(0.15), L.Dense(3))
    yield "layer_elu", chain((8,), L.Dense(8), L.ELU(0.7))
    yield "layer_softmax_axis", chain((4, 6), L.Dense(6), L.Softmax(axis=1))
    for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"):
        a, b = keras.Input((8,)), keras.Input((8,))
        yield "merge_" + name.lower(), keras.Model(
            [a, b], L.Dense(3)(getattr(L, name)()([L.Dense(6)(a), L.Dense(6)(b)])))
    a, b, c = keras.Input((4, 6)), keras.Input((3, 6)), keras.Input((2, 6))
    yield "concat_axis", keras.Model([a, b, c], L.Concatenate(axis=1)([a, b, c]))
    a, b = keras.Input((4, 6)), keras.Input((5, 6))
    yield "dot", keras.Model([a, b], L.Dot(axes=2)([a, b]))
    a, b = keras.Input((6,)), keras.Input((6,))
    yield "dot_normalized", keras.Model([a, b], L.Dot(axes=1, normalize=True)([a, b]))
    a, b = keras.Input((5,), name="left"), keras.Input((3,), name="right")
    y = L.Concatenate()([L.Dense(4, activation="relu")(a), b])
    yield "two_heads", keras.Model([a, b], [L.Dense(2, name="one")(y),
                                            L.Dense(3, name="two")(y)])
    a = keras.Input((5,), name="a")
    yield "named_outputs", keras.Model({"a": a}, {
        "zebra": L.Dense(2)(a), "apple": L.Dense(3, activation="relu")(a)})
    shared = L.Dense(5, activation="relu")
    a, b = keras.Input((6,)), keras.Input((6,))
    yield "shared", keras.Model([a, b], L.Subtract()([shared(a), shared(b)]))
    inner = keras.Sequential([keras.Input((6,)), L.Dense(5, activation="relu"),
                              L.Dense(4)])
    deep = chain((6,), L.Dense(6), inner)
    yield "nested", chain((6,), deep, L.Dense(2))
    x = keras.Input((6,))
    encoder = chain((6,), L.Dense(4, activation="relu"))
    decoder = keras.Sequential([L.Dense(4, activation="relu"), L.Dense(6)])
    yield "autoencoder", keras.Model(x, decoder(encoder(x)))
    m = keras.Sequential([L.Dense(5, activation="relu"), L.Dense(2)])
    m.build((None, 8))
    yield "sequential_late", m
    m = keras.Sequential([keras.Input((7,)), L.Embedding(9, 4, mask_zero=True),
                          L.Dropout(0.1), L.LSTM(3, return_sequences=True),
                          L.GRU(3), L.Dense(2)])
    yield "sequential_mask", m
    m = keras.Sequential([keras.Input((7,)), L.Embedding(9, 4, mask_zero=True),
                          L.GlobalAveragePooling1D(), L.Dense(2)])
    yield "sequential_mask_mean", m
    yield "dense_nobias", chain((7,), L.Dense(5, use_bias=False),
                                L.BatchNormalization(), L.Activation("tanh"))
    yield "einsum_dense", chain((4, 6), L.EinsumDense("abc,cd->abd", (None, 5),
                                                      bias_axes="d"))
    yield "float16_policy", chain((6,), L.Dense(5, dtype="mixed_float16",
                                                activation="relu"),
                                  L.Dense(2, dtype="float32"))
    yield "spectral", chain((6,), L.SpectralNormalization(L.Dense(4)))
    yield "discretize", chain((6,), L.Discretization([-0.5, 0.0, 0.5]),
                              L.Embedding(4, 3))
    yield "category", chain((3,), L.CategoryEncoding(5, output_mode="one_hot"),
                            L.Dense(3), dtype="int32")


def functions():
    def f(shape, g):
        x = keras.Input(shape)
        return keras.Model(x, g(x))
    yield "ops_arith", f((6,), lambda x: ops.maximum(x * 2.0 + 1.0, -x) / 3.0)
    yield "ops_slice", f((8, 6), lambda x: x[:, 1:5:2, ::-1])
    yield "ops_index", f((8, 6), lambda x: x[:, 3, 1:])
    yield "ops_reduce", f((4, 6), lambda x: ops.concatenate(
        [ops.mean(x, 1), ops.max(x, 1), ops.min(x, 1), ops.sum(x, 1)], -1))
    yield "ops_std", f((4, 6), lambda x: ops.var(x, 1) + ops.std(x, 1))
    yield "ops_matmul", f((4, 6), lambda x: ops.matmul(x, ops.transpose(
        x, (0, 2, 1))))
    yield "ops_einsum", f((4, 6), lambda x: ops.einsum("bij,bkj->bik", x, x))
    yield "ops_split", f((4, 6), lambda x: ops.concatenate(
        ops.split(x, 3, axis=-1)[::-1], -1))
    yield "ops_stack", f((6,), lambda x: ops.stack([x, x * 2], axis=1))
    yield "ops_where", f((6,), lambda x: ops.where(x > 0, x, ops.exp(x)))
    yield "ops_pad", f((5, 6), lambda x: ops.pad(x, ((0, 0), (1, 2), (0, 1))))
    yield "ops_reflect", f((5, 6), lambda x: ops.pad(
        x, ((0, 0), (1, 2), (0, 0)), mode="reflect"))
    yield "ops_clip", f((6,), lambda x: ops.clip(x, -0.5, 0.7))
    yield "ops_pow", f((6,), lambda x: ops.sqrt(ops.square(x) + 1.0) + x ** 3)
    yield "ops_norm", f((6,), lambda x: ops.normalize(x, axis=-1))
    yield "ops_tile", f((3,), lambda x: ops.tile(x, (1, 2)))
    yield "ops_argmax", f((4, 6), lambda x: ops.argmax(x, -1))
    yield "ops_topk", f((6,), lambda x: ops.top_k(x, 3)[0])
    yield "ops_cumsum", f((6,), lambda x: ops.cumsum(x, axis=1))
    yield "ops_trig", f((6,), lambda x: ops.sin(x) + ops.cos(x) + ops.abs(x)
                        + ops.sign(x) + ops.floor(x) + ops.erf(x))
    yield "ops_logs", f((6,), lambda x: ops.log1p(ops.abs(x)) + ops.expm1(x)
                        + ops.logsumexp(x, -1, keepdims=True))
    yield "ops_onehot", f((6,), lambda x: ops.one_hot(
        ops.cast(ops.argmax(x, -1), "int32"), 6))
    yield "ops_take", f((6, 3), lambda x: ops.take(x, [0, 2, 5], axis=1))
    yield "ops_roll", f((6, 3), lambda x: ops.roll(x, 2, axis=1))
    yield "ops_flip", f((6, 3), lambda x: ops.flip(x, axis=1))
    yield "ops_resize", f((6, 6, 3), lambda x: ops.image.resize(x, (9, 12)))
    yield "ops_conv", f((8, 8, 3), lambda x: ops.average_pool(
        ops.max_pool(x, 2), 2, padding="same"))
    yield "ops_softmax", f((4, 6), lambda x: ops.softmax(x, axis=1))
    yield "ops_depth_to_space", f((4, 4, 8), lambda x: ops.depth_to_space(x, 2)
                                  if hasattr(ops, "depth_to_space") else x * 2)
    yield "ops_squeeze", f((1, 6), lambda x: ops.squeeze(
        ops.expand_dims(x, -1), 1) * 2)
    yield "ops_repeat", f((3, 2), lambda x: ops.repeat(x, 2, axis=1))
    yield "ops_moments", f((4, 6), lambda x: ops.moments(x, [1])[1])
    yield "ops_logical", f((6,), lambda x: ops.cast(
        ops.logical_and(x > 0, x < 1), "float32"))
    yield "ops_rsqrt", f((6,), lambda x: ops.rsqrt(ops.abs(x) + 1)
                         + ops.reciprocal(ops.abs(x) + 1))
    yield "ops_prod", f((6,), lambda x: ops.prod(x, -1, keepdims=True))
    yield "ops_tan", f((6,), lambda x: ops.arctan(x) + ops.tanh(x) + ops.sinh(x))


def groups():
    return {"images": images, "sequences": sequences, "recurrent": recurrent,
            "pointwise": pointwise, "functions": functions}
