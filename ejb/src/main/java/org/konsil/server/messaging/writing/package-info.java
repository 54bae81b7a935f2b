/** Writes messages and cursors of many devices in one transaction; after checking, before delivery. */
@NullMarked
package org.konsil.server.messaging.writing;

import org.jspecify.annotations.NullMarked;
