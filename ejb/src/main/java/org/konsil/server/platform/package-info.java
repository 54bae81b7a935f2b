/** What every feature stands on: time, ids, configuration, the database schema. */
@NullMarked
package org.konsil.server.platform;

import org.jspecify.annotations.NullMarked;
