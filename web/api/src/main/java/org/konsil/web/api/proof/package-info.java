/** The proof log over HTTP: its files for the auditor, and answers that wait for it. */
@NullMarked
package org.konsil.web.api.proof;

import org.jspecify.annotations.NullMarked;
