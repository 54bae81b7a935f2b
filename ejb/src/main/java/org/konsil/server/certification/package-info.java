/** What other features may know of certification: ids, events, and what it asks of others. */
@NullMarked
package org.konsil.server.certification;

import org.jspecify.annotations.NullMarked;
