/* SPDX-License-Identifier: MIT */
/* Slices, statuses, errors, sinks and the allocator: what every other header
 * of dateline speaks in. */
#ifndef DATELINE_BASE_H
#define DATELINE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DL_API		     __attribute__((visibility("default")))
#define DL_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define DL_API
#define DL_PRINTF(fmt, args)
#endif

/* A slice of somebody else's bytes; not NUL-terminated. {NULL, 0} is "none",
 * and whoever hands one out says how long the bytes live. */
struct dl_str {
	const char *p;
	size_t n; /* bytes */
};

/* Bytes start..end of a text, end exclusive. */
struct dl_span {
	uint32_t start, end;
};

/* name, exit code of the program (dateline(1), EXIT STATUS), what it means */
#define DL_STATUS(X)                                                                               \
	X(OK, 0, "success")                                                                        \
	X(USAGE, 1, "wrong option or argument")                                                    \
	X(DEFINITION, 1, "mistake in a feed definition")                                           \
	X(NOMEM, 2, "out of memory")                                                               \
	X(IO, 2, "cannot read or write")                                                           \
	X(ENCODING, 2, "bytes that are not text")                                                  \
	X(SYNTAX, 2, "malformed input")                                                            \
	X(LIMIT, 2, "larger than a stated limit")                                                  \
	X(UNSUPPORTED, 2, "a kind of input this build cannot read")                                \
	X(GUARD, 3, "a guard held the result back")                                                \
	X(PUSH, 4, "push failed")                                                                  \
	X(DIFFERS, 5, "--check found differences")

enum dl_status {
#define DL_STATUS_ENUM(name, code, text) DL_##name,
	DL_STATUS(DL_STATUS_ENUM)
#undef DL_STATUS_ENUM
};

/* The exit code that the program uses for a status: 0 to 5. */
DL_API int dl_status_exit(enum dl_status);
/* What a status means, in a few lower-case words; a constant string. */
DL_API const char *dl_status_text(enum dl_status);

/* What went wrong, and where. A function that fails fills it once: the first
 * cause stays. Everywhere an error is asked for, NULL may be given. */
struct dl_error {
	enum dl_status status; /* DL_OK when nothing went wrong */
	uint32_t line, column; /* 1-based, columns in code points; 0: no position */
	uint32_t offset;       /* bytes from the start of the source */
	char source[160];      /* file or URL, shortened at the front; "" : none */
	char text[240];	       /* one sentence: what is wrong, then what was expected */
	char excerpt[160];     /* the line of the source, shortened around the column; "" : none */
	uint32_t caret;	       /* code points of the excerpt before the place of the error */
};

/* Where output goes. write takes all n bytes and returns 0, or returns -1
 * (then the caller of the sink's owner sees DL_IO). */
struct dl_sink {
	int (*write)(void *ctx, const char *p, size_t n);
	void *ctx;
};

/* realloc(p, 0) frees and returns NULL; realloc(NULL, n) allocates; a NULL
 * result for n > 0 means that there is no memory, and p is still valid. A NULL
 * struct dl_alloc pointer means the C library's own. Libraries underneath
 * (libical, jansson, libxml2, md4c, gumbo) keep using the C library's. */
struct dl_alloc {
	void *(*realloc)(void *ctx, void *p, size_t n);
	void *ctx;
};

/* What is written for people, and where they read it. All zero: in a file. */
struct dl_look {
	uint32_t columns; /* of the terminal; 0: lines are as long as they get */
	bool color;	  /* with SGR sequences (ECMA-48) */
};

/* Columns of a terminal that valid UTF-8 takes: wide characters and emoji two,
 * marks none. */
DL_API size_t dl_text_columns(struct dl_str);

/* The name that a mistyped word was probably meant to be ("did you mean");
 * NULL: none is near. names ends with NULL; ASCII. */
DL_API const char *dl_nearest(struct dl_str word, const char *const *names);

#ifdef __cplusplus
}
#endif
#endif
