/** The person's sign-in at the hospital's login server, kept over restarts; access tokens are in memory only. */
@NullMarked
package org.konsil.client.account;

import org.jspecify.annotations.NullMarked;
