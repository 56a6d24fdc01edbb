# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Writes .tflite models from a description of tensors and operators.

    m = Model()
    x = m.input("int8", [1, 4], scale=0.1, zero=3)
    w = m.constant(np.ones([2, 4], np.int8), scale=0.02)
    y = m.output("int8", [1, 2], scale=0.3)
    m.op("FULLY_CONNECTED", [x, w, None], [y], version=4, keep_num_dims=True)
    m.save("model.tflite")

Operators and the fields of their options are those of operators.txt. Options
not named take their defaults; a field called name is given as name_. Further subgraphs: g = m.subgraph(), used as m.
"""
import pathlib

import flatbuffers
import numpy as np

TYPES = dict(
    float32=0, float16=1, int32=2, uint8=3, int64=4, string=5, bool=6, int16=7,
    complex64=8, int8=9, float64=10, complex128=11, uint64=12, resource=13,
    variant=14, uint32=15, uint16=16, int4=17, bfloat16=18, int2=19, uint4=20)
SCALARS = dict(
    i8="Int8", u8="Uint8", bool="Bool", i32="Int32", u32="Uint32", i64="Int64",
    f32="Float32")
VECTORS = dict(i32="<i4", i64="<i8", f32="<f4", u8="u1", bool="u1", u32="<u4")
CUSTOM = 32


def read_operators():
    table = {}
    for line in pathlib.Path(__file__).with_name("operators.txt").open():
        if line.startswith("#"):
            continue
        code, name, tag, *fields = line.split()
        parsed = []
        for field in fields:
            key, _, kind = field.partition(":")
            kind, _, default = kind.partition("=")
            parsed.append((key, kind, float(default or 0)))
        table[name] = (int(code), int(tag), parsed)
    return table


OPERATORS = read_operators()


class Graph:
    """One subgraph: tensors are named by their index in it."""

    def __init__(self, model):
        self.model = model
        self.tensors, self.operators = [], []
        self.inputs, self.outputs = [], []

    def tensor(self, kind, shape, scale=None, zero=0, axis=0, data=None,
               variable=False, name=None):
        """scale, zero: a number, or one a channel along axis."""
        self.tensors.append(dict(
            kind=TYPES[kind], shape=list(shape), scale=scale, zero=zero,
            axis=axis, data=data, variable=variable,
            name=name or f"t{len(self.tensors)}"))
        return len(self.tensors) - 1

    def input(self, kind, shape, **more):
        self.inputs.append(self.tensor(kind, shape, **more))
        return self.inputs[-1]

    def output(self, kind, shape, **more):
        self.outputs.append(self.tensor(kind, shape, **more))
        return self.outputs[-1]

    def variable(self, kind, shape, **more):
        return self.tensor(kind, shape, variable=True, **more)

    def constant(self, array, kind=None, shape=None, **more):
        """kind, shape: where they are not the array's, as of packed int4."""
        array = np.ascontiguousarray(array)
        return self.tensor(kind or array.dtype.name,
                           array.shape if shape is None else shape,
                           data=array.tobytes(), **more)

    def op(self, name, inputs, outputs, version=1, intermediates=None,
           custom=None, **options):
        """An input of None is left out. custom: the bytes of the options of a
        custom operator, which `name` then names."""
        self.operators.append(dict(
            code=self.model.code(name, version, custom is not None),
            inputs=[-1 if i is None else i for i in inputs],
            outputs=list(outputs), intermediates=intermediates, custom=custom,
            name=name, options=options))


class Model(Graph):
    def __init__(self):
        super().__init__(self)
        self.graphs = [self]
        self.codes = []

    def subgraph(self):
        self.graphs.append(Graph(self))
        return self.graphs[-1]

    def code(self, name, version, custom):
        key = (CUSTOM, name, version) if custom else (
            OPERATORS[name][0], None, version)
        if key not in self.codes:
            self.codes.append(key)
        return self.codes.index(key)

    def save(self, path):
        pathlib.Path(path).write_bytes(self.bytes())

    def bytes(self):
        return Writer(self).bytes()


