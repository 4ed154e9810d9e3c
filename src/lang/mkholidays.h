/* SPDX-License-Identifier: MIT */
/* Host program mkholidays: the sky and the calendars that are read off it. */
#ifndef LANG_MKHOLIDAYS_H
#define LANG_MKHOLIDAYS_H

#include <stdbool.h>
#include <stdint.h>

/* Years for which days are computed; each fits 16 bits, counted from the first
 * of January of the first year. */
#define SKY_FIRST_YEAR 1930
#define SKY_LAST_YEAR  2100
/* Most days that a rule may have in these years: Islamic years are shorter. */
#define SKY_MAX 192

/* Moments are days since 1970-01-01T00:00 UT, with fractions. */

/* Apparent longitudes of date in degrees, and the Moon's latitude. */
double sky_sun(double t);
double sky_moon(double t, double *ret_latitude);
/* Moon less Sun, 0 … 360: 0 is a new moon, each 12 degrees are a tithi. */
double sky_elongation(double t);
/* Longitude counted from the stars (Lahiri's ayanamsa). */
double sky_sidereal(double longitude, double t);
/* The first moment at or after t at which f, which grows by about 360 degrees
 * in `period` days, is at `degrees`. */
double sky_when(double (*f)(double t), double degrees, double t, double period);
/* Rising or setting (of the upper limb) of the Sun or Moon at a place on the
 * day that begins at local mean midnight t; NAN: neither. */
double sky_cross(
    double (*body)(double t, double *lat), double t, double lat, double lon, bool rise);
double sky_sun_place(double t, double *lat);

/* Each writes the days (since 1970) of a rule within the years above, in
 * order, and returns how many. */
int days_chinese(int month, int day, int32_t *out);
int days_islamic(int month, int day, int32_t *out);
/* tithi 1 … 30 of the amanta month 1 Chaitra … 12 Phalguna, at a time of day. */
int days_hindu(int month, int tithi, const char *at, int32_t *out);
/* The Sun enters sidereal sign 1 Mesha … 12 Mina. */
int days_ingress(int sign, int32_t *out);
/* The Moon in nakshatra 1 … 27 at sunrise while the Sun is in a sign. */
int days_nakshatra(int nakshatra, int sign, int32_t *out);
/* The Sun's tropical longitude reaches a degree: the day of it `hours` east of UT. */
int days_term(int degrees, double hours, int32_t *out);
int days_every(int n, int32_t one, int32_t *out);

/* The line that is read, for messages: ends the program. */
void mk_die(const char *fmt, ...);
char *mk_trim(char *);
extern const char *const mk_weekdays[8]; /* 1 "monday" … */

struct mk_rules {
	int first, n; /* of all rules, those that only end another not counted */
	int from, to; /* minutes of the day, 0: all day */
};
/* "US BR: RULE | RULE": writes them to standard output. */
void mk_read_rules(char *, struct mk_rules *ret);
/* Ends the table of rules, and writes the days of those that are listed. */
void mk_write_days(void);

#endif
