/** The bytes of a backup that its host cannot read (docs/protocol/backup.md): who may open it, what it consists of, which is the newest. */
@NullMarked
package org.konsil.protocol.backup;

import org.jspecify.annotations.NullMarked;
