/**
 * The second listener, for operators: health, background tasks, uploads and running requests, in JSON. It may use
 * {@code process}, {@code config}, {@code settings}, {@code connection}, {@code http}, {@code quota}, {@code usage} and
 * {@code console}. Begin with {@link io.geckos.server.admin.AdminRoutes}.
 */
@NullMarked
package io.geckos.server.admin;

import org.jspecify.annotations.NullMarked;
