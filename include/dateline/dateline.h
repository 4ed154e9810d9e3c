/* SPDX-License-Identifier: MIT */
/* dateline: prose in, calendars out. Include this; link with -ldateline. */
#ifndef DATELINE_DATELINE_H
#define DATELINE_DATELINE_H

#define DL_VERSION_MAJOR 0
#define DL_VERSION_MINOR 1
#define DL_VERSION_PATCH 0
#define DL_VERSION	 "0.1.0"

#include <dateline/base.h>
#include <dateline/emit.h>
#include <dateline/event.h>
#include <dateline/feed.h>
#include <dateline/io.h>
#include <dateline/parse.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library that runs, "0.1.0". */
DL_API const char *dl_version(void);

#ifdef __cplusplus
}
#endif
#endif
