# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Takes golden outputs of models from LiteRT's reference kernels; of operators
without one, from its others.

    r = Recorder("build/goldens")
    r.case("ops/ADD__f32_0", model, steps=[[a0, b0], [a1, b1]])
    r.close()

A case is a folder with model.tflite, inN.npy and outN.npy, in folders step0,
step1 ... if there is more than one step; manifest.json tells the rule: floats
within atol + rtol * |golden|, integers exact. Needs the package ai-edge-litert.
"""
import json
import pathlib

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType


# Operators that only LiteRT's other resolver has.
NO_REFERENCE = {"HASHTABLE", "HASHTABLE_FIND", "HASHTABLE_IMPORT",
                "HASHTABLE_SIZE", "SEGMENT_SUM", "STABLEHLO_AND",
                "STABLEHLO_CASE", "STABLEHLO_SHIFT_LEFT"}


class Recorder:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.cases = []

    def run(self, model, steps):
        names = {op["name"] for g in model.graphs for op in g.operators}
        it = Interpreter(
            model_content=model.bytes(), experimental_op_resolver_type=(
                OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
                if names & NO_REFERENCE else OpResolverType.BUILTIN_REF))
        it.allocate_tensors()
        for step in steps:
            for detail, value in zip(it.get_input_details(), step):
                it.set_tensor(detail["index"], value)
            it.invoke()
            outputs = [it.get_tensor(d["index"])
                       for d in it.get_output_details()]
            yield [o.astype("S") if o.dtype == object else o for o in outputs]

    def case(self, name, model, steps, rtol=1e-5, atol=1e-5, stateful=False):
        """Records one case and returns its outputs, by step."""
        folder = self.root / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "model.tflite").write_bytes(model.bytes())
        results = []
        for i, outputs in enumerate(self.run(model, steps)):
            at = folder / f"step{i}" if len(steps) > 1 else folder
            at.mkdir(exist_ok=True)
            for k, value in enumerate(steps[i]):
                np.save(at / f"in{k}.npy", value)
            for k, value in enumerate(outputs):
                np.save(at / f"out{k}.npy", value)
            results.append(outputs)
        floats = any(o.dtype.kind == "f" for o in results[0])
        rule = dict(kind="close", rtol=rtol, atol=atol) if floats else dict(
            kind="exact")
        self.cases.append(dict(
            case=name, ops=sorted({o["name"] for o in model.operators}),
            steps=len(steps), stateful=stateful, golden="litert_ref",
            rule=rule))
        return results

    def close(self):
        lines = ",\n".join(json.dumps(c) for c in self.cases)
        (self.root / "manifest.json").write_text(
            '{"format": 1, "cases": [\n%s\n]}\n' % lines)
