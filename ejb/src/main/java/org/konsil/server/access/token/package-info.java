/** The way in: an access token becomes a caller, before any feature hears of the request. */
@NullMarked
package org.konsil.server.access.token;

import org.jspecify.annotations.NullMarked;
