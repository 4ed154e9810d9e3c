/* SPDX-License-Identifier: MIT */
/* Calendars that follow the sky, as days of the years SKY_FIRST_YEAR on.
 *
 * Chinese: months begin on the day of the new moon in Beijing (UT+8), the
 * solstice of winter is in the eleventh, a year of thirteen repeats the first
 * month without a major solar term (GB/T 33661-2017).
 *
 * Islamic: Umm al-Qura. From 1423 AH a month begins after an evening on which,
 * in Mecca, the conjunction lies before sunset and the Moon sets after the Sun;
 * from 1392 to 1422 on the day after that (in UT) of the conjunction. Years
 * before 1392 are taken as the later ones. Sightings elsewhere differ by a day.
 *
 * Hindu: amanta months named after the sign the Sun enters, Lahiri's ayanamsa,
 * sunrise of Ujjain's meridian line at New Delhi; a festival is the first day
 * on which its tithi holds at its time of day. Repeated (adhika) months have no
 * festivals. Almanacs of regions and schools differ by a day in some years. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/days.h"
#include "mkholidays.h"

#define SYNODIC	   29.530588861
#define TROPICAL   365.2422
#define DELHI_LAT  28.61
#define DELHI_LON  77.21
#define DELHI_TIME (5.5 / 24)
#define MECCA_LAT  21.4225
#define MECCA_LON  39.8262
#define MECCA_TIME (3.0 / 24)
#define BEIJING	   (8.0 / 24)

static int32_t first_day(void)
{
	return (int32_t)days_from_date(SKY_FIRST_YEAR, 1, 1);
}

static int32_t last_day(void)
{
	return (int32_t)days_from_date(SKY_LAST_YEAR, 12, 31);
}

static void add(int32_t *out, int *n, int32_t day)
{
	if (day >= first_day() && day <= last_day() && *n < SKY_MAX)
		out[(*n)++] = day;
}

static double new_moon(double after)
{
	return sky_when(sky_elongation, 0, after, SYNODIC);
}

/* ---- Chinese ---- */

static int32_t beijing_day(double t)
{
	return (int32_t)floor(t + BEIJING);
}

/* Major terms (each 30 degrees) reached from the morning of one day to that of another. */
static bool has_major_term(int32_t from, int32_t to)
{
	int a = (int)(sky_sun(from - BEIJING) / 30), b = (int)(sky_sun(to - BEIJING) / 30);
	return a != b;
}

int days_chinese(int month, int day, int32_t *out)
{
	int n = 0;
	for (int year = SKY_FIRST_YEAR - 1; year <= SKY_LAST_YEAR; year++) {
		/* from the eleventh month of the year to that of the next */
		int32_t starts[16], solstice[2];
		for (int k = 0; k < 2; k++)
			solstice[k] = beijing_day(sky_when(
			    sky_sun, 270, (double)days_from_date(year + k, 12, 1), TROPICAL));
		double t = new_moon(solstice[0] - 31.5);
		while (beijing_day(new_moon(t + 1)) <= solstice[0])
			t = new_moon(t + 1);
		int months = 0;
		for (; months < 15; months++, t = new_moon(t + 1))
			starts[months] = beijing_day(t);
		int count = 0;
		while (starts[count + 1] <= solstice[1])
			count++;
		int number = 11;
		bool leap = count == 13;
		for (int k = 0; k < count; k++) {
			if (number == month)
				add(out, &n, starts[k] + day - 1);
			if (leap && !has_major_term(starts[k + 1], starts[k + 2]) &&
			    k + 1 < count) {
				leap = false;
				k++; /* the leap month itself has no festivals */
			}
			number = number % 12 + 1;
		}
	}
	return n;
}

/* ---- Islamic ---- */

/* Does the day after this evening begin a month, by the rule since 1423? */
static bool crescent(int32_t day, double conjunction)
{
	double midnight = day - MECCA_TIME;
	double sunset = sky_cross(sky_sun_place, midnight + 0.5, MECCA_LAT, MECCA_LON, false);
	double moonset = sky_cross(sky_moon, midnight + 0.5, MECCA_LAT, MECCA_LON, false);
	return conjunction < sunset && moonset > sunset;
}

int days_islamic(int month, int day, int32_t *out)
{
	/* months since the one that began on 2000-01-08, 10 of 1420 */
	static const int epoch = 1420 * 12 + 9;
	int32_t y2000 = (int32_t)days_from_date(2000, 1, 7);
	int n = 0;
	for (double t = new_moon(first_day() - 400); t < last_day() + 31; t = new_moon(t + 1)) {
		int number = epoch + (int)lround((t - y2000) / SYNODIC);
		int32_t start = (int32_t)floor(t) + 1;
		if (number < 1392 * 12 || number >= 1423 * 12) {
			int32_t evening = (int32_t)floor(t + MECCA_TIME);
			while (!crescent(evening, t))
				evening++;
			start = evening + 1;
		}
		if (number % 12 == month - 1)
			add(out, &n, start + day - 1);
	}
	return n;
}

