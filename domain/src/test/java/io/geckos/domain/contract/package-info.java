/**
 * The ports' specification in executable form: suites that every adapter runs, and the reference storage in memory that
 * they, and randomized histories, are held against. An adapter extends each suite and says how it is opened.
 */
@NullMarked
package io.geckos.domain.contract;

import org.jspecify.annotations.NullMarked;
