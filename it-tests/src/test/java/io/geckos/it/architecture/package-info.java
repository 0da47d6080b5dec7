/**
 * The rules of the architecture, checked on all modules: packages, arrows between them, names of classes. It may use no other
 * package of this module. Begin with {@link io.geckos.it.architecture.RoomsTest}.
 */
@NullMarked
package io.geckos.it.architecture;

import org.jspecify.annotations.NullMarked;
