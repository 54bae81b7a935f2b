/** First stage of a backup: its root key, and the slots by which a person gets it back. */
@NullMarked
package org.konsil.protocol.backup.key;

import org.jspecify.annotations.NullMarked;
