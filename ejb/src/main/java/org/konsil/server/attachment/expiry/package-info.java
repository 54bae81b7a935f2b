/** Blobs go: with their message, at the end of their life, and when they or their rows are left over from a crash. */
@NullMarked
package org.konsil.server.attachment.expiry;

import org.jspecify.annotations.NullMarked;
