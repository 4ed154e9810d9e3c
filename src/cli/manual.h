/* SPDX-License-Identifier: MIT */
/* The prose of help and manual page, kept beside the options they describe. */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

/* What each command does: paragraphs of plain text, ends with NULL. */
extern const char *const manual_extract[],
    *const manual_timex[], *const manual_explain[], *const manual_build[], *const manual_help[];

/* A section of dateline(1) that belongs to no command. A paragraph that begins
 * with two spaces is shown as it is (an example); one that begins with
 * "TERM\t" is an item of a list. Plain text otherwise. */
struct manual_section {
	const char *title;
	const char *const *text; /* ends with NULL */
};
extern const struct manual_section manual_sections[]; /* ends with a NULL title */

#endif
