/* SPDX-License-Identifier: MIT */
#include "feed_folder.h"

#include "sh.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

char folder[256];

void folder_enter(void)
{
	snprintf(folder, sizeof(folder), "%s", sh_folder_new());
}

void folder_leave(void)
{
	sh_folder_remove(folder);
}

void folder_put(const char *path, const char *text)
{
	char full[600];
	snprintf(full, sizeof(full), "%s/%s", folder, path);
	FILE *f = fopen(full, "wb");
	if (f == NULL) {
		ck_assert_int_eq(sh("mkdir -p \"$(dirname '%s')\"", full).code, 0);
		f = fopen(full, "wb");
	}
	ck_assert_msg(f != NULL, "cannot make %s", full);
	fputs(text, f);
	fclose(f);
}

static void report(void *ctx, const struct dl_feed_report *r)
{
	struct folder_run *run = ctx;
	size_t n = strlen(run->summary), left = sizeof(run->summary) - n;
	if (r->error.status != DL_OK)
		snprintf(run->summary + n, left, "%.*s %s:%u:%u: %s\n", (int)r->name.n, r->name.p,
		    r->error.source, r->error.line, r->error.column, r->error.text);
	else
		snprintf(run->summary + n, left, "%.*s +%u ~%u -%u %u files\n", (int)r->name.n,
		    r->name.p, r->added, r->changed, r->removed, r->files_written);
}

struct folder_run folder_build(int64_t now, bool dry_run, bool force)
{
	struct folder_run run = {0};
	struct dl_run options = {
	    .root = {folder, strlen(folder)}, .now = now, .dry_run = dry_run, .force = force};
	int rc = dl_feed_build(&options, NULL, 0, report, &run, &run.error);
	ck_assert_int_eq(rc, run.error.status == DL_OK ? 0 : -1);
	return run;
}

void folder_age(void)
{
	ck_assert_int_eq(
	    sh("cd '%s' && { [ ! -e public ] || find public -exec touch -t 200001010000 {} +; } && "
	       "touch -t 200001020000 .mark",
		folder)
		.code,
	    0);
}

const char *folder_touched(void)
{
	static struct sh list;
	list = sh("cd '%s' && { [ ! -e public ] || find public -newer .mark | sort; }", folder);
	return list.out;
}