/* ---- Hindu ---- */

static double star_sun(double t)
{
	return sky_sidereal(sky_sun(t), t);
}

static double star_moon(double t)
{
	return sky_sidereal(sky_moon(t, NULL), t);
}

/* The moment of a day (UT) that decides; NAN: no such name. */
static double moment(int32_t day, const char *at)
{
	double midnight = day - DELHI_TIME;
	double rise = sky_cross(sky_sun_place, midnight, DELHI_LAT, DELHI_LON, true);
	double set = sky_cross(sky_sun_place, midnight + 0.5, DELHI_LAT, DELHI_LON, false);
	if (strcmp(at, "sunrise") == 0)
		return rise;
	if (strcmp(at, "morning") == 0)
		return rise + (set - rise) / 4;
	if (strcmp(at, "noon") == 0)
		return (rise + set) / 2;
	if (strcmp(at, "afternoon") == 0) /* aparahna, the fourth fifth of the day */
		return rise + (set - rise) * 0.7;
	if (strcmp(at, "dusk") == 0) /* pradosha: some two hours after sunset */
		return set + 1.0 / 24;
	if (strcmp(at, "midnight") == 0)
		return (rise + set) / 2 + 0.5;
	return NAN;
}

/* The first day whose moment lies in a span of time; none: the day it begins on. */
static int32_t day_within(double from, double to, const char *at)
{
	int32_t day = (int32_t)floor(from + DELHI_TIME) - 1;
	for (int k = 0; k < 4; k++) {
		double t = moment(day + k, at);
		if (t >= from && t < to)
			return day + k;
	}
	return day + 1;
}

int days_hindu(int month, int tithi, const char *at, int32_t *out)
{
	int n = 0;
	if (isnan(moment(0, at)))
		return -1;
	for (double t = new_moon(first_day() - 60); t < last_day() + 31; t = new_moon(t + 1)) {
		double end = new_moon(t + 1);
		int sign = (int)(star_sun(t) / 30), next = (int)(star_sun(end) / 30);
		/* with the Sun in Mina (11) at its beginning it is Chaitra (1) */
		if (sign == next || (sign + 1) % 12 + 1 != month)
			continue;
		double from =
		    tithi == 1 ? t : sky_when(sky_elongation, (tithi - 1) * 12.0, t + 0.5, SYNODIC);
		double to =
		    tithi == 30 ? end : sky_when(sky_elongation, tithi * 12.0, from + 0.1, SYNODIC);
		add(out, &n, day_within(from, to, at));
	}
	return n;
}

int days_ingress(int sign, int32_t *out)
{
	int n = 0;
	double t = first_day() - 1;
	for (;;) {
		t = sky_when(star_sun, (sign - 1) * 30.0, t, 365.2564);
		if (t > last_day() + 1)
			return n;
		int32_t day = (int32_t)floor(t + DELHI_TIME);
		double set =
		    sky_cross(sky_sun_place, day - DELHI_TIME + 0.5, DELHI_LAT, DELHI_LON, false);
		add(out, &n, t > set ? day + 1 : day);
		t += 300;
	}
}

int days_nakshatra(int nakshatra, int sign, int32_t *out)
{
	static const double width = 360.0 / 27;
	int n = 0;
	double t = first_day() - 1;
	for (;;) {
		t = sky_when(star_sun, (sign - 1) * 30.0, t, 365.2564);
		if (t > last_day() + 1)
			return n;
		double from = sky_when(star_moon, (nakshatra - 1) * width, t - 0.5, 27.32166);
		double to = sky_when(star_moon, nakshatra * width, from + 0.1, 27.32166);
		add(out, &n, day_within(from, to, "sunrise"));
		t += 300;
	}
}

/* ---- the Sun alone, and counted years ---- */

int days_term(int degrees, double hours, int32_t *out)
{
	int n = 0;
	double t = first_day() - 1;
	for (;;) {
		t = sky_when(sky_sun, degrees, t, TROPICAL);
		if (t > last_day() + 1)
			return n;
		add(out, &n, (int32_t)floor(t + hours / 24));
		t += 300;
	}
}

int days_every(int step, int32_t one, int32_t *out)
{
	int n = 0;
	int32_t day = one - (one - first_day()) / step * step;
	for (; day <= last_day(); day += step)
		add(out, &n, day);
	return n;
}
