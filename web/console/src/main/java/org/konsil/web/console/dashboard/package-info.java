/** The first page: what needs doing today. */
@NullMarked
package org.konsil.web.console.dashboard;

import org.jspecify.annotations.NullMarked;
