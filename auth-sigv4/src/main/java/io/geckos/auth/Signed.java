package io.geckos.auth;

import java.util.Optional;

/**
 * A text and the signature it is said to have.
 *
 * @param text what is signed: a string to sign, or a form's policy
 * @param canonicalRequest what {@code text} was made of, to be shown to whoever signed another one
 */
record Signed(CredentialScope scope, String text, String signature, Optional<String> canonicalRequest) {}
