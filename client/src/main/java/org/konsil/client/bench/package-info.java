/** Measures what a running installation needs for its messages, beside what its PostgreSQL needs for as many rows. */
@NullMarked
package org.konsil.client.bench;

import org.jspecify.annotations.NullMarked;
