// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Compiles what a list that names the operator points to.
#include "examples/custom_op/softplus.h"

#include "device/ops/instantiate.h"

template struct mote::ops::Instantiate<example::Softplus>;
