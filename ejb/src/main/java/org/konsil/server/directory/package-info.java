/** What other features may know of the people of the hospital: ids and names. */
@NullMarked
package org.konsil.server.directory;

import org.jspecify.annotations.NullMarked;
