/** Long secrets as a stream of sealed chunks (C2SP chunked encryption): attachments and, later, the backup stand on it. */
@NullMarked
package org.konsil.protocol.stream;

import org.jspecify.annotations.NullMarked;
