/**
 * Uploads by a browser's form: multipart/form-data and the policy that its author signed. It may use {@code wire},
 * {@code body}, {@code routing}, {@code call}, {@code object}, {@code encryption} and {@code tagging}. Begin with
 * {@link io.geckos.s3.form.PostObject}.
 */
@NullMarked
package io.geckos.s3.form;

import org.jspecify.annotations.NullMarked;
