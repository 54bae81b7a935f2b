/** PostgreSQL, the first to start: the embedded one or the hospital's own, with its roles and databases. */
@NullMarked
package org.konsil.client.installation.database;

import org.jspecify.annotations.NullMarked;
