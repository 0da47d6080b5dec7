package io.geckos.auth.signature;

import io.geckos.auth.request.CredentialScope;
import java.util.List;
import java.util.Optional;

/**
 * A text and the signature it is said to have.
 *
 * @param texts what is signed, in the spellings it may have: a string to sign, or a form's policy
 * @param canonicalRequest what the first text was made of, to be shown to whoever signed another one
 */
public record SignedText(
        CredentialScope scope, List<String> texts, String signature, Optional<String> canonicalRequest) {}
