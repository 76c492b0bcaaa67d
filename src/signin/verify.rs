//! Finding the key that signed a token.

use std::future::Future;
use std::rc::Rc;

use super::error::Error;
use super::id_token::{Crypto, Signed, Unverified};
use super::jwks::Keys;

/// Where a server's keys come from.
pub trait KeySource {
    /// The keys; with `anew` none that were kept from before.
    ///
    /// # Errors
    /// [`Error::KeysUnreachable`], [`Error::KeysUnreadable`].
    fn keys(&self, anew: bool) -> impl Future<Output = Result<Rc<Keys>, Error>>;

    /// Whether it ever gave a key of this name before.
    fn has_had(&self, kid: &str) -> bool;
}

/// Checks the signature of a token, and asks for the keys anew once, if the key
/// is not among those at hand or does not fit.
///
/// # Errors
/// [`Error::UnknownKey`]; [`Error::DuplicateKeyId`]; [`Error::RetiredKey`] if the server had the key once
/// and has it no more; [`Error::BadSignature`]; those of the source.
pub async fn verify_with(
    token: Unverified,
    source: &impl KeySource,
    crypto: &impl Crypto,
) -> Result<Signed, Error> {
    let kept = source.keys(false).await?;
    let known = kept.find(token.kid());
    let token = match known {
        None => token,
        Some(key) => match token.verify(key, crypto).await {
            Ok(signed) => return Ok(signed),
            Err(refused) => refused.into_token(),
        },
    };
    let keys = source.keys(true).await?;
    match keys.find(token.kid()) {
        None if keys.is_ambiguous(token.kid()) => Err(Error::DuplicateKeyId),
        None if source.has_had(token.kid()) => Err(Error::RetiredKey),
        None => Err(Error::UnknownKey),
        Some(key) => {
            let verified = token.verify(key, crypto).await;
            verified.map_err(|_| Error::BadSignature)
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::signin::encode;
    use crate::signin::testing::{
        Fake, Source, block_on, claims, header, keys, pending, receive, token,
    };

    /// A token signed by `k1`.
    fn signed() -> Unverified {
        let pending = pending();
        let text = token(&header(), &claims(&pending));
        receive(pending, &text, "").unwrap()
    }

    /// The same with a byte of the claims changed afterwards.
    fn forged() -> Unverified {
        let pending = pending();
        let claims = claims(&pending);
        let text = token(&header(), &claims);
        let body = encode(claims.to_string().as_bytes());
        let other = encode(claims.to_string().replace("APP-1", "APP-2").as_bytes());
        receive(pending, &text.replace(&body, &other), "").unwrap()
    }

    fn verify(token: Unverified, source: &Source) -> (Option<Error>, u32) {
        let error = block_on(verify_with(token, source, &Fake)).err();
        (error, source.asked.get())
    }

    #[test]
    fn a_key_at_hand_spares_asking() {
        let source = Source::new(&["k0", "k1"], &[]);
        assert_eq!(verify(signed(), &source), (None, 0));
    }

    #[test]
    fn a_new_key_is_asked_for_once() {
        let source = Source::new(&["k0"], &["k0", "k1"]);
        assert_eq!(verify(signed(), &source), (None, 1));
        let source = Source::new(&["k0"], &["k0"]);
        assert_eq!(verify(signed(), &source), (Some(Error::UnknownKey), 1));
    }

    #[test]
    fn a_key_that_fits_no_more_and_is_gone_is_retired() {
        let source = Source::new(&["k1"], &["k2"]);
        assert_eq!(verify(forged(), &source), (Some(Error::RetiredKey), 1));
    }

    #[test]
    fn a_key_that_two_have_the_name_of_is_asked_for_anew_and_says_so() {
        let source = Source::new(&["k1", "k1"], &["k1"]);
        assert_eq!(verify(signed(), &source), (None, 1));
        let source = Source::new(&["k1"], &["k1", "k1"]);
        assert_eq!(verify(signed(), &source), (None, 0));
        let source = Source::new(&["k1", "k1"], &["k1", "k1"]);
        assert_eq!(verify(signed(), &source), (Some(Error::DuplicateKeyId), 1));
    }

    #[test]
    fn a_wrong_signature_is_refused_under_old_keys_and_new() {
        let source = Source::new(&["k1"], &["k1"]);
        assert_eq!(verify(forged(), &source), (Some(Error::BadSignature), 1));
        let source = Source::new(&[], &["k1"]);
        assert_eq!(verify(forged(), &source), (Some(Error::BadSignature), 1));
    }

    #[test]
    fn a_key_of_another_name_is_not_tried() {
        let pending = pending();
        let header = serde_json::json!({ "alg": "RS256", "kid": "k2" });
        let text = token(&header, &claims(&pending));
        let token = receive(pending, &text, "").unwrap();
        let keys = keys(&["k1", "k2"]);
        let refused = block_on(token.verify(keys.find("k1").unwrap(), &Fake)).unwrap_err();
        let token = refused.into_token();
        assert!(block_on(token.verify(keys.find("k2").unwrap(), &Fake)).is_ok());
    }

    #[test]
    fn keys_that_do_not_come_say_so() {
        for error in [Error::KeysUnreachable, Error::KeysUnreadable] {
            let mut source = Source::new(&["k2"], &[]);
            source.anew = Err(error);
            assert_eq!(verify(signed(), &source), (Some(error), 1));
            source.kept = Err(error);
            assert_eq!(verify(signed(), &source).0, Some(error));
        }
    }
}
