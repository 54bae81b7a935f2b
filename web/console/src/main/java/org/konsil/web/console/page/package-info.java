/** What every answer of the console carries. */
@NullMarked
package org.konsil.web.console.page;

import org.jspecify.annotations.NullMarked;
