/* SPDX-License-Identifier: MIT */
/* Sun and Moon, after J. Meeus, Astronomical Algorithms, 2nd edition 1998,
 * chapters 25 (Sun, to 0.01 degree) and 47 (Moon, the larger terms, to 0.01
 * degree): a tithi or a new moon comes out within some two minutes. Delta T
 * after Espenak and Meeus, Five Millennium Canon of Solar Eclipses, 2006. */
#include <math.h>
#include <stddef.h>

#include "mkholidays.h"

#define PI		 3.14159265358979323846
#define RAD		 (PI / 180)
#define J2000		 10957.5 /* 2000-01-01T12:00 in days since 1970 */
#define OBLIQUE		 23.4393
#define AYANAMSA	 23.857 /* of Lahiri, at J2000, and its growth in degrees a century */
#define AYANAMSA_CENTURY 1.3969

static double turn(double degrees)
{
	double x = fmod(degrees, 360);
	return x < 0 ? x + 360 : x;
}

/* Julian centuries of dynamical time since J2000. */
static double centuries(double t)
{
	double y = 2000 + (t - J2000) / 365.25, u = y - 2000, seconds;
	if (y < 1941)
		seconds = 21.20 + 0.84493 * (y - 1920) - 0.0761 * (y - 1920) * (y - 1920) +
			  0.0020936 * pow(y - 1920, 3);
	else if (y < 1961)
		seconds = 29.07 + 0.407 * (y - 1950) - (y - 1950) * (y - 1950) / 233 +
			  pow(y - 1950, 3) / 2547;
	else if (y < 1986)
		seconds = 45.45 + 1.067 * (y - 1975) - (y - 1975) * (y - 1975) / 260 -
			  pow(y - 1975, 3) / 718;
	else if (y < 2005)
		seconds = 63.86 + 0.3345 * u - 0.060374 * u * u + 0.0017275 * u * u * u;
	else
		seconds = 62.92 + 0.32217 * u + 0.005589 * u * u;
	return (t + seconds / 86400 - J2000) / 36525;
}

double sky_sun(double t)
{
	double c = centuries(t);
	double l = 280.46646 + 36000.76983 * c + 0.0003032 * c * c;
	double m = (357.52911 + 35999.05029 * c - 0.0001537 * c * c) * RAD;
	double centre = (1.914602 - 0.004817 * c) * sin(m) +
			(0.019993 - 0.000101 * c) * sin(2 * m) + 0.000289 * sin(3 * m);
	double node = (125.04 - 1934.136 * c) * RAD;
	return turn(l + centre - 0.00569 - 0.00478 * sin(node));
}

double sky_sun_place(double t, double *lat)
{
	*lat = 0;
	return sky_sun(t);
}

/* Multiples of D, M, M', F and the amplitude in millionths of a degree. */
struct term {
	int d, m, k, f, size;
};

static const struct term longitude[] = {{0, 0, 1, 0, 6288774}, {2, 0, -1, 0, 1274027},
    {2, 0, 0, 0, 658314}, {0, 0, 2, 0, 213618}, {0, 1, 0, 0, -185116}, {0, 0, 0, 2, -114332},
    {2, 0, -2, 0, 58793}, {2, -1, -1, 0, 57066}, {2, 0, 1, 0, 53322}, {2, -1, 0, 0, 45758},
    {0, 1, -1, 0, -40923}, {1, 0, 0, 0, -34720}, {0, 1, 1, 0, -30383}, {2, 0, 0, -2, 15327},
    {0, 0, 1, 2, -12528}, {0, 0, 1, -2, 10980}, {4, 0, -1, 0, 10675}, {0, 0, 3, 0, 10034},
    {4, 0, -2, 0, 8548}, {2, 1, -1, 0, -7888}, {2, 1, 0, 0, -6766}, {1, 0, -1, 0, -5163},
    {1, 1, 0, 0, 4987}, {2, -1, 1, 0, 4036}, {2, 0, 2, 0, 3994}, {4, 0, 0, 0, 3861},
    {2, 0, -3, 0, 3665}, {0, 1, -2, 0, -2689}, {2, 0, -1, 2, -2602}, {2, -1, -2, 0, 2390},
    {1, 0, 1, 0, -2348}, {2, -2, 0, 0, 2236}, {0, 1, 2, 0, -2120}, {0, 2, 0, 0, -2069},
    {2, -2, -1, 0, 2048}, {2, 0, 1, -2, -1773}, {2, 0, 0, 2, -1595}, {4, -1, -1, 0, 1215},
    {0, 0, 2, 2, -1110}};

