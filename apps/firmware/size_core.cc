// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The runtime alone.
#include "apps/firmware/size_image.h"

int main() { return mote::load_and_invoke<mote::ops::List<>>(); }
