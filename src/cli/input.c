/* SPDX-License-Identifier: MIT */
#include "cli/input.h"

#include <dateline/io.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>

/* dl_parse() reads no more. */
#define INPUT_MAX ((size_t)1 << 30)

static const char *epoch_variable(void)
{
	const char *z = getenv("SOURCE_DATE_EPOCH");
	return z != NULL && *z != '\0' ? z : NULL;
}

int input_now(int64_t *ret, struct dl_error *reterr)
{
	const char *z = epoch_variable();
	if (z == NULL) {
		*ret = (int64_t)time(NULL);
		return 0;
	}
	char *end;
	errno = 0;
	long long n = strtoll(z, &end, 10);
	/* Year 9999 is as far as any format of ours goes. */
	if (errno == 0 && *end == '\0' && *z >= '0' && *z <= '9' && n <= 253402300799) {
		*ret = n;
		return 0;
	}
	if (reterr != NULL) {
		*reterr = (struct dl_error){.status = DL_USAGE};
		snprintf(reterr->text, sizeof(reterr->text),
		    "SOURCE_DATE_EPOCH is '%.80s', expected seconds since 1970", z);
	}
	return -1;
}

void input_today(int64_t now, char ret[16])
{
	time_t t = (time_t)now;
	struct tm tm;
	if (localtime_r(&t, &tm) == NULL || strftime(ret, 16, "%Y-%m-%d", &tm) == 0)
		*ret = '\0';
}

int64_t input_stamp(const char *path, int64_t now)
{
	struct stat st;
	if (epoch_variable() != NULL || strcmp(path, "-") == 0 || stat(path, &st) != 0)
		return now;
	return (int64_t)st.st_mtime;
}

const char *input_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "stdin" : path;
}

int input_check(const char *path, struct dl_error *reterr)
{
	if (strncasecmp(path, "http://", 7) != 0 && strncasecmp(path, "https://", 8) != 0)
		return 0;
	*reterr = (struct dl_error){.status = DL_UNSUPPORTED};
	snprintf(reterr->source, sizeof(reterr->source), "%.150s", path);
	snprintf(reterr->text, sizeof(reterr->text),
	    "this version does not fetch URLs, expected a file or - for standard input");
	return -1;
}

int input_read(const char *path, struct dl_str *ret, struct dl_error *reterr)
{
	if (input_check(path, reterr) < 0)
		return -1;
	return dl_file_read(NULL, path, INPUT_MAX, ret, reterr);
}
