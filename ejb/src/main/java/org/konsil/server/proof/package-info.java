/** The log that proves what the server did; no feature knows it. */
@NullMarked
package org.konsil.server.proof;

import org.jspecify.annotations.NullMarked;
