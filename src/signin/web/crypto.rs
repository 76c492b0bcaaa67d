//! The browser's own cryptography: random numbers, hashes, RS256 signatures.
//!
//! There only in secure contexts (https and this machine), hence
//! [`is_there`].

use js_sys::{Array, JSON, Object, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use crate::signin::{Crypto, Key};

/// RSASSA-PKCS1-v1_5 with SHA-256: the one algorithm taken (RFC 7518 §3.3).
const RS256: &str = r#"{"name":"RSASSA-PKCS1-v1_5","hash":"SHA-256"}"#;

/// WebCrypto (w3.org/TR/WebCryptoAPI).
pub struct WebCrypto;

/// Whether a page may use it.
pub fn is_there() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// 32 random bytes; `None` where the browser has none to give.
pub fn random() -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

impl Crypto for WebCrypto {
    async fn verify(&self, key: &Key, input: &[u8], signature: &[u8]) -> bool {
        verify(key, input, signature).await.unwrap_or(false)
    }

    async fn sha256(&self, input: &[u8]) -> Option<[u8; 32]> {
        let digest = subtle()?.digest_with_str_and_u8_array("SHA-256", input);
        let digest = JsFuture::from(digest.ok()?).await.ok()?;
        let mut bytes = [0; 32];
        let view = Uint8Array::new(&digest);
        (view.length() == 32).then(|| view.copy_to(&mut bytes))?;
        Some(bytes)
    }
}

fn subtle() -> Option<SubtleCrypto> {
    if !is_there() {
        return None;
    }
    Some(web_sys::window()?.crypto().ok()?.subtle())
}

/// `None` where the browser does not take the key, or fails.
async fn verify(key: &Key, input: &[u8], signature: &[u8]) -> Option<bool> {
    let subtle = subtle()?;
    let algorithm = object(RS256)?;
    // Both are base64url, and nothing in that alphabet means anything to JSON.
    let jwk = [
        r#"{"kty":"RSA","alg":"RS256","n":""#,
        key.n(),
        r#"","e":""#,
        key.e(),
        r#""}"#,
    ];
    let usages = Array::of1(&"verify".into());
    let imported =
        subtle.import_key_with_object("jwk", &object(&jwk.concat())?, &algorithm, false, &usages);
    let imported: CryptoKey = JsFuture::from(imported.ok()?).await.ok()?.unchecked_into();
    let verified = subtle
        .verify_with_object_and_u8_array_and_u8_array(&algorithm, &imported, signature, input);
    JsFuture::from(verified.ok()?).await.ok()?.as_bool()
}

fn object(json: &str) -> Option<Object> {
    JSON::parse(json).ok()?.dyn_into().ok()
}
