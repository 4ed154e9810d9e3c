/* SPDX-License-Identifier: MIT */
/* Histories: which year a date without one is of. */
#include <check.h>
#include <stdint.h>
#include <stdlib.h>

#include "spec.h"

/* Years enough to make a text history, none of them near what is tested. */
#define OPENING                                                                                    \
	"The mill was begun in 1801, raised in 1802, burnt in 1804, rebuilt in 1805 and "          \
	"sold in 1806 and 1807.\n\n"
#define OPENED "1801 | 1802 | 1804 | 1805 | 1806 | 1807"

static const struct {
	const char *text, *want;
} histories[] = {
    /* forward in small steps, over the end of a year too */
    {OPENING "The dam broke in October 1861. In December the valley was dry. In February it "
	     "rained, and in April the wheel turned.",
	OPENED " | 1861-10 | 1861-12 | 1862-02 | 1862-04"},
    /* a little back stays in the year */
    {OPENING "The dam broke on 4 October 1861. It had been built in May.",
	OPENED " | 1861-10-04 | 1861-05"},
    /* an aside, years off, is followed by nothing */
    {OPENING "The dam broke on 4 October 1861. A diary found in 1990 says that the miller slept. "
	     "On 7 October he was questioned. In November 1861 he left.",
	OPENED " | 1861-10-04 | 1990 | 1861-10-07 | 1861-11"},
    /* what opens a sentence and is gone on from is none */
    {OPENING "The dam broke on 4 October 1861. In 1872, the town bought the ruins. On 3 March "
	     "the work began; it was done on 5 May 1872.",
	OPENED " | 1861-10-04 | 1872 | 1872-03-03 | 1872-05-05"},
    /* a heading dates what stands below it, and a range of years bounds it */
    {OPENING "# 1861: The flood\n\nThe dam broke on 4 October. The first stone had been laid in "
	     "1799. On 9 October the bridge fell.\n\n# 1862: The drought\n\nOn 1 May the wells "
	     "were dry.",
	OPENED " | 1861 | 1861-10-04 | 1799 | 1861-10-09 | 1862 | 1862-05-01"},
    {OPENING "# Drought (1861-1863)\n\nThe dam broke on 4 October. In March it broke "
	     "again.",
	OPENED " | 1861 | 1863 | 1861-10-04 | 1862-03"},
    /* after a range the telling may be anywhere in it */
    {OPENING "It stood idle from 1861 to 1864. In 1862 the roof fell, on 6 June the wall.",
	OPENED " | 1861 | 1864 | 1862 | 1862-06-06"},
    /* the following year, and what is told of it */
    {OPENING "The dam broke in October 1861. The following year it was mended; on 6 June the "
	     "wheel turned.",
	OPENED " | 1861-10 | 1862 | 1862-06-06"},
    /* of the years around, the one in which the weekday fits */
    {OPENING "The dam broke in October 1861. On Friday, 7 March, the wheel turned.",
	OPENED " | 1861-10 | 1862-03-07"},
    /* a dated line over a paragraph is a heading */
    {OPENING "1861: The flood\n\nThe dam broke on 4 October. An old plan of June 1799 had shown "
	     "the fault. On 9 October the bridge fell.",
	OPENED " | 1861 | 1861-10-04 | 1799-06 | 1861-10-09"},
    /* what is to happen by a month lies ahead */
    {OPENING "The dam broke in March 1861. It was to be mended by November.",
	OPENED " | 1861-03 | 1861-11"},
    /* "last year" is said by somebody then, and "in two weeks" is how long */
    {OPENING "The dam broke in March 1861. 'It leaked last year', wrote the miller. It was mended "
	     "in two weeks.",
	OPENED " | 1861-03 | 1860 | P2W"},
    {OPENING "The dam broke in March 1861. 'It will break again next summer', wrote the miller.",
	OPENED " | 1861-03 | 1861-SU"},
    /* words that set two times apart, and seasons without a little word before them */
    {OPENING "The dam broke on 4 October 1861. At the same time the former miller fell ill. The "
	     "autumn storms came, and that same winter the frost.",
	OPENED " | 1861-10-04 | 1861-10-04 | PAST_REF | 1861-FA | 1861-WI"},
    /* a night over two days; parts of days go on from one another */
    {OPENING "The dam broke on 14 November 1861. In the night of 3-4 May it broke again; on the "
	     "morning of 5 May the bridge fell.",
	OPENED " | 1861-11-14 | 1862-05-03TNI | 1862-05-04 | 1862-05-05TMO"},
    /* a winter has two years; seasons are counted from what is told */
    {OPENING "In the winter of 1861-62 the dam froze. In January it broke. It was mended the "
	     "following autumn.",
	OPENED " | 1861-WI | 1862-01 | 1862-FA"},
    /* what was looked back at is not where the telling stands */
    {OPENING "The dam broke on 4 October 1861. Two days earlier the miller had left. The next "
	     "day he was found.",
	OPENED " | 1861-10-04 | 1861-10-02 | 1861-10-05"},
};

START_TEST(test_history)
{
	char text[] = "", *rules, place[] = "history", ref[] = "2026-11-23T09:00";
	struct spec_row row = {.place = place, .text = text, .want = text, .ref = ref};
	row.text = (char *)(uintptr_t)histories[_i].text;
	char *got = spec_result(&row, &rules);
	ck_assert_str_eq(got, histories[_i].want);
	free(got);
	free(rules);
}
END_TEST

Suite *suite_when_timeline(void);
Suite *suite_when_timeline(void)
{
	Suite *s = suite_create("when/timeline");
	TCase *tc = tcase_create("histories");
	tcase_add_loop_test(tc, test_history, 0, (int)(sizeof(histories) / sizeof(histories[0])));
	suite_add_tcase(s, tc);
	return s;
}
