/** Before anything else runs: what is configured is known and complete, else nothing starts. */
@NullMarked
package org.konsil.server.platform.start;

import org.jspecify.annotations.NullMarked;
