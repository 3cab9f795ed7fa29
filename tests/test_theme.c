/* Marks that people tell apart, whatever their terminal, and however they see colours. */
#include <criterion/criterion.h>
#include <math.h>

#include "app/theme.h"

static const enum ab_style marks[] = {
	AB_STYLE_PER, AB_STYLE_ORG, AB_STYLE_LOC, AB_STYLE_MISC, AB_STYLE_DATE,
};

struct rgb { double at[3]; /* linear, 0 to 1 */ };

/* A colour of xterm's 256, beyond the first sixteen: IEC 61966-2-1 (sRGB) made linear. */
static struct rgb
linear(int color)
{
	struct rgb c;

	for (int i = 0; i < 3; i++) {
		static const int part[] = { 36, 6, 1 };
		int step = (color - 16) / part[i] % 6;
		int value = color >= 232 ? 8 + 10 * (color - 232) : step ? 55 + 40 * step : 0;
		double s = value / 255.0;
		c.at[i] = s <= 0.04045 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4);
	}
	return c;
}

/* WCAG 2.1, relative luminance. */
static double
luminance(struct rgb c)
{
	return 0.2126 * c.at[0] + 0.7152 * c.at[1] + 0.0722 * c.at[2];
}

/* How protanopes, deuteranopes and tritanopes see it: Machado, Oliveira and Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1. */
enum { EYES = 4 };
static struct rgb
seen(struct rgb c, int eye)
{
	static const double by[EYES][3][3] = {
		{ { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
		{ { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 },
		    { -0.003882, -0.048116, 1.051998 } },
		{ { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 },
		    { -0.011820, 0.042940, 0.968881 } },
		{ { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 },
		    { 0.004733, 0.691367, 0.303900 } },
	};
	struct rgb out;

	for (int i = 0; i < 3; i++) {
		double v = by[eye][i][0] * c.at[0] + by[eye][i][1] * c.at[1]
		    + by[eye][i][2] * c.at[2];
		out.at[i] = v < 0 ? 0 : v > 1 ? 1 : v;
	}
	return out;
}

static double
lab_part(double t)
{
	return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

/* The distance of two colours in CIELAB (1976), white point D65. */
static double
distance(struct rgb a, struct rgb b)
{
	double lab[2][3];

	for (int i = 0; i < 2; i++) {
		const double *c = i ? b.at : a.at;
		double x = lab_part((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505);
		double y = lab_part(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
		double z = lab_part((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.089);
		lab[i][0] = 116 * y - 16;
		lab[i][1] = 500 * (x - y);
		lab[i][2] = 200 * (y - z);
	}
	return sqrt(pow(lab[0][0] - lab[1][0], 2) + pow(lab[0][1] - lab[1][1], 2)
	    + pow(lab[0][2] - lab[1][2], 2));
}

static const enum ab_theme dark[] = { AB_THEME_DARK, AB_THEME_CONTRAST };

Test(theme, text_stands_out_from_its_ground)
{
	for (size_t t = 0; t < AB_LEN(dark) + 1; t++)
		for (int s = 0; s < AB_STYLE_COUNT; s++) {
			bool light = t == AB_LEN(dark);
			int color = ab_theme_look(light ? AB_THEME_LIGHT : dark[t],
			    (enum ab_style)s, 256).color;
			if (color < 16)
				continue;
			double own = luminance(linear(color)) + 0.05;
			double ratio = light ? 1.05 / own : own / 0.05;
			cr_expect_geq(ratio, t == 1 ? 7.0 : 4.5, "%s, %s: %.2f to 1",
			    light ? "light" : ab_theme_name(dark[t]),
			    ab_style_name((enum ab_style)s), ratio);
		}
}

Test(theme, all_eyes_tell_the_marks_apart)
{
	static const enum ab_theme themes[] = { AB_THEME_DARK, AB_THEME_LIGHT };

	for (size_t t = 0; t < AB_LEN(themes); t++)
		for (size_t a = 0; a < AB_LEN(marks); a++)
			for (size_t b = 0; b < a; b++)
				for (int eye = 0; eye < EYES; eye++) {
					struct ab_look x = ab_theme_look(themes[t], marks[a], 256);
					struct ab_look y = ab_theme_look(themes[t], marks[b], 256);
					if (x.attributes != y.attributes)
						continue;
					double d = distance(seen(linear(x.color), eye),
					    seen(linear(y.color), eye));
					cr_expect_geq(d, 15, "%s: %s and %s, eye %d: %.1f",
					    ab_theme_name(themes[t]), ab_style_name(marks[a]),
					    ab_style_name(marks[b]), eye, d);
				}
}

/* Where there are colours, five marks look five ways, and like no plain text. */
Test(theme, no_two_marks_look_alike)
{
	static const int depths[] = { 8, 16, 256 };

	for (int t = 0; t < AB_THEME_COUNT; t++)
		for (size_t d = 0; d < AB_LEN(depths); d++)
			for (size_t a = 0; a < AB_LEN(marks); a++) {
				struct ab_look x = ab_theme_look((enum ab_theme)t,
				    marks[a], depths[d]);
				cr_expect(x.attributes || x.color != AB_NO_COLOR);
				for (size_t b = 0; b < a; b++) {
					struct ab_look y = ab_theme_look((enum ab_theme)t,
					    marks[b], depths[d]);
					cr_expect(x.color != y.color
					    || x.attributes != y.attributes,
					    "%s, %d colours: %s and %s",
					    ab_theme_name((enum ab_theme)t), depths[d],
					    ab_style_name(marks[a]), ab_style_name(marks[b]));
				}
			}
}

Test(theme, without_colours_there_are_none)
{
	for (int t = 0; t < AB_THEME_COUNT; t++)
		for (int s = 0; s < AB_STYLE_COUNT; s++) {
			cr_expect_eq(ab_theme_look((enum ab_theme)t, (enum ab_style)s, 0).color,
			    AB_NO_COLOR);
			cr_expect_eq(ab_theme_look(AB_THEME_MONO, (enum ab_style)s, 256).color,
			    AB_NO_COLOR);
		}
}
