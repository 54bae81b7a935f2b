/** Beside recording: who acted has another name in the log, by a key that lies outside the database and can be destroyed. */
@NullMarked
package org.konsil.server.proof.pseudonym;

import org.jspecify.annotations.NullMarked;
