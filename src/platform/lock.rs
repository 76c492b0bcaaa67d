//! What only one page of a site does at a time (Web Locks API).

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortSignal;

use super::{Timer, of_navigator};

#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &JsValue,
    ) -> Result<Promise, JsValue>;
}

/// A lock of this page. Dropping it lets the next page have it.
#[derive(Debug)]
pub struct Lock(Function);

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

impl Lock {
    /// A lock that the page has already, by the function that ends it.
    pub fn held(release: Function) -> Self {
        Self(release)
    }

    /// Waits until no other page has the lock of this name, so many milliseconds at
    /// most. `None` where the browser has no locks or refuses them, where that is
    /// too long, or once `signal` is aborted: then go on without.
    pub async fn acquire(name: &str, patience: f64, signal: &AbortSignal) -> Option<Self> {
        let locks = of_navigator("locks");
        let locks: LockManager = locks.is_object().then(|| locks.unchecked_into())?;
        let mut answer = None;
        let answered = Promise::new(&mut |resolve, _| answer = Some(resolve));
        let answer = answer?;
        let is_wanted = Rc::new(Cell::new(true));
        let (wanted, give) = (Rc::clone(&is_wanted), answer.clone());
        let granted = Closure::once_into_js(move |_: JsValue| match wanted.get() {
            true => Promise::new(&mut |release, _| {
                let _ = give.call1(&JsValue::NULL, &release);
            })
            .into(),
            false => JsValue::UNDEFINED,
        });
        let options = Object::new();
        Reflect::set(&options, &"signal".into(), signal).ok()?;
        let request = locks.request(name, &options, &granted).ok()?;
        let refuse = answer.clone();
        spawn_local(async move {
            if JsFuture::from(request).await.is_err() {
                let _ = refuse.call0(&JsValue::NULL);
            }
        });
        let give_up = move |_| drop(answer.call0(&JsValue::NULL));
        let _limit = Timer::after(patience, Box::new(give_up));
        let release = JsFuture::from(answered).await;
        is_wanted.set(false);
        release.ok()?.dyn_into().ok().map(Self)
    }
}
