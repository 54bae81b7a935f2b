/** Second stage of a backup: what lies at the host, sealed and padded; segments, pages that list them, the manifest over the pages. */
@NullMarked
package org.konsil.protocol.backup.object;

import org.jspecify.annotations.NullMarked;
