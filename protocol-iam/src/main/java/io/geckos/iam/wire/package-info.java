/**
 * The formats of AWS's query protocol: parameters in a form, answers and errors in XML. It uses no other package. Begin with
 * {@link io.geckos.iam.wire.FormParameters}.
 */
@NullMarked
package io.geckos.iam.wire;

import org.jspecify.annotations.NullMarked;
