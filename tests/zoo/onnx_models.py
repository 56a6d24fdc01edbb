# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Saves small PyTorch models as ONNX, with what they give.

Usage: onnx_models.py FOLDER [--only TEXT]

FOLDER/NAME gets NAME.onnx (the exporter by tracing) and NAME_dynamo.onnx (the
newer one), x.npz and y.npz as make.py writes them. Needs Python with torch, onnx
and onnxscript.
"""
import argparse
import os

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

SAMPLES = 16


class Apply(nn.Module):
    """A function of tensors, with modules that it may use."""

    def __init__(self, f, *modules):
        super().__init__()
        self.f = f
        self.m = nn.ModuleList(modules)

    def forward(self, *x):
        return self.f(self.m, *x)


def image_models():
    s = [(1, 3, 12, 12)]
    yield "conv_bn_relu", s, nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2))
    yield "conv_stride", s, nn.Conv2d(3, 8, 3, stride=2, padding=1)
    yield "conv_dilated", s, nn.Conv2d(3, 8, 3, dilation=2)
    yield "conv_grouped", [(1, 4, 8, 8)], nn.Conv2d(4, 8, 3, groups=2)
    yield "depthwise", [(1, 4, 8, 8)], nn.Sequential(nn.Conv2d(4, 4, 3, padding=1, groups=4, bias=False), nn.BatchNorm2d(4), nn.ReLU6(), nn.Conv2d(4, 6, 1))
    yield "depthwise_multiplied", [(1, 4, 8, 8)], nn.Conv2d(4, 8, 3, groups=4)
    yield "pools", s, nn.Sequential(nn.Conv2d(3, 4, 3), nn.AvgPool2d(2), nn.MaxPool2d(3, stride=1, padding=1))
    yield "avg_pool_padded", s, nn.AvgPool2d(3, stride=2, padding=1)
    yield "avg_pool_exclusive", s, nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False)
    yield "pool_ceil", [(1, 3, 11, 11)], nn.MaxPool2d(2, ceil_mode=True)
    yield "classifier", s, nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 5), nn.Softmax(dim=1))
    yield "flatten_linear", s, nn.Sequential(nn.Conv2d(3, 4, 3, stride=2), nn.ReLU(), nn.Flatten(), nn.Linear(100, 10))
    yield "transposed", s, nn.Sequential(nn.ConvTranspose2d(3, 4, 2, stride=2), nn.ReLU())
    yield "transposed_padded", s, nn.ConvTranspose2d(3, 4, 3, stride=2, padding=1, output_padding=1)
    yield "transposed_four", s, nn.ConvTranspose2d(3, 4, 4, stride=2, padding=1)
    yield "upsample", s, nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(3, 4, 3))
    yield "upsample_bilinear", s, nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)
    yield "upsample_corners", s, nn.Upsample(size=(17, 20), mode="bilinear", align_corners=True)
    yield "hard_swish", s, nn.Sequential(nn.Conv2d(3, 8, 3), nn.Hardswish())
    yield "hard_sigmoid", s, nn.Sequential(nn.Conv2d(3, 8, 3), nn.Hardsigmoid())
    yield "prelu", s, nn.Sequential(nn.Conv2d(3, 8, 3), nn.PReLU(8))
    yield "instance_norm", s, nn.InstanceNorm2d(3, affine=True)
    yield "group_norm", [(1, 6, 8, 8)], nn.GroupNorm(3, 6)
    yield "pixel_shuffle", [(1, 8, 6, 6)], nn.Sequential(nn.Conv2d(8, 8, 3, padding=1), nn.PixelShuffle(2))
    yield "pixel_unshuffle", s, nn.PixelUnshuffle(2)
    yield "zero_pad", s, nn.Sequential(nn.ZeroPad2d((1, 2, 0, 1)), nn.Conv2d(3, 4, 3))
    yield "reflect_pad", s, nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(3, 4, 3))
    yield "residual", [(1, 8, 8, 8)], Apply(lambda m, x: F.relu(x + m[1](F.relu(m[0](x)))), nn.Conv2d(8, 8, 3, padding=1), nn.Conv2d(8, 8, 3, padding=1))
    yield "squeeze_excite", [(1, 8, 8, 8)], Apply(lambda m, x: x * torch.sigmoid(m[1](F.relu(m[0](F.adaptive_avg_pool2d(x, 1))))), nn.Conv2d(8, 2, 1), nn.Conv2d(2, 8, 1))
    yield "concat", s, Apply(lambda m, x: torch.cat([m[0](x), F.relu(m[1](x))], 1), nn.Conv2d(3, 4, 1), nn.Conv2d(3, 4, 1))
    yield "split", [(1, 8, 6, 6)], Apply(lambda m, x: torch.cat([t * i for i, t in enumerate(torch.chunk(x, 2, 1), 1)], 1))
    yield "shuffle", [(1, 8, 6, 6)], Apply(lambda m, x: m[0](x).view(1, 2, 4, 6, 6).transpose(1, 2).reshape(1, 8, 6, 6), nn.Conv2d(8, 8, 1))
    yield "global_max", s, Apply(lambda m, x: F.adaptive_max_pool2d(m[0](x), 1).flatten(1), nn.Conv2d(3, 4, 3))
    yield "mean_dims", s, Apply(lambda m, x: m[0](x).mean((2, 3)), nn.Conv2d(3, 4, 3))
    yield "conv3d", [(1, 2, 5, 6, 6)], nn.Conv3d(2, 4, 3, padding=1)
    yield "batch_norm_alone", s, nn.Sequential(nn.BatchNorm2d(3), nn.Conv2d(3, 4, 3))
    yield "channel_softmax", s, nn.Sequential(nn.Conv2d(3, 4, 3), nn.Softmax(dim=1))
    yield "unet", [(1, 3, 16, 16)], Apply(lambda m, x: m[2](torch.cat([m[0](x), m[3](F.relu(m[1](F.max_pool2d(m[0](x), 2))))], 1)), nn.Conv2d(3, 6, 3, padding=1), nn.Conv2d(6, 8, 3, padding=1), nn.Conv2d(12, 2, 1), nn.ConvTranspose2d(8, 6, 2, stride=2))


def sequence_models():
    s = [(1, 6, 20)]
    yield "conv1d", s, nn.Sequential(nn.Conv1d(6, 8, 3, padding=1), nn.BatchNorm1d(8), nn.ReLU(), nn.MaxPool1d(2))
    yield "conv1d_transposed", s, nn.ConvTranspose1d(6, 4, 4, stride=2, padding=1)
    yield "conv1d_pool", s, nn.Sequential(nn.Conv1d(6, 8, 3), nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(8, 3))
    yield "mlp", [(1, 12)], nn.Sequential(nn.Linear(12, 16), nn.ReLU(), nn.Linear(16, 8), nn.Tanh(), nn.Linear(8, 4), nn.LogSoftmax(-1))
    yield "linear_nobias", [(1, 12)], nn.Linear(12, 5, bias=False)
    yield "linear_3d", [(1, 5, 12)], nn.Sequential(nn.Linear(12, 7), nn.GELU(), nn.Linear(7, 3))
    yield "mlp_bn", [(1, 12)], nn.Sequential(nn.Linear(12, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 3))
    yield "layer_norm", [(1, 5, 12)], nn.Sequential(nn.LayerNorm(12), nn.Linear(12, 4))
    yield "rms_norm", [(1, 5, 12)], nn.RMSNorm(12)
    yield "embedding", [("int", 1, 7)], nn.Sequential(nn.Embedding(11, 5), nn.Flatten(), nn.Linear(35, 3))
    t = [(1, 9, 5)]
    for name, make in (("lstm", nn.LSTM), ("gru", nn.GRU), ("rnn", nn.RNN)):
        yield name, t, Apply(lambda m, x: m[0](x)[0], make(5, 6, batch_first=True))
        yield name + "_last", t, Apply(lambda m, x: m[1](m[0](x)[0][:, -1]), make(5, 6, batch_first=True), nn.Linear(6, 3))
        yield name + "_two", t, Apply(lambda m, x: m[0](x)[0], make(5, 6, num_layers=2, batch_first=True))
        yield name + "_both", t, Apply(lambda m, x: m[0](x)[0], make(5, 6, bidirectional=True, batch_first=True))
        yield name + "_time_first", [(9, 1, 5)], Apply(lambda m, x: m[0](x)[0], make(5, 6))
        yield name + "_nobias", t, Apply(lambda m, x: m[0](x)[0], make(5, 6, bias=False, batch_first=True))
    yield "lstm_hidden", t, Apply(lambda m, x: m[0](x)[1][0], nn.LSTM(5, 6, batch_first=True))
    yield "gru_hidden", t, Apply(lambda m, x: m[1](m[0](x)[1][0]), nn.GRU(5, 6, batch_first=True), nn.Linear(6, 2))
    yield "gru_given", [(1, 9, 5), (1, 1, 6)], Apply(lambda m, x, h: m[0](x, h)[0], nn.GRU(5, 6, batch_first=True))
    yield "attention", [(1, 6, 8)], Apply(lambda m, x: m[0](x, x, x, need_weights=False)[0], nn.MultiheadAttention(8, 2, batch_first=True))
    yield "sdpa", [(1, 2, 6, 4)], Apply(lambda m, x: F.scaled_dot_product_attention(x, x, x))
    yield "transformer", [(1, 6, 8)], nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, activation="gelu")


def pointwise_models():
    s = [(1, 5, 8)]
    for name, layer in (
            ("relu", nn.ReLU()), ("relu6", nn.ReLU6()), ("sigmoid", nn.Sigmoid()),
            ("tanh", nn.Tanh()), ("elu", nn.ELU()), ("elu_alpha", nn.ELU(0.5)),
            ("selu", nn.SELU()), ("celu", nn.CELU()), ("gelu", nn.GELU()), ("gelu_tanh", nn.GELU(approximate="tanh")),
            ("silu", nn.SiLU()), ("mish", nn.Mish()), ("leaky", nn.LeakyReLU(0.2)), ("softplus", nn.Softplus()),
            ("softsign", nn.Softsign()), ("hardtanh", nn.Hardtanh(-1, 2)), ("log_sigmoid", nn.LogSigmoid()),
            ("glu", nn.GLU()), ("softmin", nn.Softmin(dim=-1)), ("hardshrink", nn.Hardshrink()), ("threshold", nn.Threshold(0.1, 0.2)),
            ("tanhshrink", nn.Tanhshrink()), ("softshrink", nn.Softshrink())):
        yield "act_" + name, s, nn.Sequential(nn.Linear(8, 8), layer)
    f = {
        "slice": lambda m, x: x[:, 1:4, ::2], "slice_negative": lambda m, x: x[:, -3:-1, -4:], "index": lambda m, x: x[:, 2],
        "gather": lambda m, x: x[:, [0, 2, 4]], "reshape": lambda m, x: x.reshape(1, 40), "permute": lambda m, x: x.permute(0, 2, 1),
        "squeeze": lambda m, x: x.unsqueeze(1).squeeze(1) * 2, "cat": lambda m, x: torch.cat([x, x * 2], -1),
        "stack": lambda m, x: torch.stack([x, -x], 1), "clamp": lambda m, x: x.clamp(-0.5, 0.5), "pow": lambda m, x: x ** 2 + x.abs() ** 0.5,
        "mean_all": lambda m, x: x.mean() + x, "var": lambda m, x: x.var(-1, unbiased=False), "norm": lambda m, x: x.norm(dim=-1),
        "normalize": lambda m, x: F.normalize(x, dim=-1), "amax": lambda m, x: x.amax(-1), "sum": lambda m, x: x.sum((1, 2)),
        "where": lambda m, x: torch.where(x > 0, x, x * 0.1), "matmul": lambda m, x: x @ x.transpose(1, 2), "einsum": lambda m, x: torch.einsum("bij,bkj->bik", x, x),
        "argmax": lambda m, x: x.argmax(-1).to(torch.int32), "topk": lambda m, x: x.topk(3, -1)[0], "cumsum": lambda m, x: x.cumsum(1),
        "flip": lambda m, x: x.flip(1), "roll": lambda m, x: x.roll(2, 1), "expand": lambda m, x: x[:, :1].expand(1, 5, 8) + x,
        "repeat": lambda m, x: x.repeat(1, 2, 1), "pad": lambda m, x: F.pad(x, (1, 2), value=0.5), "exp_log": lambda m, x: torch.log(torch.exp(x) + 1),
        "sqrt": lambda m, x: torch.sqrt(x * x + 1), "rsqrt": lambda m, x: torch.rsqrt(x * x + 1), "div": lambda m, x: x / (x.abs() + 1), "trig": lambda m, x: x.sin() + x.cos(),
        "compare": lambda m, x: ((x > 0) & (x < 1)).float(), "softmax_dim": lambda m, x: x.softmax(1), "split": lambda m, x: x.split([3, 5], -1)[1],
        "unbind": lambda m, x: x.unbind(1)[2], "baddbmm": lambda m, x: torch.baddbmm(x[:, :, :5], x, x.transpose(1, 2)), "min_max": lambda m, x: torch.minimum(x, x.flip(1)) + torch.maximum(x, -x),
        "floor": lambda m, x: x.floor() + x.ceil() + x.round() + x.sign(), "logsumexp": lambda m, x: x.logsumexp(-1), "std": lambda m, x: x.std(-1),
    }
    for name, g in f.items():
        yield "f_" + name, s, Apply(g)
    yield "two_inputs", [(1, 5), (1, 3)], Apply(lambda m, a, b: m[0](torch.cat([m[1](a), b], 1)), nn.Linear(7, 2), nn.Linear(5, 4))
    yield "two_outputs", [(1, 5)], Apply(lambda m, a: (m[0](a), F.relu(m[1](a))), nn.Linear(5, 2), nn.Linear(5, 4))


def save(folder, name, shapes, model):
    torch.manual_seed(sum(name.encode()))
    os.makedirs(folder, exist_ok=True)
    model.eval()
    for key, buffer in model.named_buffers():
        if "running_mean" in key:
            buffer.normal_(0, 0.3)
        if "running_var" in key:
            buffer.uniform_(0.5, 2)
    rng = np.random.default_rng(sum(name.encode()))
    xs = []
    for shape in shapes:
        if shape[0] == "int":
            xs.append(rng.integers(0, 9, (SAMPLES,) + shape[1:]).astype("int64"))
        else:
            xs.append(rng.normal(0, 1, (SAMPLES,) + shape).astype("float32"))
    ys = []
    with torch.no_grad():
        for i in range(SAMPLES):
            y = model(*[torch.from_numpy(x[i]) for x in xs])
            ys.append([t.numpy() for t in (y if isinstance(y, tuple) else (y,))])
    np.savez(f"{folder}/x.npz", **{f"in{i}": x for i, x in enumerate(xs)})
    np.savez(f"{folder}/y.npz", **{f"out{i}": np.stack([y[i] for y in ys]) for i in range(len(ys[0]))})
    names = [f"in{i}" for i in range(len(xs))]
    with open(f"{folder}/names.txt", "w") as f:
        f.write("\n".join(names))
    args = tuple(torch.from_numpy(x[0]) for x in xs)
    for suffix, dynamo in (("", False), ("_dynamo", True)):
        try:
            torch.onnx.export(model, args, f"{folder}/{name}{suffix}.onnx", input_names=names, dynamo=dynamo,
                              external_data=False, verbose=False, **({} if dynamo else {"opset_version": 17}))
        except Exception as e:
            print(name + suffix, "not exported:", str(e).strip().split("\n")[0][:120])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    for models in (image_models, sequence_models, pointwise_models):
        for name, shapes, model in models():
            if args.only in name:
                save(f"{args.folder}/{name}", name, shapes, model)


main()
