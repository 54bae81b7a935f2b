/** Last stage, at server and client: is this device certificate good, and whose is it; anything unclear is a no. */
@NullMarked
package org.konsil.pki.status;

import org.jspecify.annotations.NullMarked;
