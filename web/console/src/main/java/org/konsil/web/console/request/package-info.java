/** The pages of what waits for two people: the queue, and the decision on one request. */
@NullMarked
package org.konsil.web.console.request;

import org.jspecify.annotations.NullMarked;
