/** Finds people among those that synchronisation stored; every feature asks here. */
@NullMarked
package org.konsil.server.directory.lookup;

import org.jspecify.annotations.NullMarked;
