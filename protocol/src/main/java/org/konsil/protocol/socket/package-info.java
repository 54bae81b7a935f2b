/** What device and server say over the socket: the generated frames, and the proof that opens a session. */
@NullMarked
package org.konsil.protocol.socket;

import org.jspecify.annotations.NullMarked;
