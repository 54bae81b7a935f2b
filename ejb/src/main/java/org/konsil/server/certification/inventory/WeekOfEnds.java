package org.konsil.server.certification.inventory;

/**
 * How many certificates end in a week.
 *
 * @param week 0 for the seven days from now
 */
public record WeekOfEnds(int week, long certificates) {}
