/**
 * Servers under load: many clients, large transfers, floods, and kills while writes run. It may use {@code testkit}. Begin with
 * {@link io.geckos.it.load.LimitsTest}.
 */
@NullMarked
package io.geckos.it.load;

import org.jspecify.annotations.NullMarked;
