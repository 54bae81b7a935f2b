/** What has outlived its time is deleted, and that it was is told (C3). */
@NullMarked
package org.konsil.server.platform.purge;

import org.jspecify.annotations.NullMarked;
