/* SPDX-License-Identifier: MIT */
#include "when/tables.h"

#include "when/produce.h"

#include "lang.inc"