class Writer:
    """Serializes a model; buffers start at multiples of 16."""

    def __init__(self, model):
        self.model = model
        self.b = flatbuffers.Builder(1024)
        self.buffers = [None]

    def table(self, *fields):
        """fields: (kind, value[, default]) by slot; None: absent. Offsets are
        of kind 'offset'."""
        self.b.StartObject(len(fields))
        for slot, field in enumerate(fields):
            if field is None or field[1] is None:
                continue
            kind, value, default = (*field, 0)[:3]
            if kind == "offset":
                self.b.PrependUOffsetTRelativeSlot(slot, value, 0)
                continue
            cast = float if kind == "f32" else bool if kind == "bool" else int
            getattr(self.b, f"Prepend{SCALARS[kind]}Slot")(
                slot, cast(value), cast(default))
        return self.b.EndObject()

    def vector(self, kind, values):
        return self.b.CreateNumpyVector(
            np.asarray(values).astype(VECTORS[kind]))

    def offsets(self, values):
        self.b.StartVector(4, len(values), 4)
        for value in reversed(values):
            self.b.PrependUOffsetTRelative(value)
        return self.b.EndVector()

    def data(self, data):
        self.b.StartVector(1, len(data), 16)
        self.b.head -= len(data)
        self.b.Bytes[self.b.head:self.b.head + len(data)] = data
        return self.b.EndVector()

    def quantization(self, t):
        if t["scale"] is None:
            return None
        scales = np.atleast_1d(t["scale"])
        zeros = np.broadcast_to(np.atleast_1d(t["zero"]), scales.shape)
        scale, zero = self.vector("f32", scales), self.vector("i64", zeros)
        return self.table(None, None, ("offset", scale), ("offset", zero),
                          None, None, ("i32", t["axis"]))

    def tensor(self, t):
        buffer = 0
        if t["data"] is not None:
            buffer = len(self.buffers)
            self.buffers.append(t["data"])
        name = self.b.CreateString(t["name"])
        shape = self.vector("i32", t["shape"])
        quantization = self.quantization(t)
        return self.table(
            ("offset", shape), ("i8", t["kind"]), ("u32", buffer),
            ("offset", name), ("offset", quantization),
            ("bool", t["variable"]))

    def options(self, name, given):
        _, tag, fields = OPERATORS[name]
        given = {key.rstrip("_"): value for key, value in given.items()}
        unknown = set(given) - {key for key, _, _ in fields}
        assert not unknown, f"{name} has no option {unknown}"
        slots = []
        for key, kind, default in fields:
            value = given.get(key)
            if value is None:
                slots.append(None)
            elif kind == "string":
                slots.append(("offset", self.b.CreateString(value)))
            elif kind.startswith("["):
                slots.append(("offset", self.vector(kind[1:-1], value)))
            else:
                slots.append((kind, value, default))
        return tag, self.table(*slots) if tag else None

    def operator(self, op):
        inputs = self.vector("i32", op["inputs"])
        outputs = self.vector("i32", op["outputs"])
        more = op["intermediates"]
        more = None if more is None else self.vector("i32", more)
        tag, options, custom = 0, None, None
        if op["custom"] is None:
            tag, options = self.options(op["name"], op["options"])
        else:
            custom = self.vector("u8", list(op["custom"]))
        first, second = (tag, 0) if tag < 256 else (0, tag - 256)
        return self.table(
            ("u32", op["code"]), ("offset", inputs), ("offset", outputs),
            ("u8", first), ("offset", options if first else None),
            ("offset", custom), None, None, ("offset", more), None, None,
            ("u8", second), ("offset", options if second else None))

    def graph(self, g):
        tensors = self.offsets([self.tensor(t) for t in g.tensors])
        operators = self.offsets([self.operator(o) for o in g.operators])
        inputs = self.vector("i32", g.inputs)
        outputs = self.vector("i32", g.outputs)
        name = self.b.CreateString("main")
        return self.table(("offset", tensors), ("offset", inputs),
                          ("offset", outputs), ("offset", operators),
                          ("offset", name))

    def operator_code(self, code, custom, version):
        name = None if custom is None else self.b.CreateString(custom)
        return self.table(("i8", min(code, 127)), ("offset", name),
                          ("i32", version, 1), ("i32", code))

    def bytes(self):
        codes = self.offsets([self.operator_code(*c) for c in self.model.codes])
        graphs = self.offsets([self.graph(g) for g in self.model.graphs])
        filled = [self.table(("offset", data and self.data(data)))
                  for data in self.buffers]
        buffers = self.offsets(filled)
        root = self.table(("u32", 3), ("offset", codes), ("offset", graphs),
                          None, ("offset", buffers))
        self.b.Finish(root, file_identifier=b"TFL3")
        return bytes(self.b.Output())
