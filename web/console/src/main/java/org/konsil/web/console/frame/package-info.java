/** What all pages have in common: which there are and for whom, the way between them, the language. */
@NullMarked
package org.konsil.web.console.frame;

import org.jspecify.annotations.NullMarked;