static const struct term latitude[] = {{0, 0, 0, 1, 5128122}, {0, 0, 1, 1, 280602},
    {0, 0, 1, -1, 277693}, {2, 0, 0, -1, 173237}, {2, 0, -1, 1, 55413}, {2, 0, -1, -1, 46271},
    {2, 0, 0, 1, 32573}, {0, 0, 2, 1, 17198}, {2, 0, 1, -1, 9266}, {0, 0, 2, -1, 8822},
    {2, -1, 0, -1, 8216}, {2, 0, -2, -1, 4324}, {2, 0, 1, 1, 4200}, {2, 1, 0, -1, -3359}};

static double sum(const struct term *terms, size_t n, const double angle[4], double e)
{
	double total = 0;
	for (size_t i = 0; i < n; i++) {
		const struct term *x = &terms[i];
		double a = x->d * angle[0] + x->m * angle[1] + x->k * angle[2] + x->f * angle[3];
		double fade = x->m == 0 ? 1 : x->m * x->m == 1 ? e : e * e;
		total += x->size * fade * sin(a);
	}
	return total / 1e6;
}

double sky_moon(double t, double *ret_latitude)
{
	double c = centuries(t), c2 = c * c;
	double l = 218.3164477 + 481267.88123421 * c - 0.0015786 * c2;
	double angle[4] = {(297.8501921 + 445267.1114034 * c - 0.0018819 * c2) * RAD,
	    (357.5291092 + 35999.0502909 * c - 0.0001536 * c2) * RAD,
	    (134.9633964 + 477198.8675055 * c + 0.0087414 * c2) * RAD,
	    (93.2720950 + 483202.0175233 * c - 0.0036539 * c2) * RAD};
	double e = 1 - 0.002516 * c;
	double a1 = (119.75 + 131.849 * c) * RAD;
	double node = (125.04 - 1934.136 * c) * RAD;
	double lon = l + sum(longitude, sizeof(longitude) / sizeof(longitude[0]), angle, e);
	lon += 0.003958 * sin(a1) + 0.001962 * sin(l * RAD - angle[3]);
	if (ret_latitude != NULL)
		*ret_latitude = sum(latitude, sizeof(latitude) / sizeof(latitude[0]), angle, e) -
				0.002235 * sin(l * RAD);
	return turn(lon - 0.00478 * sin(node));
}

double sky_elongation(double t)
{
	return turn(sky_moon(t, NULL) - sky_sun(t));
}

double sky_sidereal(double lon, double t)
{
	return turn(lon - AYANAMSA - AYANAMSA_CENTURY * (t - J2000) / 36525);
}

double sky_when(double (*f)(double t), double degrees, double t, double period)
{
	double start = t;
	t += turn(degrees - f(t)) / 360 * period;
	for (int i = 0; i < 12; i++) {
		double off = turn(f(t) - degrees + 180) - 180;
		t -= off / 360 * period;
		if (fabs(off) < 1e-6)
			break;
	}
	return t < start - 1e-4 ? sky_when(f, degrees, start + period / 2, period) : t;
}

/* Sine of the altitude, in degrees above the horizon. */
static double altitude(double (*body)(double, double *), double t, double lat, double lon)
{
	double b, l = body(t, &b) * RAD;
	b *= RAD;
	double ob = OBLIQUE * RAD;
	double dec = asin(sin(b) * cos(ob) + cos(b) * sin(ob) * sin(l));
	double ra = atan2(sin(l) * cos(ob) - tan(b) * sin(ob), cos(l));
	double sidereal = 280.46061837 + 360.98564736629 * (t - J2000) + lon;
	return asin(sin(lat * RAD) * sin(dec) +
		    cos(lat * RAD) * cos(dec) * cos(sidereal * RAD - ra)) /
	       RAD;
}

/* In steps of half an hour, then halved. */
double sky_cross(double (*body)(double t, double *lat), double t, double lat, double lon, bool rise)
{
	/* refraction and half a disc; the Moon's parallax lifts that of its own */
	double level = body == sky_sun_place ? -0.833 : 0.125, step = 1.0 / 48;
	bool before = altitude(body, t, lat, lon) > level;
	for (int i = 0; i < 48; i++, t += step) {
		double lo = t, hi = t + step;
		bool up = altitude(body, hi, lat, lon) > level, turned = up != before;
		before = up;
		if (!turned || up != rise)
			continue;
		for (int k = 0; k < 16; k++) {
			double mid = (lo + hi) / 2;
			if ((altitude(body, mid, lat, lon) > level) == rise)
				hi = mid;
			else
				lo = mid;
		}
		return hi;
	}
	return NAN;
}
