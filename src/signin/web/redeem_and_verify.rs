//! From an answer to a person: what is asked of the server on the way.

use super::crypto::WebCrypto;
use super::http;
use super::server::ServerKeys;
use crate::platform;
use crate::signin::{Callback, Error, Identity, verify_with};

/// Redeems a code if there is one, and checks the token with the server's keys.
///
/// # Errors
/// Whatever is wrong with it.
pub async fn redeem_and_verify(callback: Callback) -> Result<Identity, Error> {
    let unverified = match callback {
        Callback::Token(unverified) => unverified,
        Callback::AskAgain => return Err(Error::IdTokenRefused),
        Callback::Code(grant) => {
            let reply = http::post(grant.endpoint(), grant.form()).await;
            let reply = reply.ok_or(Error::TokenEndpointUnreachable)?;
            grant.read(reply.status, reply.body)?
        }
    };
    let keys = ServerKeys(unverified.jwks_address().into());
    let signed = verify_with(unverified, &keys, &WebCrypto).await?;
    signed.identity(platform::now(), &WebCrypto).await
}
