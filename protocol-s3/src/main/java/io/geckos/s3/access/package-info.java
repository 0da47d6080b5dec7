/**
 * Documents about who may use a bucket: policies, access control lists, ownership, and CORS rules for scripts of other
 * origins. It may use {@code wire}, {@code api}, {@code body}, {@code routing} and {@code call}. Begin with
 * {@link io.geckos.s3.access.AclRules}.
 */
@NullMarked
package io.geckos.s3.access;

import org.jspecify.annotations.NullMarked;
