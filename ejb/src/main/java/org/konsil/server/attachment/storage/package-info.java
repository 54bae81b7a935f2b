/** The parts become one blob, on disk before it is said to be there, until somebody downloads it or its time is up. */
@NullMarked
package org.konsil.server.attachment.storage;

import org.jspecify.annotations.NullMarked;
