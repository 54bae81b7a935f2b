/** WildFly with the EAR, the last to start: its configuration, settings and deployment. */
@NullMarked
package org.konsil.client.installation.server;

import org.jspecify.annotations.NullMarked;
