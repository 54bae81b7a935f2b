/** Whose a leaf is: compares the credentials in MLS structures with what certification issued; key packages and messaging ask. */
@NullMarked
package org.konsil.server.device.credential;

import org.jspecify.annotations.NullMarked;
