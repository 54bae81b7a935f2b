/** Whole ways through the running system, with the numbers of docs/journeys. */
package org.konsil.journey;
